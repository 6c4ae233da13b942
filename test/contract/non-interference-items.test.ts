import { describe, expect, test } from "vitest";
import { ITEM_TYPES } from "../../src/items/index.ts";
import { type Heard, type Item, type Played, playItem } from "./non-interference-game.ts";

const options = ["a", "b", "c"].map((id) => ({ id, text: `Option ${id}` }));
const fixed = { id: "q1", stem: "1?", seconds: null };
const values = ["a", "c", "b"];
const many = [["a"], ["b", "c"], ["c"]];

/** The same item with another secret, and what three players answer; `same`: not even the reveal tells them apart. */
interface Pair {
  what: string;
  one: Item;
  other: Partial<Item>;
  values: readonly unknown[];
  same?: true;
}

const single = { ...fixed, type: "single-choice", options, key: ["a"] };
const multiple = { ...fixed, type: "multiple-choice", options, key: ["b", "c"] };
const short = { ...fixed, type: "short-answer", accept: ["merah"] };
const numeric = { ...fixed, type: "numeric", answer: 4 };
const rating = { ...fixed, type: "rating", scale: 3 };

const PAIRS: Pair[] = [
  { what: "the right option", one: single, other: { key: ["c"] }, values },
  { what: "an explanation, long or none", one: single, other: { explanation: "Because. ".repeat(60) }, values },
  {
    what: "the file name of the image",
    one: { ...single, image: { file: "a.png", alt: "Peta" } },
    other: { image: { file: "the-answer-is-c.png", alt: "Peta" } },
    values,
    same: true,
  },
  { what: "the right options, more of them", one: multiple, other: { key: ["a"] }, values: many },
  { what: "the order of the key", one: multiple, other: { key: ["c", "b"] }, values: many },
  {
    what: "the right side",
    one: { ...fixed, type: "true-false", key: ["true"] },
    other: { key: ["false"] },
    values: ["true", "false", "true"],
  },
  {
    what: "the accepted answer",
    one: short,
    other: { accept: ["biru muda sekali"] },
    values: ["merah", "biru muda sekali", "apa"],
  },
  {
    what: "more accepted answers",
    one: short,
    other: { accept: ["merah", "biru", "hijau"] },
    values: ["merah", "biru", "apa"],
  },
  { what: "the number", one: numeric, other: { answer: -1234567.25 }, values: [4, -1234567.25, "5"] },
  { what: "the tolerance", one: numeric, other: { tolerance: 2 }, values: [4, 5, 9] },
  {
    what: "the explanation of a poll",
    one: { ...fixed, type: "poll", options },
    other: { explanation: "So." },
    values,
  },
  { what: "that the scale is turned", one: rating, other: { reverse: true }, values: ["1", "3", "2"], same: true },
  {
    what: "the explanation of an open text",
    one: { ...fixed, type: "open-text" },
    other: { explanation: "So." },
    values: ["satu", "dua", "tiga"],
  },
  {
    what: "the right order",
    one: { ...fixed, type: "ordering", options, key: ["a", "b", "c"] },
    other: { key: ["c", "a", "b"] },
    values: [
      ["a", "b", "c"],
      ["c", "a", "b"],
      ["b", "a", "c"],
    ],
  },
  {
    what: "the right order, told by the ids as the editor gives them",
    one: { ...fixed, type: "ordering", options, key: ["a", "b", "c"] },
    other: { options: ["c", "a", "b"].map((text, place) => ({ id: "abc"[place], text: `Option ${text}` })) },
    values: [
      ["a", "b", "c"],
      ["c", "a", "b"],
      ["b", "a", "c"],
    ],
  },
  {
    what: "the explanation of a word cloud",
    one: { ...fixed, type: "word-cloud" },
    other: { explanation: "So." },
    values: ["satu, dua", "dua", "tiga"],
  },
];
/** Rooms of every manner, one after the other. */
const MANNERS: Record<string, unknown>[] = [
  {},
  { shuffleOptions: true },
  { questionOnPhone: false, previewSeconds: 0 },
  { scoring: "accuracy", identity: "anonymous" },
];

/** The first text in which two games differ, of any party; undefined when none does. */
const difference = (first: Played, second: Played, part: keyof Heard): [unknown, unknown] | undefined => {
  for (const party of ["players", "host", "web"] as const) {
    const [one, other] = [first[party][part], second[party][part]];
    const at = one.findIndex((text, index) => text !== other[index]);
    if (at >= 0) return [one[at], other[at]];
    if (other.length > one.length) return [undefined, other[one.length]];
  }
  return undefined;
};

/** Both games of a pair, one after the other. */
const both = async (
  { one, other, values: given }: Pair,
  manner: Record<string, unknown>,
): Promise<[Played, Played]> => [
  await playItem(one, given, manner),
  await playItem({ ...one, ...other } as Item, given, manner),
];

describe("non-interference, item by item", () => {
  test.each(PAIRS.map((pair, index) => ({ ...pair, type: pair.one.type, manner: MANNERS[index % MANNERS.length] })))(
    "[AB33] $type: $what is told to nobody, in no byte and no header, before the round is closed ($manner)",
    async ({ manner, ...pair }) => {
      const [first, second] = await both(pair, manner ?? {});
      expect(first.players.before.length).toBeGreaterThan(25);
      expect(first.web.before.length).toBeGreaterThan(30);
      for (const event of ["snapshot", "responses:counted", "roster:changed"])
        expect(
          first.host.before.some((text) => text.startsWith(`host 2/host,["${event}"`)),
          event,
        ).toBe(true);
      expect(difference(first, second, "before")).toBeUndefined();
      // The comparison is not blind: what may tell it does.
      if (pair.same) expect(difference(first, second, "after")).toBeUndefined();
      else expect(difference(first, second, "after")).toBeDefined();
    },
  );

  test("[AB33] under the pre-test preset nobody is told to the end, hosts included", async () => {
    for (const pair of [PAIRS[0], PAIRS[3], PAIRS[6], PAIRS[8]] as Pair[]) {
      const [first, second] = await both(pair, { preset: "pretest", previewSeconds: 0 });
      for (const part of ["before", "after"] as const) expect(difference(first, second, part)).toBeUndefined();
    }
  });

  test("[AB33] every item type that is answered is among them", () => {
    const asked = ITEM_TYPES.filter((type) => !("unanswered" in type));
    expect([...new Set(PAIRS.map(({ one }) => one.type))].sort()).toEqual(asked.map(({ type }) => type).sort());
  });
});
