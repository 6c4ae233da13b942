import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { parseQuiz, quizLocale } from "../../src/quiz.ts";

const options = [
  { id: "a", text: "A" },
  { id: "b", text: "B" },
];
const single = { id: "q1", type: "single-choice", stem: "Mana?", options, key: ["b"] };
const quiz = (...items: unknown[]) => ({ schemaVersion: 1, id: "kombel", title: "Komunitas belajar", items });

const faultsOf = (document: unknown): string[] => {
  const parsed = parseQuiz(document);
  return "faults" in parsed ? parsed.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};
const parsed = (document: unknown) => {
  const result = parseQuiz(document);
  if ("faults" in result) throw new Error(JSON.stringify(result.faults));
  return result.quiz;
};

describe("sound documents", () => {
  it("[QZ1] language, seconds and points are filled in where left out", () => {
    const { language, items } = parsed(quiz(single));
    expect([language, items[0]?.seconds, items[0]?.points]).toEqual(["id", 20, 1000]);
  });

  it("[QZ3] seconds may be null and points 0", () => {
    const { items } = parsed(quiz({ ...single, seconds: null, points: 0 }));
    expect([items[0]?.seconds, items[0]?.points]).toEqual([null, 0]);
  });

  it("[QZ7] unknown fields are dropped at every depth", () => {
    const extra = { ...single, theme: 1, options: options.map((option) => ({ ...option, colour: "red" })) };
    expect(parsed({ ...quiz(extra), author: "x" })).toEqual(parsed(quiz(single)));
  });

  it("[QZ1] a parsed quiz parses to itself", () => {
    const once = parsed(quiz(single));
    expect(parsed(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });

  it.each([
    ["id", "id"],
    ["id-ID", "id"],
    ["en-GB", "en"],
    ["jv", "en"],
  ])("[QZ5] the language %s is worded in %s", (language, locale) => {
    expect(quizLocale(parsed({ ...quiz(single), language }))).toBe(locale);
  });
});

describe("faults", () => {
  it.each<[string, unknown, string]>([
    ["no object", 5, ": must be an object"],
    ["a list", [], ": must be an object"],
    ["nothing", null, ": must be an object"],
    ["an old schema", { ...quiz(single), schemaVersion: 0 }, "schemaVersion: must be 1"],
    ["an id with a space", { ...quiz(single), id: "a b" }, "id: must be 1-64 letters, digits, _ or -"],
    ["a blank title", { ...quiz(single), title: "  " }, "title: is empty"],
    ["a long title", { ...quiz(single), title: "x".repeat(201) }, "title: must have at most 200 characters"],
    ["a language in words", { ...quiz(single), language: "Bahasa Indonesia" }, "language: must be a language tag"],
    ["no items", quiz(), "items: must have at least 1 entry"],
    ["items that are no list", { ...quiz(), items: {} }, "items: must be a list"],
    ["a null item", quiz(null), "items[0]: must be an object"],
    ["no type", quiz({ ...single, type: undefined }), "items[0].type: is missing; there are single-choice, "],
    ["an unknown type", quiz({ ...single, type: "essay" }), 'items[0].type: "essay" is not an item type; there are '],
    ["no stem", quiz({ ...single, stem: undefined }), "items[0].stem: is missing"],
    ["one option", quiz({ ...single, options: [options[1]] }), "items[0].options: must have at least 2 entries"],
    ["text for an option", quiz({ ...single, options: ["A", options[1]] }), "items[0].options[0]: must be an object"],
    [
      "an option's id twice",
      quiz({ ...single, options: [...options, options[0]] }),
      'items[0].options[2].id: "a" is already',
    ],
    ["a key that is no option", quiz({ ...single, key: ["c"] }), 'items[0].key[0]: "c" is not the id of an option'],
    ["two keys", quiz({ ...single, key: ["a", "b"] }), "items[0].key: must have exactly 1 entry"],
    [
      "a key twice",
      quiz({ ...single, type: "multiple-choice", key: ["a", "a"] }),
      'items[0].key[1]: "a" stands in the key twice',
    ],
    ["a key of text", quiz({ ...single, key: "b" }), "items[0].key: must be a list"],
    [
      "a true-false key of yes",
      quiz({ ...single, type: "true-false", key: ["yes"] }),
      'items[0].key[0]: must be one of "true", "false"',
    ],
    ["no accepted answer", quiz({ ...single, type: "short-answer" }), "items[0].accept: is missing"],
    [
      "an invisible accepted answer",
      quiz({ ...single, type: "short-answer", accept: ["\u200b"] }),
      "items[0].accept[0]: has nothing",
    ],
    ["a number in text", quiz({ ...single, type: "numeric", answer: "4" }), "items[0].answer: must be a number"],
    [
      "a negative tolerance",
      quiz({ ...single, type: "numeric", answer: 4, tolerance: -1 }),
      "items[0].tolerance: must be at least 0",
    ],
    ["too few seconds", quiz({ ...single, seconds: 4 }), "items[0].seconds: must be at least 5"],
    ["points of its own", quiz({ ...single, points: 500 }), "items[0].points: must be one of 0, 1000, 2000"],
    [
      "an image elsewhere",
      quiz({ ...single, image: { file: "../a.png", alt: "" } }),
      "items[0].image.file: must be a .png",
    ],
  ])("[QZ7] %s is the only fault and has its path", (_name, document, fault) => {
    const faults = faultsOf(document);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.slice(0, fault.length)).toBe(fault);
  });

  it("[QZ2] the second item with an id is named, with the first", () => {
    expect(faultsOf(quiz(single, { ...single, id: "q2" }, single))).toEqual([
      'items[2].id: "q1" is already the id of items[0]',
    ]);
  });

  it("[QZ7] all faults are named at once, also behind an unknown type or a missing field", () => {
    const faults = faultsOf({
      ...quiz(
        { ...single, stem: 5, key: ["z"] },
        { id: "q1", type: "essay", seconds: 1 },
        { ...single, id: "q3", options: [options[0], options[0], { id: "c" }], key: [] },
      ),
      title: undefined,
    });
    expect(faults.map((fault) => fault.split(": ")[0]).sort()).toEqual([
      "items[0].key[0]",
      "items[0].stem",
      "items[1].id",
      "items[1].seconds",
      "items[1].stem",
      "items[1].type",
      "items[2].key",
      "items[2].options[1].id",
      "items[2].options[2].text",
      "title",
    ]);
  });

  it("[QZ7] a list that is too long hides no fault beside it or in the entries that would fit, and makes none", () => {
    const long = Array.from({ length: 7 }, (_, n) => ({ id: `o${n}`, text: n === 3 ? "" : "A" }));
    const keyed = { ...single, options: long, key: ["o6"] };
    expect(faultsOf(quiz(keyed))).toEqual([
      "items[0].options: must have at most 6 entries",
      "items[0].options[3].text: is empty",
    ]);
    const accept = Array(21).fill("A");
    expect(faultsOf(quiz({ ...single, type: "short-answer", accept }, { ...single, stem: " " }, single))).toEqual([
      "items[0].accept: must have at most 20 entries",
      "items[1].stem: is empty",
      'items[1].id: "q1" is already the id of items[0]',
      'items[2].id: "q1" is already the id of items[0]',
    ]);
    const items = Array.from({ length: 201 }, (_, n) => ({ ...single, id: `q${n}` }));
    expect(faultsOf(quiz(...items))).toEqual(["items: must have at most 200 entries"]);
    const wrong = items.with(0, { ...keyed, id: "q0" }).with(2, { ...single, id: "q1" });
    const faults = faultsOf(quiz(...wrong.with(200, { ...single, id: "q200", stem: "" })));
    expect(faults.map((fault) => fault.split(": ")[0]).sort()).toEqual([
      "items",
      "items[0].options",
      "items[0].options[3].text",
      "items[2].id",
    ]);
  });

  it("[QZ7] every fault is worded for people, not for programmers", () => {
    const text = faultsOf({ items: [{}, { type: 7 }, { ...single, options: 1, points: null, image: [] }] }).join("\n");
    expect(text).not.toMatch(/undefined|Invalid|expected|NaN/);
  });

  it("[QZ15] the list of what is said of a document is closed, and documented with its words", () => {
    const spec = readFileSync(new URL("../../protocol/SPEC.md", import.meta.url), "utf8");
    const listed = spec.slice(spec.indexOf("- [QZ15]"), spec.indexOf("\n## Nicknames"));
    const codes = [...listed.matchAll(/^\| `([a-z_]+)` \| (.+) \|$/gm)].map((row) => [row[1], row[2]]);
    expect(Object.fromEntries(codes)).toEqual(LOCALES.en.quizFaults);
  });

  it("[QZ15] every fault has a code, and words whose blanks its params fill", () => {
    const kinds = ["multiple-choice", "true-false", "short-answer", "numeric", "rating", "ordering", "slide", "essay"];
    const wrong = [
      undefined,
      7,
      2.5,
      " ",
      ["\u200b", " "],
      "x".repeat(2001),
      "\u200b",
      [],
      ["z", "z"],
      Array(21).fill("a"),
      { length: {} },
    ];
    const names = ["id", "type", "stem", "options", "key", "accept", "answer", "scale", "labels", "reverse", "image"];
    const told = names.flatMap((name) =>
      wrong.flatMap((value) => {
        const items = kinds.map((type, n) => ({ ...single, id: `q${n}`, type, scale: 3, [name]: value }));
        const image = { ...single, image: { file: value, alt: "" }, seconds: 4, points: 1, previewSeconds: 61 };
        const twice = { ...single, options: [options[0], options[0], { id: value }], key: ["a", "a"] };
        const whole = { ...quiz(...items, image, twice), schemaVersion: 0, language: value };
        return [whole, quiz(single, single)].flatMap((document) => {
          const read = parseQuiz(document);
          return "faults" in read ? read.faults : [];
        });
      }),
    );
    for (const { code, params, message } of told) {
      const words = LOCALES.en.quizFaults[code];
      expect(words.replace(/\{(\w+)\}/g, (_, blank) => String(params?.[blank] ?? "{}"))).toBe(message);
      expect(message).not.toMatch(/\{\w+\}/);
    }
    const codes = new Set<string>(told.map(({ code }) => code));
    expect(Object.keys(LOCALES.en.quizFaults).filter((code) => !codes.has(code))).toEqual(["unfit"]);
  });
});
