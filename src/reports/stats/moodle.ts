/** What Moodle's quiz statistics add (docs.moodle.org/dev/Quiz_statistics_calculations). */
import { covariance, isConstant, productSum, sumOf } from "./descriptive.ts";
import { itemsOf, type Matrix, restsOf, totalsOf } from "./matrix.ts";
import { isNumber, lacking, lift, type Stat } from "./stat.ts";

const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** The greatest sum of products that these scores and rests could have: both in order. */
const greatest = (scores: readonly number[], rest: readonly number[]): number =>
  productSum(ascending(scores), ascending(rest));

/** For each item cov(score, rest) / the greatest covariance that these scores and rests could have; 1 is perfect. */
export const discriminativeEfficiency = (matrix: Matrix): Stat[] => {
  const rests = restsOf(matrix);
  return itemsOf(matrix).map((scores, item) => {
    const rest = rests[item] as number[];
    const reason = lacking(scores.length, 2);
    if (reason) return reason;
    if (isConstant(scores) || isConstant(rest)) return "no_variance";
    return productSum(scores, rest) / greatest(scores, rest);
  });
};

/** For each item its part in the spread of the totals, sqrt(cov(score, total)) / the sum of these; a negative one has none. */
export const effectiveWeights = (matrix: Matrix): Stat[] => {
  const totals = totalsOf(matrix);
  const roots = itemsOf(matrix).map((scores) =>
    lift((together) => (together < 0 ? "negative_covariance" : Math.sqrt(together)), covariance(scores, totals)),
  );
  const sum = sumOf(roots.filter(isNumber));
  return roots.map((root) => lift((part) => (sum === 0 ? "no_variance" : part / sum), root));
};
