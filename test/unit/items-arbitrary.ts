/** Random items of every type, as documents. */
import fc from "fast-check";
import { type Item, ItemSchema } from "../../src/items/index.ts";

type Draft = Record<string, unknown>;

const word = fc.string({ unit: "binary", minLength: 1, maxLength: 40 }).filter((text) => /[\p{L}\p{N}]/u.test(text));
const line = fc.oneof(word, fc.constantFrom("Refleksi awal", "anak-anak", "🙂", "C++", "?!", "ODOS ς", "Straße", "３"));
const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });

const common = fc.record(
  {
    id: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    stem: line,
    seconds: fc.option(fc.integer({ min: 5, max: 240 })),
    points: fc.constantFrom(0, 1000, 2000),
    explanation: line,
    image: fc.constant({ file: "a.png", alt: "A drawing" }),
  },
  { requiredKeys: ["id", "stem"] },
);

const optionIds = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/), { minLength: 2, maxLength: 6 });
const optionsOf = (ids: string[]) => fc.tuple(...ids.map((id) => line.map((text) => ({ id, text }))));

/** Options with two keys drawn among them. */
const withKeys = (size: (ids: string[]) => { minLength: number; maxLength: number }): fc.Arbitrary<[Draft, Draft]> =>
  optionIds.chain((ids) => {
    const key = fc.shuffledSubarray(ids, size(ids));
    return fc.tuple(optionsOf(ids), key, key).map(([options, one, two]) => [
      { options, key: one },
      { options, key: two },
    ]);
  });

const pair = (draft: fc.Arbitrary<Draft>): fc.Arbitrary<[Draft, Draft]> => fc.tuple(draft, draft);

const LABELS = ["Never", "Seldom", "At times", "Often", "Mostly", "Nearly always", "Always"];

/** For each type its own fields twice, alike but for what says which answer is right. */
const OWN: Record<Item["type"], fc.Arbitrary<[Draft, Draft]>> = {
  "single-choice": withKeys(() => ({ minLength: 1, maxLength: 1 })),
  "multiple-choice": withKeys((ids) => ({ minLength: 1, maxLength: ids.length })),
  "true-false": pair(fc.record({ key: fc.constantFrom(["true"], ["false"]) })),
  "short-answer": pair(fc.record({ accept: fc.array(line, { minLength: 1, maxLength: 20 }) })),
  numeric: pair(fc.record({ answer: number, tolerance: fc.double({ min: 0, max: 1e6, noNaN: true }) })),
  poll: optionIds.chain(optionsOf).map((options) => [{ options }, { options }]),
  rating: fc
    .integer({ min: 2, max: 7 })
    .chain((scale) =>
      fc.record({
        scale: fc.constant(scale),
        labels: fc.constantFrom(0, 2, scale).map((length) => LABELS.slice(0, length)),
        reverse: fc.boolean(),
      }),
    )
    .map((own) => [own, { ...own, reverse: !own.reverse }]),
  "open-text": fc.constant([{}, {}]),
  ordering: withKeys((ids) => ({ minLength: ids.length, maxLength: ids.length })).chain(([one, two]) =>
    fc
      .shuffledSubarray(two.key as string[], { minLength: (two.key as string[]).length })
      .map((key) => [one, { ...two, key }]),
  ),
  "word-cloud": fc.constant([{}, {}]),
  slide: fc.option(line, { nil: undefined }).map((text) => [{ text }, { text }]),
};

/** Two parsed items of a type that differ only in their keys. */
export const itemPair = (type: Item["type"]): fc.Arbitrary<[Item, Item]> =>
  fc
    .tuple(common, OWN[type])
    .map(([base, [one, two]]) => [
      ItemSchema.parse({ ...base, type, ...one }),
      ItemSchema.parse({ ...base, type, ...two }),
    ]);

/** Values a client may send, fitting the item or not. */
export const valueFor = (ids: string[]): fc.Arbitrary<string | number | string[]> =>
  fc.oneof(
    fc.constantFrom("", ...ids),
    fc.array(fc.constantFrom("nobody", ...ids), { maxLength: 8 }),
    fc.subarray(ids),
    line,
    fc.string({ unit: "binary", maxLength: 300 }),
    number,
    fc.constantFrom(
      "7",
      "two\nlines",
      "\u2028",
      "3,5",
      " 4 ",
      "-0",
      "1.234.567,8",
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -0,
    ),
  );
