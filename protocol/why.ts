/** What stands beside the numbers of reports and comparisons: why one does not exist, and what must be said of those that do. */

/** Why there is no number. A closed list: whatever shows a statistic has words for each. */
export type Reason =
  /** Nobody is in the count (n = 0). */
  | "nobody"
  /** Somebody is, but fewer people or items than the statistic needs. */
  | "too_few"
  /** More than the method covers: exact Wilcoxon over 500 differences, Shapiro-Wilk over 5000 values. */
  | "too_many"
  /** All values are equal, so that nothing can vary with them. */
  | "no_variance"
  /** Nobody changed between the two occasions. */
  | "no_change"
  /** Already at the maximum before: there was nothing to gain. */
  | "at_max"
  /** At zero before: there was nothing to lose. */
  | "at_zero"
  /** The item and the total vary against each other, and the statistic needs them together. */
  | "negative_covariance"
  /** The statistic is about guessing one of several options, and this item is not such a choice. */
  | "not_single_choice"
  /** The item has no key. */
  | "not_scored"
  /** The item was cancelled. */
  | "voided"
  /** The two occasions cannot be linked person by person. */
  | "not_paired";

/** Beside the statistics' own reasons, those that only a report knows. */
export type WhyNot =
  | Reason
  /** Fewer people than may be shown, or it could be told from what is shown. */
  | "suppressed"
  /** The room keeps no codes: nobody can be known to be the same person. */
  | "anonymous"
  /** It is the key, not a distractor. */
  | "is_key"
  /** Answers are typed, not chosen. */
  | "typed"
  /** The rating items have scales of different lengths. */
  | "mixed_scales"
  /** The bands are made for another scale. */
  | "other_scale";

/** Field (nested ones with a dot: "time.medianMs") -> why it is null. */
export type Why = Record<string, WhyNot>;
export type Range = [lo: number, hi: number];

/** What has to be said beside the numbers, as codes: each has its words in every language. */
export type Note =
  /** n < 10: only counts are shown; the rest is in the file, but says nothing. */
  | "under_10"
  /** n < 30: no D, and an interval beside everything. */
  | "under_30"
  /** Under about ten items alpha is low and no person can be graded. */
  | "few_items"
  /** Some persons were not shown every item and are left out of totals and r. */
  | "incomplete_left_out"
  /** Codes or persons stand on several seats of this room. */
  | "code_repeats"
  /** A gain of one group is no proof of an effect. */
  | "one_group"
  /** No codes: nobody can be followed from pre to post. */
  | "anonymous"
  /** Nobody could be paired. */
  | "nobody_paired"
  /** Proposed pairs wait for the organiser. */
  | "unconfirmed"
  /** Somebody has several seats; the first complete one counts. */
  | "duplicates"
  /** Some items were changed between the two occasions. */
  | "items_changed"
  /** Several items were tested: Holm's p is beside each. */
  | "holm"
  /** Small cells are hidden. */
  | "suppressed"
  /** Some answers were typed in from paper: they have no time. */
  | "paper"
  /** The room was a rehearsal. */
  | "rehearsal";
