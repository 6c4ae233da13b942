/** Upper and lower group by total score, and the discrimination D between them. */
import type { Reason } from "../../../protocol/why.ts";
import { at, isConstant, settled } from "./descriptive.ts";
import { itemsOf, type Matrix, totalsOf } from "./matrix.ts";
import { lacking, type Stat } from "./stat.ts";

/** Which percentage of all is in each group: 27 (Kelley 1939) or halves (Arikunto's rule below 100 persons). */
export type GroupShare = 27 | 50;

/** How much of each person is in a group, 0..1; the weights of each group add up to `size`. */
export interface Groups {
  size: number;
  upper: number[];
  lower: number[];
}

/** The weights of the `size` highest: all tied at the border share the places that are left, so that no order matters. */
const weightsOf = (totals: readonly number[], size: number): number[] => {
  const border = at(
    totals.toSorted((a, b) => b - a),
    size - 1,
  );
  const above = totals.filter((total) => total > border).length;
  const tied = totals.filter((total) => total === border).length;
  const part = (size - above) / tied;
  return totals.map((total) => (total > border ? 1 : total === border ? part : 0));
};

/** Size floor((27 n + 50) / 100), or floor(n / 2). Under 10 persons there are no groups, nor when all totals are equal. */
export const groupsOf = (totals: readonly number[], share: GroupShare): Groups | Reason => {
  const reason = lacking(totals.length, 10);
  if (reason) return reason;
  if (isConstant(totals)) return "no_variance";
  const size = share === 50 ? Math.floor(totals.length / 2) : Math.floor((27 * totals.length + 50) / 100);
  const lower = weightsOf(
    totals.map((total) => -total),
    size,
  );
  return { size, upper: weightsOf(totals, size), lower };
};

/** The mean of `values` in a group. */
export const groupMean = (values: readonly number[], weights: readonly number[], size: number): number => {
  let sum = 0;
  for (let person = 0; person < values.length; person += 1)
    sum += (values[person] as number) * (weights[person] as number);
  return sum / size;
};

/**
 * For each item D = p(upper) - p(lower), the expected value over all ways to break ties
 * (Lopez 1998, Rocky Mt. Test. 12:1 for the group size).
 */
export const discrimination = (matrix: Matrix, share: GroupShare): Stat[] => {
  const groups = groupsOf(totalsOf(matrix), share);
  return itemsOf(matrix).map((scores) => {
    if (typeof groups === "string") return groups;
    const { size, upper, lower } = groups;
    return settled(groupMean(scores, upper, size) - groupMean(scores, lower, size), 1);
  });
};
