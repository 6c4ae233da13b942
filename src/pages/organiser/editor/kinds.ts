/** What an item of each type consists of. Another type is a line here, and a part only when no existing one will do. */
import type { DraftItem } from "./document.ts";

/** A part of the form, beside those that every item has. */
export type Part = "text" | "options" | "sides" | "accept" | "number" | "scale";
/** How the key is told among the options: one of them, some of them, all of them in their order, or there is none. */
type Keyed = "one" | "some" | "order" | "none";

export interface Kind {
  type: string;
  parts: readonly Part[];
  keyed: Keyed;
  /** It is answered within a time. */
  timed: boolean;
  /** It is right or wrong, and has points. */
  scored: boolean;
  /** What a new one has beside the fields of every item. */
  fresh: Partial<DraftItem>;
}

const twoOptions = [
  { id: "a", text: "" },
  { id: "b", text: "" },
];

const SINGLE: Kind = {
  type: "single-choice",
  parts: ["options"],
  keyed: "one",
  timed: true,
  scored: true,
  fresh: { options: twoOptions, key: [] },
};

/** In the order in which they are offered. */
export const KINDS: readonly Kind[] = [
  SINGLE,
  { ...SINGLE, type: "multiple-choice", keyed: "some" },
  { ...SINGLE, type: "true-false", parts: ["sides"], keyed: "one", fresh: { key: [] } },
  { ...SINGLE, type: "short-answer", parts: ["accept"], keyed: "none", fresh: { accept: [""] } },
  { ...SINGLE, type: "numeric", parts: ["number"], keyed: "none", fresh: { answer: null, tolerance: 0 } },
  {
    ...SINGLE,
    type: "ordering",
    parts: ["options"],
    keyed: "order",
    fresh: { options: twoOptions, key: ["a", "b"] },
  },
  { ...SINGLE, type: "poll", keyed: "none", scored: false, fresh: { options: twoOptions } },
  {
    ...SINGLE,
    type: "rating",
    parts: ["scale"],
    keyed: "none",
    scored: false,
    fresh: { scale: 5, labels: [], reverse: false },
  },
  { ...SINGLE, type: "word-cloud", parts: [], keyed: "none", scored: false, fresh: {} },
  { ...SINGLE, type: "open-text", parts: [], keyed: "none", scored: false, fresh: {} },
  { ...SINGLE, type: "slide", parts: ["text"], keyed: "none", timed: false, scored: false, fresh: { text: "" } },
];

/** What is known of a type; of one that is not known only the fields of every item can be edited. */
export const kindOf = (type: string): Kind =>
  KINDS.find((kind) => kind.type === type) ?? { ...SINGLE, type, parts: [], keyed: "none", fresh: {} };
