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

/** A number, or why there is none. */
export type Stat = number | Reason;

/** A 95 % interval; both ends are numbers, or both the same reason. */
export interface Interval {
  lo: Stat;
  hi: Stat;
}

export const isNumber = (stat: Stat): stat is number => typeof stat === "number";

/** What `f` makes of the numbers; the first reason when one of them is missing. */
export const lift = <N extends Stat[]>(f: (...numbers: { [I in keyof N]: number }) => Stat, ...stats: N): Stat =>
  stats.find((stat) => !isNumber(stat)) ?? f(...(stats as { [I in keyof N]: number }));

/** "nobody" for n = 0, "too_few" below `needed`, otherwise undefined. */
export const lacking = (n: number, needed: number): Reason | undefined => {
  if (n === 0) return "nobody";
  return n < needed ? "too_few" : undefined;
};

export const noInterval = (reason: Reason): Interval => ({ lo: reason, hi: reason });
