import { describe, expect, test } from "vitest";
import { codesOf, keysOf, readSheet, readText } from "./quiz-imports-fixtures.ts";

const HEAD = "No,Soal,A,B,C,D,Kunci";
const OPTIONS = [
  ["Jakarta", "Bogor", "Solo", "Medan"],
  ["kucing", "anjing", "sapi", "kuda"],
  ["apel", "jeruk", "pir", "mangga"],
];
/** A table of three questions, with these keys. */
const table = (keys: readonly string[], options = OPTIONS) =>
  readText([HEAD, ...keys.map((key, at) => [at + 1, `Soal ${at}?`, ...(options[at] ?? []), key].join(","))].join("\n"));

describe("right answers", () => {
  test.each([
    ["a mark and the text", ["A (Jakarta)", "B (anjing)", "C (pir)"], ["a", "b", "c"]],
    ["a mark, a sign and the text", ["A = Jakarta", "B-anjing", "C: pir"], ["a", "b", "c"]],
    ["texts with a sign at the end", ["Jakarta.", "Anjing.", "C"], ["a", "b", "c"]],
    ["words before the mark", ["Kunci: A", "Opsi B", "pil C"], ["a", "b", "c"]],
    ["lists with a last word", ["A dan B", '"A, B, dan C"', "C"], ["ab", "abc", "c"]],
  ])("[IM22] %s", (_, keys, right) => {
    const read = table(keys);
    expect([keysOf(read), read.faults]).toEqual([right, []]);
    expect(read.quiz?.items.map((item) => "options" in item && item.options.length)).toEqual([4, 4, 4]);
  });

  test("[IM22] either of several: all of them, and told; one that begins with a mark makes no option", () => {
    const read = table(["A atau C", "B or C", "C"]);
    expect([keysOf(read), codesOf(read.faults)]).toEqual([
      ["ac", "bc", "c"],
      ["key_either", "key_either"],
    ]);
    const wrong = table(["A. Surabaya", "B. rusa", "C. nanas"]);
    expect(codesOf(wrong.faults)).toEqual(["key_unknown", "key_unknown", "key_unknown"]);
  });

  test("[IM24] options that bear their letters lose them, and keys find them", () => {
    const lettered = OPTIONS.map((options) => options.map((text, at) => `${"ABCD"[at]}. ${text}`));
    for (const keys of [
      ["Jakarta", "anjing", "pir"],
      ["A", "B", "c."],
      ["A. Jakarta", "b) anjing", "C"],
    ]) {
      const read = table(keys, lettered);
      expect([keysOf(read, "text"), read.faults]).toEqual([["Jakarta", "anjing", "pir"], []]);
    }
    // Only some of them: it is a name.
    const names = readText("Soal,A,B,Kunci\nSiapa?,A. Einstein,Newton,A\n");
    expect(keysOf(names, "text")).toEqual(["A. Einstein"]);
  });

  test("[IM22] a letter that is an option, too: where options are letters it is the text, and it is told", () => {
    const read = readText(
      `${HEAD}\n1,Golongan ibu?,O,A,B,AB,A\n2,Larut dalam air?,D,C,A,K,C\n3,Penerima?,O,A,B,AB,AB\n4,Lambang boron?,b,be,c,d,b\n`,
    );
    expect([keysOf(read, "text"), codesOf(read.faults)]).toEqual([
      ["A", "C", "AB", "b"],
      ["key_doubtful", "key_doubtful", "key_doubtful"],
    ]);
    const mixed = readText("Soal,A,B,C,Kunci\nApa?,ya,tidak,a,A\n");
    expect([keysOf(mixed), codesOf(mixed.faults)]).toEqual([["a"], ["key_doubtful"]]);
  });

  test("[IM23] a key of an empty option is told as that, whatever file it is in", () => {
    for (const text of [
      "Apa?{= ~b ~c}",
      '{"subject":"S","questions":[{"question":"Q","answers":["a","b",""],"solution":2,"time":20}]}',
    ]) {
      expect(codesOf(readText(text).faults)).toEqual(["key_empty_option"]);
    }
  });
});

