/** What describes one list of numbers, or two. Definitions are those of statistics textbooks unless a source is named. */
import { isNumber, lacking, lift, type Stat } from "./stat.ts";

type Values = readonly number[];

/** An element that is there by construction. */
export const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** A difference of numbers about as large as `size`, made exactly 0 when it is nothing but rounding: signs decide verdicts. */
export const settled = (difference: number, size: number): number =>
  Math.abs(difference) <= 1e-12 * size ? 0 : difference;

export const sumOf = (values: Values): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

/** Sums around the means: xx = sum (x - mean x)^2, yy the same of y, xy = sum (x - mean x)(y - mean y). */
const sumsOf = (xs: Values, ys: Values): { xx: number; yy: number; xy: number } => {
  const [meanX, meanY] = [sumOf(xs) / xs.length, sumOf(ys) / ys.length];
  let [xx, yy, xy] = [0, 0, 0];
  for (let index = 0; index < xs.length; index += 1) {
    const dx = (xs[index] as number) - meanX;
    const dy = (ys[index] as number) - meanY;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return { xx, yy, xy: settled(xy, Math.sqrt(xx * yy)) };
};

/** sum (x - mean x)(y - mean y) over the pairs; with one list the sum of squares around the mean. */
export const productSum = (xs: Values, ys: Values = xs): number => sumsOf(xs, ys).xy;

/** Whether all values are equal, but for the rounding of sums of fractions. */
export const isConstant = (values: Values): boolean => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return settled(high - low, Math.max(Math.abs(low), Math.abs(high))) === 0;
};

const sorted = (values: Values): Float64Array => Float64Array.from(values).sort();

export const mean = (values: Values): Stat => lacking(values.length, 1) ?? sumOf(values) / values.length;

/** sum (x - mean)^2 / (n - 1). */
export const variance = (values: Values): Stat => covariance(values, values);

/** sum (x - mean x)(y - mean y) / (n - 1). */
export const covariance = (xs: Values, ys: Values): Stat =>
  lacking(xs.length, 2) ?? (isConstant(xs) || isConstant(ys) ? 0 : productSum(xs, ys) / (xs.length - 1));

/** Standard deviation with n - 1. */
export const sd = (values: Values): Stat => lift(Math.sqrt, variance(values));

/** The value below which the share `p` (0..1) lies, linear between order statistics: type 7 of Hyndman & Fan 1996. */
export const quantile = (values: Values, p: number): Stat => {
  if (values.length === 0) return "nobody";
  const order = sorted(values);
  const place = (order.length - 1) * p;
  const below = Math.floor(place);
  const low = at(order, below);
  return low + (place - below) * (at(order, Math.min(below + 1, order.length - 1)) - low);
};

export const median = (values: Values): Stat => quantile(values, 0.5);

/** Of positive values: exp(mean ln x). */
export const geometricMean = (values: Values): Stat => lift(Math.exp, mean(values.map(Math.log)));

/** Product-moment correlation; null by rule under 3 pairs or when one side does not vary. */
export const pearson = (xs: Values, ys: Values): Stat => {
  const reason = lacking(xs.length, 3);
  if (reason) return reason;
  if (isConstant(xs) || isConstant(ys)) return "no_variance";
  const { xx, yy, xy } = sumsOf(xs, ys);
  return xy / Math.sqrt(xx * yy);
};

/** Rank of each value from 1, equal values sharing the mean of their places. */
export const midranks = (values: Values): number[] => {
  const order = sorted(values);
  const ranks = new Map<number, number>();
  for (let first = 0; first < order.length; ) {
    const value = at(order, first);
    let last = first;
    while (order[last + 1] === value) last += 1;
    ranks.set(value, (first + last) / 2 + 1);
    first = last + 1;
  }
  return values.map((value) => ranks.get(value) as number);
};

/** The numbers among statistics. */
export const numbersOf = (stats: readonly Stat[]): number[] => stats.filter(isNumber);
