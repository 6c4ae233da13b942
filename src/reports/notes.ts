/** What has to be said beside the numbers, as codes: each has its words in every language. */
export const NOTES = [
  /** n < 10: only counts are shown; the rest is in the file, but says nothing. */
  "under_10",
  /** n < 30: no D, and an interval beside everything. */
  "under_30",
  /** Under about ten items alpha is low and no person can be graded. */
  "few_items",
  /** Some persons were not shown every item and are left out of totals and r. */
  "incomplete_left_out",
  /** Codes or persons stand on several seats of this room. */
  "code_repeats",
  /** A gain of one group is no proof of an effect. */
  "one_group",
  /** No codes: nobody can be followed from pre to post. */
  "anonymous",
  /** Nobody could be paired. */
  "nobody_paired",
  /** Proposed pairs wait for the organiser. */
  "unconfirmed",
  /** Somebody has several seats; the first complete one counts. */
  "duplicates",
  /** Some items were changed between the two occasions. */
  "items_changed",
  /** Several items were tested: Holm's p is beside each. */
  "holm",
  /** Small cells are hidden. */
  "suppressed",
] as const;

export type Note = (typeof NOTES)[number];
