import { describe, expect, it } from "vitest";
import type { Value } from "../../protocol/payloads.ts";
import { ItemSchema, typeOf } from "../../src/items/index.ts";
import { parseQuiz } from "../../src/quiz.ts";

const make = (fields: object) => ItemSchema.parse({ id: "q", stem: "?", ...fields });
const rating = (fields: object = {}) => make({ type: "rating", ...fields });
const texts = (fields: object): string[] => {
  const item = rating(fields);
  return (typeOf(item).present(item, "en").options ?? []).map(({ text }) => text);
};
const faultsOf = (item: object): string[] => {
  const items = [{ id: "q", stem: "?", ...item }];
  const parsed = parseQuiz({ schemaVersion: 1, id: "quiz", title: "Quiz", items });
  return "faults" in parsed ? parsed.faults.map(({ path, message }) => `${path} ${message}`) : [];
};

describe("rating", () => {
  it("[QZ9] has five points, no labels and is not reversed when nothing else is said", () => {
    expect(rating()).toMatchObject({ scale: 5, labels: [], reverse: false });
    expect(texts({})).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("[QZ9] two labels word the ends, as many as points word each", () => {
    expect(texts({ scale: 4, labels: ["never", "always"] })).toEqual(["never", "2", "3", "always"]);
    expect(texts({ scale: 3, labels: ["no", "perhaps", "yes"] })).toEqual(["no", "perhaps", "yes"]);
    expect(texts({ scale: 2, labels: ["no", "yes"] })).toEqual(["no", "yes"]);
  });

  it.each<[string, object, string[]]>([
    ["one point", { scale: 1 }, ["items[0].scale must be at least 2"]],
    ["eight points", { scale: 8 }, ["items[0].scale must be at most 7"]],
    ["half a point", { scale: 2.5 }, ["items[0].scale must be a whole number"]],
    ["a scale in words", { scale: "5" }, ["items[0].scale must be a number"]],
    ["one label", { labels: ["a"] }, ["items[0].labels must have 2 entries, for the ends, or 5, one for each point"]],
    [
      "six labels on four points, one empty",
      { scale: 4, labels: ["a", "b", "c", "d", "e", " "] },
      ["items[0].labels must have 2 entries, for the ends, or 4, one for each point", "items[0].labels[5] is empty"],
    ],
    ["a long label", { labels: ["a", "b".repeat(81)] }, ["items[0].labels[1] must have at most 80 characters"]],
    ["a reverse in words", { reverse: "yes" }, ["items[0].reverse must be true or false"]],
  ])("[QZ9] %s is a fault with its path", (_, fields, faults) => {
    expect(faultsOf({ type: "rating", ...fields }).toSorted()).toEqual(faults);
  });

  it.each<[Value, Value | null]>([
    ["1", "1"],
    ["5", "5"],
    ["0", null],
    ["6", null],
    ["2.0", null],
    [3, null],
    [["3"], null],
  ])("[RS6] of a scale of five, %j is kept as %j", (value, kept) => {
    expect(typeOf(rating()).normalise(rating(), value)).toBe(kept);
  });

  it("[QZ9] the reverse flag turns no row: counts stand by the point that was chosen, also at 0", () => {
    const item = rating({ scale: 3, reverse: true });
    expect(typeOf(item).summarise(item, ["3", "1", "3"])).toEqual([
      { id: "1", count: 1 },
      { id: "2", count: 0 },
      { id: "3", count: 2 },
    ]);
  });
});

describe("open text", () => {
  const item = make({ type: "open-text" });
  const { normalise, summarise } = typeOf(item);

  it.each<[string, Value, Value | null]>([
    ["a sentence", "  Saya belajar banyak.  ", "Saya belajar banyak."],
    ["several lines", "satu\r\ndua\n\ntiga", "satu dua tiga"],
    ["500 characters", "x".repeat(500), "x".repeat(500)],
    ["501 characters", "x".repeat(501), null],
    ["nothing but blanks", " \n\t ", null],
    ["what cannot be seen", "\u200b\u2060", null],
    ["a number", 4, null],
    ["a list", ["a"], null],
  ])("[QZ10] %s", (_, value, kept) => {
    expect(normalise(item, value)).toBe(kept);
  });

  it("[WC6] equal texts are one row under their commonest spelling, the most frequent first", () => {
    expect(summarise(item, ["Belum tahu", "Refleksi!", "refleksi", "refleksi"])).toEqual([
      { id: "refleksi", text: "refleksi", count: 3 },
      { id: "belum tahu", text: "Belum tahu", count: 1 },
    ]);
  });
});
