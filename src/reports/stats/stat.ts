import type { Reason } from "../../../protocol/why.ts";

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