describe("kinds by their answers", () => {
  test("[IM24] true and false in words, or in letters where all keys are of one pair", () => {
    const read = readText(
      "No,Soal,Jawaban\n1,Bumi bulat,Benar\n2,Api dingin,Salah\n3,Air basah,B\n4,Es panas,S\n5,Ya?,TRUE\n",
    );
    expect([read.quiz?.items.map(({ type }) => type), keysOf(read), read.faults]).toEqual([
      Array(5).fill("true-false"),
      ["true", "false", "true", "false", "true"],
      [],
    ]);
    const sheet = readSheet([
      ["Soal", "Jawaban"],
      ["Bumi bulat", true],
      ["Api dingin", false],
    ]);
    expect(keysOf(sheet)).toEqual(["true", "false"]);
    expect(keysOf(readText("Soal,Jawaban\nBumi bulat?,Ya\nApi dingin?,tidak\n"))).toEqual(["true", "false"]);
    expect(keysOf(readText("Soal,Jawaban\nTulis ya,Ya\nIbu kota?,Jakarta\n"))).toEqual([null, null]);
    const symbols = readText("Soal,Jawaban\nLambang boron?,B\nLambang besi?,Fe\nLambang belerang?,S\n");
    expect(symbols.quiz?.items.map(({ type }) => type)).toEqual(Array(3).fill("short-answer"));
  });

  test("[IM24] B beside Benar and Salah is Benar where a key says S, a place where one says A, else told", () => {
    const read = (...keys: string[]) => {
      const rows = keys.map((key, at) => `${at},BS,Soal ${at},Benar,Salah,${key}`);
      const found = readText(["No,Tipe,Soal,A,B,Kunci", ...rows].join("\n"));
      return [...keysOf(found), ...codesOf(found.faults)];
    };
    expect(read("B", "S")).toEqual(["true", "false"]);
    expect(read("B", "A")).toEqual(["false", "true"]);
    expect(read("B")).toEqual(["false", "key_doubtful"]);
  });

  test("[IM24] letters do not make a table English", () => {
    const languageIn = (rows: string) => readText(`Soal,A,B,C,Kunci\n${rows}`).quiz?.language;
    expect(languageIn("Golongan darah?,A,B,O,A\nHuruf pertama?,B,A,C,B\nSumber vitamin A utama?,wortel,a,b,A\n")).toBe(
      "id",
    );
    expect(languageIn("Name a planet,Mars,Moon,Sun,A\n")).toBe("en");
    expect(languageIn("A good question,Correct,Incorrect,,A\n")).toBe("en");
  });

  test("[IM24] thousands are written as the language of the table does, and told", () => {
    const answers = (text: string) => {
      const { quiz, faults } = readText(text);
      return [...(quiz?.items.map((item) => ("answer" in item ? item.answer : item.type)) ?? []), ...codesOf(faults)];
    };
    expect(answers('Soal,Jawaban\nBerapa penduduk desa itu?,12.000\nBerapa itu?,"3,125"\nIni?,0.125\n')).toEqual([
      12000,
      3.125,
      0.125,
      "key_doubtful",
    ]);
    expect(answers('Question,Answer\nHow many are there?,"12,000"\nWhat is that?,3.125\n')).toEqual([
      12000,
      3.125,
      "key_doubtful",
    ]);
    expect(answers("How many metres are in the kilometre? {#1,000}")).toEqual([1000, "key_doubtful"]);
  });

  test("[IM24] a paragraph as the answer makes an open question, and explains it", () => {
    const answer = "Air menguap lalu turun sebagai hujan. ".repeat(4).trim();
    const { quiz, faults } = readText(`Soal,Jawaban\nJelaskan hujan,${answer}\n`);
    expect([quiz?.items, codesOf(faults)]).toMatchObject([
      [{ type: "open-text", explanation: answer }],
      ["answer_long"],
    ]);
  });
});
