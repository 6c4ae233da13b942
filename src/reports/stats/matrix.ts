/** Scores of complete cases, a row per person and a column per item: what a test's items say together. */
import { isConstant, mean, pearson, sd, sumOf, variance } from "./descriptive.ts";
import { lacking, lift, type Stat } from "./stat.ts";

/** Person x item. All rows have the same length; scores are 0 or 1 (or a credit between). */
export type Matrix = readonly (readonly number[])[];

/** The score of each person. */
export const totalsOf = (matrix: Matrix): number[] => matrix.map(sumOf);

/** The columns: for each item the score of each person. */
export const itemsOf = (matrix: Matrix): number[][] =>
  (matrix[0] ?? []).map((_, item) => matrix.map((row) => row[item] as number));

/** For each item the total of each person without it. */
export const restsOf = (matrix: Matrix): number[][] => {
  const totals = totalsOf(matrix);
  return itemsOf(matrix).map((scores) => scores.map((score, person) => (totals[person] as number) - score));
};

/** For each item r(score, rest), the corrected point-biserial: psych's r.drop, Moodle's discrimination index / 100. */
export const itemRest = (matrix: Matrix): Stat[] => {
  const rests = restsOf(matrix);
  return itemsOf(matrix).map((scores, item) => pearson(scores, rests[item] as number[]));
};

/** For each item r(score, total), which is too high because the total contains the item. */
export const itemTotal = (matrix: Matrix): Stat[] => {
  const totals = totalsOf(matrix);
  return itemsOf(matrix).map((scores) => pearson(scores, totals));
};

/** K/(K - 1) (1 - varianceSum / var T), over items whose variances add up to `varianceSum`. */
const alphaOf = (k: number, varianceSum: Stat, totals: readonly number[]): Stat => {
  const reason = lacking(totals.length, 2) ?? (k < 2 ? "too_few" : undefined);
  if (reason) return reason;
  if (isConstant(totals)) return "no_variance";
  return lift((items, all) => (k / (k - 1)) * (1 - items / all), varianceSum, variance(totals));
};

const add = (stats: readonly Stat[]): Stat => lift((...numbers: number[]) => sumOf(numbers), ...stats);

/** Cronbach's alpha, all variances with n - 1; for 0/1 scores it is KR-20. May be negative (Cronbach 1951, Psychometrika 16:297). */
export const alpha = (matrix: Matrix): Stat => {
  const items = itemsOf(matrix);
  return alphaOf(items.length, add(items.map(variance)), totalsOf(matrix));
};

/** For each item the alpha of the others; it needs two of them. */
export const alphaIfDeleted = (matrix: Matrix): Stat[] => {
  const variances = itemsOf(matrix).map(variance);
  const sum = add(variances);
  return restsOf(matrix).map((rest, item) => {
    const others = lift((all, own) => all - own, sum, variances[item] as Stat);
    return alphaOf(variances.length - 1, others, rest);
  });
};

/**
 * KR-21 of 0/1 scores, as if all items were equally hard: K/(K - 1) (1 - M(K - M) / (K var T)), var with n as in pq
 * (Kuder & Richardson 1937, Psychometrika 2:151).
 */
export const kr21 = (matrix: Matrix): Stat => {
  const totals = totalsOf(matrix);
  const [n, k] = [totals.length, matrix[0]?.length ?? 0];
  const varianceSum = lift((m) => ((m * (k - m)) / k) * (n / (n - 1)), mean(totals));
  return alphaOf(k, varianceSum, totals);
};

/** Standard error of measurement in points of the total: sd sqrt(1 - alpha). */
export const sem = (matrix: Matrix): Stat =>
  lift((spread, reliability) => spread * Math.sqrt(1 - reliability), sd(totalsOf(matrix)), alpha(matrix));

/** The places of the `k` lowest shares, lowest first, equal ones in order; missing shares are left out. */
export const lowest = (shares: readonly Stat[], k: number): number[] =>
  shares
    .flatMap((share, index) => (typeof share === "number" ? [{ share, index }] : []))
    .sort((a, b) => a.share - b.share)
    .slice(0, k)
    .map(({ index }) => index);
