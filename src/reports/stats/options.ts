/** Who chose an option: distractor analysis. */
import type { Reason } from "../../../protocol/why.ts";
import { mean, pearson, sumOf } from "./descriptive.ts";
import { type Groups, groupMean } from "./groups.ts";
import { isNumber, type Stat } from "./stat.ts";

export interface OptionStats {
  count: number;
  /** Of all who are in the lists, 0..1. */
  share: Stat;
  upperShare: Stat;
  lowerShare: Stat;
  /** r(chosen, rest score). */
  r: Stat;
}

/** All lists have an element per person, in one order. */
export interface Choosing {
  chosen: readonly boolean[];
  /** Total without this item. */
  rest: readonly number[];
  groups: Groups | Reason;
}

/** Counts, shares in all and in the upper and lower group, r with the rest score (Haladyna & Downing 1988, ERIC ED293851). */
export const optionStats = ({ chosen, rest, groups }: Choosing): OptionStats => {
  const marks = chosen.map((mine) => (mine ? 1 : 0));
  const part = (group: "upper" | "lower"): Stat =>
    typeof groups === "string" ? groups : groupMean(marks, groups[group], groups.size);
  return {
    count: sumOf(marks),
    share: mean(marks),
    upperShare: part("upper"),
    lowerShare: part("lower"),
    r: pearson(marks, rest),
  };
};

/** A distractor that fewer choose does not work. */
export const FUNCTIONAL_SHARE = 0.05;

/**
 * Whether a distractor works: at least 5 % choose it, and rather those who know less (r < 0)
 * (Tarrant et al. 2009, BMC Med. Educ. 9:40). Not known when share or r are not.
 */
export const isFunctional = ({ share, r }: Pick<OptionStats, "share" | "r">): boolean | Reason => {
  const missing = [share, r].find((stat) => !isNumber(stat));
  if (isNumber(share) && share < FUNCTIONAL_SHARE) return false;
  if (missing !== undefined) return missing as Reason;
  return (r as number) < 0;
};
