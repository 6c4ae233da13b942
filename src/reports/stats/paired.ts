/** The same persons before and after: mean gain, t and standardised effects. */
import { mean, sd, sumOf, variance } from "./descriptive.ts";
import { tQuantile, tTwoSided } from "./distributions.ts";
import { noncentralityLimits } from "./noncentral.ts";
import { lgammaRise } from "./special.ts";
import { type Interval, isNumber, lacking, lift, noInterval, type Stat } from "./stat.ts";

export interface PairedT {
  /** Points of the total, post - pre. */
  meanGain: Stat;
  gainCi: Interval;
  t: Stat;
  df: Stat;
  /** Two-sided. */
  p: Stat;
}

/** Post - pre of each person. */
export const differencesOf = (pre: readonly number[], post: readonly number[]): number[] =>
  post.map((after, person) => after - (pre[person] as number));

/** t = mean d / (sd d / sqrt n), df = n - 1, and the 95 % interval of the mean (Student 1908, Biometrika 6:1). */
export const pairedT = (differences: readonly number[]): PairedT => {
  const n = differences.length;
  const reason = lacking(n, 2);
  if (reason) return { meanGain: reason, gainCi: noInterval(reason), t: reason, df: reason, p: reason };
  const meanGain = sumOf(differences) / n;
  const df = n - 1;
  const spread = sd(differences);
  if (!isNumber(spread) || spread === 0) {
    return { meanGain, gainCi: noInterval("no_variance"), t: "no_variance", df, p: "no_variance" };
  }
  const error = spread / Math.sqrt(n);
  const half = tQuantile(0.975, df) * error;
  const t = meanGain / error;
  return { meanGain, gainCi: { lo: meanGain - half, hi: meanGain + half }, t, df, p: tTwoSided(t, df) };
};

export const changes = (differences: readonly number[]): { improved: number; same: number; worse: number } => ({
  improved: differences.filter((difference) => difference > 0).length,
  same: differences.filter((difference) => difference === 0).length,
  worse: differences.filter((difference) => difference < 0).length,
});

export interface Effects {
  /** mean d / sd d. */
  dz: Stat;
  dzCi: Interval;
  /** dz without its small-sample bias. */
  gz: Stat;
  /** mean d / sqrt((s1^2 + s2^2) / 2). */
  dAv: Stat;
  dAvCi: Interval;
}

/** Hedges' exact correction Gamma(df/2) / (sqrt(df/2) Gamma((df - 1)/2)), df >= 2 (Hedges 1981, J. Educ. Stat. 6:107). */
export const hedgesJ = (df: number): number => Math.exp(lgammaRise((df - 1) / 2, 0.5)) / Math.sqrt(df / 2);

/** num / den, with the reason when nothing varies. */
const standardised = (num: Stat, den: Stat): Stat =>
  lift((top, bottom) => (bottom === 0 ? "no_variance" : top / bottom), num, den);

/**
 * Standardised mean gains (Lakens 2013, Front. Psychol. 4:863). Intervals from 4 persons on: the limits of the noncentral t
 * times 1 / sqrt n for dz, times sqrt(2 sd_d^2 / (n (s1^2 + s2^2))) for dAv (Algina & Keselman 2003, Educ. Psychol. Meas. 63:537).
 */
export const effects = (pre: readonly number[], post: readonly number[]): Effects => {
  const differences = differencesOf(pre, post);
  const n = differences.length;
  const { t, df } = pairedT(differences);
  const gain = lacking(n, 2) ?? mean(differences);
  const spread = sd(differences);
  const square = lift((before, after) => before + after, variance(pre), variance(post));
  const dz = standardised(gain, spread);
  const limits = lacking(n, 4) ?? (isNumber(t) ? noncentralityLimits(t, n - 1) : t);
  const scaled = (factor: Stat): Interval =>
    typeof limits === "string"
      ? noInterval(limits)
      : { lo: lift((f) => f * limits.lo, factor), hi: lift((f) => f * limits.hi, factor) };
  return {
    dz,
    dzCi: scaled(1 / Math.sqrt(n)),
    gz: lacking(n, 3) ?? lift((d, freedom) => d * hedgesJ(freedom), dz, df),
    dAv: standardised(
      gain,
      lift((both) => Math.sqrt(both / 2), square),
    ),
    dAvCi: scaled(lift((s, both) => s * Math.sqrt(2 / (n * both)), spread, square)),
  };
};
