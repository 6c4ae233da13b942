import { describe, expect, it } from "vitest";
import type { Value } from "../../protocol/payloads.ts";
import { ItemSchema, typeOf } from "../../src/items/index.ts";

const abc = ["a", "b", "c", "d"].map((id) => ({ id, text: id.toUpperCase() }));
const make = (fields: object) => ItemSchema.parse({ id: "q", stem: "?", ...fields });
const asked = (fields: object) => {
  const item = make(fields);
  const type = typeOf(item);
  return {
    normal: (value: Value) => type.normalise(item, value),
    credit: (value: Value) => {
      const normal = type.normalise(item, value);
      return normal === null ? null : type.judge(item, normal);
    },
    rows: (...values: Value[]) => type.summarise(item, values),
  };
};
const accepting = (...accept: string[]) => asked({ type: "short-answer", accept });

describe("choices", () => {
  const single = asked({ type: "single-choice", options: abc, key: ["b"] });
  const multiple = asked({ type: "multiple-choice", options: abc, key: ["c", "a"] });

  it("[SC5] single choice: the key has credit 1, any other option 0", () => {
    expect(["a", "b", "c", "d"].map(single.credit)).toEqual([0, 1, 0, 0]);
  });

  it.each<[string[], number]>([
    [["a", "c"], 1],
    [["c", "a"], 1],
    [["a"], 0.5],
    [["a", "b"], 0],
    [["a", "b", "c", "d"], 0],
    [["d"], 0],
  ])("[SC5] multiple choice: picking %j of key a, c has credit %d", (value, credit) => {
    expect(multiple.credit(value)).toBe(credit);
  });

  it("[SC5] multiple choice: a pick sent twice is one hit", () => {
    expect(multiple.credit(["a", "a"])).toBe(0.5);
  });

  it("[SC5] true/false: the key has credit 1, the other side 0", () => {
    const statement = asked({ type: "true-false", key: ["false"] });
    expect([statement.credit("true"), statement.credit("false")]).toEqual([0, 1]);
  });

  it("[RS6] a choice of several is kept in authored order without repeats", () => {
    expect(multiple.normal(["d", "a", "d", "c"])).toEqual(["a", "c", "d"]);
  });

  it.each<Value>(["", "A", "e", 0, ["b"], []])("[RS7] %j is no option of a single choice", (value) => {
    expect(single.normal(value)).toBeNull();
  });

  it.each<Value>(["a", 1, [], ["a", "e"]])("[RS7] %j is no choice of several", (value) => {
    expect(multiple.normal(value)).toBeNull();
  });

  it("[QZ5] true/false options are worded in the quiz's language", () => {
    const item = make({ type: "true-false", key: ["true"] });
    const words = (locale: "en" | "id") =>
      typeOf(item)
        .present(item, locale)
        .options?.map(({ text }) => text);
    expect([words("en"), words("id")]).toEqual([
      ["True", "False"],
      ["Benar", "Salah"],
    ]);
  });
});

describe("short answers", () => {
  it.each([
    ["Refleksi Awal", "  refleksi   AWAL "],
    ["refleksi awal", "refleksi awal."],
    ["don't", "dont"],
    ["don’t", "don't"],
    ["komunitas belajar", "“Komunitas belajar” 🎉👩‍🏫"],
    ["Straße", "STRASSE"],
    ["ΟΔΟΣ", "οδος"],
    ["café", "cafe\u0301"],
    ["３", "3"],
    ["ﬁsh", "fish"],
    ["guru", "gu\u200bru"],
    ["1", "1️⃣"],
    ["merah putih", "merah 🇮🇩 putih"],
    ["~`!@#$%^&*(){}[];:\"'<,.>?/\\|-_+=x", "X"],
  ])("[SC8] %j accepts %j", (accept, value) => {
    expect(accepting(accept).credit(value)).toBe(1);
  });

  it.each([
    ["refleksi awal", "refleksiawal"],
    ["refleksi awal", "refleksi akhir"],
    ["café", "cafe"],
    ["🙂", "🙁"],
    ["🙂", "hi 🙂"],
    ["?!", "?"],
    ["a", "?!"],
  ])("[SC8] %j does not accept %j", (accept, value) => {
    expect(accepting(accept).credit(value)).toBe(0);
  });

  it("[SC8] emoji and punctuation are compared where the accepted answer is only those", () => {
    const asking = accepting("❤️", "?!", "ya");
    expect(["❤", "?!", "Ya!", "!?"].map(asking.credit)).toEqual([1, 1, 1, 0]);
  });

  it.each<Value>(["", "  ", "\u200b\u2060", "\n\t", "x".repeat(201), 4, ["a"]])(
    "[RS7] %j is no short answer",
    (value) => {
      expect(accepting("a").normal(value)).toBeNull();
    },
  );

  it("[RS6] a short answer is kept as typed, on one line", () => {
    expect(accepting("a").normal("  Refleksi \n Awal! ")).toBe("Refleksi   Awal!");
  });

  it("[WC6] answers that compare alike are one row under their commonest spelling, the most frequent row first", () => {
    expect(accepting("a").rows("evaluasi", "Awal", "awal", "refleksi", "AWAL!", "awal", "Evaluasi")).toEqual([
      { id: "awal", text: "awal", count: 4 },
      { id: "evaluasi", text: "Evaluasi", count: 2 },
      { id: "refleksi", text: "refleksi", count: 1 },
    ]);
  });
});

describe("numbers", () => {
  const four = asked({ type: "numeric", answer: 4 });

  it.each<[Value, number]>([
    [4, 4],
    ["3,5", 3.5],
    ["3.5", 3.5],
    [" 4 ", 4],
    [",5", 0.5],
    ["-2", -2],
    ["−2", -2],
    ["+2", 2],
    ["４", 4],
    ["1.234.567,8", 1234567.8],
    ["1,234,567.8", 1234567.8],
    ["1 234 567,8", 1234567.8],
    ["1.234,5", 1234.5],
    ["1e+21", 1e21],
    ["-0", 0],
    [-0, 0],
  ])("[RS6] %j is read as %d", (value, number) => {
    expect(four.normal(value)).toBe(number);
  });

  it.each<Value>(["", "empat", "4 tahap", "1,2,3", "1.2.3", "0x10", "1..2", "Infinity", "9e999", Number.NaN, ["4"]])(
    "[RS7] %j is no number",
    (value) => {
      expect(four.normal(value)).toBeNull();
    },
  );

  it.each([
    [0.3, 0.1, 0.4, 1],
    [0.3, 0.1, 0.2, 1],
    [0.3, 0.1, 0.41, 0],
    [8.3, 0.5, 7.8, 1],
    [8.3, 0.5, 8.8, 1],
    [8.3, 0.5, 8.81, 0],
    [4, 0, 4, 1],
    [4, 0, 4.000001, 0],
    [-5, 1, -6, 1],
    [-5, 1, 5, 0],
  ])("[SC8] answer %d with tolerance %d: %d has credit %d", (answer, tolerance, value, credit) => {
    expect(asked({ type: "numeric", answer, tolerance }).credit(value)).toBe(credit);
  });

  it("[WC6] equal numbers are one row, the most frequent first, then the smallest", () => {
    expect(four.rows(10, 4, 9, 4)).toEqual([
      { id: "4", text: "4", count: 2 },
      { id: "9", text: "9", count: 1 },
      { id: "10", text: "10", count: 1 },
    ]);
  });
});
