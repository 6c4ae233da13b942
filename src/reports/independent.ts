/** Two groups of whom nobody is known to be in both. */
import { at, mean, variance } from "./stats/descriptive.ts";
import { tQuantile } from "./stats/distributions.ts";
import { wilson } from "./stats/interval.ts";
import { type Interval, isNumber, lacking, lift, noInterval } from "./stats/stat.ts";

/**
 * Newcombe's 95 % interval of a difference of shares (second - first) from the Wilson intervals of both
 * (Stat. Med. 1998, 17:873, method 10).
 */
export const newcombe = (right: readonly [number, number], n: readonly [number, number]): Interval => {
  const [one, two] = [wilson(right[0], n[0]), wilson(right[1], n[1])];
  const [p, q] = [right[0] / n[0], right[1] / n[1]];
  return {
    lo: lift((high, low) => q - p - Math.hypot(high - p, q - low), one.hi, two.lo),
    hi: lift((low, high) => q - p + Math.hypot(p - low, high - q), one.lo, two.hi),
  };
};

/** Welch's 95 % interval of a difference of means (second - first), degrees of freedom after Satterthwaite (Biometrika 1947, 34:28). */
export const welch = (first: readonly number[], second: readonly number[]): Interval => {
  const groups = [first, second] as const;
  const reason = groups.map(({ length }) => lacking(length, 2)).find((lack) => lack !== undefined);
  if (reason) return noInterval(reason);
  const parts = groups.map((values) => lift((spread) => spread / values.length, variance(values))).filter(isNumber);
  const [a, b] = [at(parts, 0), at(parts, 1)];
  const error = Math.sqrt(a + b);
  if (error === 0) return noInterval("no_variance");
  const df = (a + b) ** 2 / (a ** 2 / (first.length - 1) + b ** 2 / (second.length - 1));
  const half = tQuantile(0.975, df) * error;
  const gain = lift((before, after) => after - before, mean(first), mean(second));
  return { lo: lift((middle) => middle - half, gain), hi: lift((middle) => middle + half, gain) };
};
