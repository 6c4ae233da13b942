import type { Note } from "../../protocol/why.ts";

/** Every code of what has to be said beside the numbers; protocol/why.ts says when each stands there. */
export const NOTES = [
  "under_10",
  "under_30",
  "few_items",
  "incomplete_left_out",
  "code_repeats",
  "one_group",
  "anonymous",
  "nobody_paired",
  "unconfirmed",
  "duplicates",
  "items_changed",
  "holm",
  "suppressed",
  "paper",
  "rehearsal",
] as const satisfies readonly Note[];

/** Under this many persons only counts say something; under this many no D is shown; under this many items alpha is low. */
export const COUNTS_ONLY = 10;
const SMALL = 30;
const FEW_ITEMS = 10;

/** What a number of complete cases and of items forbids to conclude. */
export const sizeNotes = (n: number, k: number): Note[] => [
  ...(n < COUNTS_ONLY ? (["under_10"] as const) : []),
  ...(n < SMALL ? (["under_30"] as const) : []),
  ...(k > 0 && k < FEW_ITEMS ? (["few_items"] as const) : []),
];
