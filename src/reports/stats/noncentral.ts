/** Confidence limits of the noncentrality of Student's t, for intervals of standardised effects. */
import { at } from "./descriptive.ts";
import { normalUpper } from "./distributions.ts";
import { rootOf } from "./root.ts";

const ORDER = 12;

/** Nodes (-1..1) and weights of Gauss-Legendre quadrature, by Newton's method on Legendre's polynomial (A&S 25.4.29). */
const GAUSS = Array.from({ length: ORDER }, (_, index) => {
  let x = Math.cos((Math.PI * (index + 0.75)) / (ORDER + 0.5));
  let slope = 1;
  for (let step = 0; step < 10; step += 1) {
    let [before, value] = [1, x];
    for (let k = 2; k <= ORDER; k += 1) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
    slope = (ORDER * (before - x * value)) / (1 - x * x);
    x -= value / slope;
  }
  return { x, weight: 2 / ((1 - x * x) * slope * slope) };
});

/** Borders of panels no wider than `step` from `low` to `high`. */
const borders = (low: number, high: number, step: number): number[] => {
  const count = Math.ceil((high - low) / step);
  return Array.from({ length: count + 1 }, (_, index) => low + ((high - low) * index) / count);
};

/**
 * P(T <= t) of the noncentral t, t > 0: integral Phi(t s - delta) f(s) ds, f the density of s = sqrt(chi2 / df) but for a
 * constant, which divides out. Panels are as narrow as the narrower of f and Phi needs.
 */
export const noncentralT = (t: number, df: number, delta: number): number => {
  const mode = Math.sqrt(Math.max(df - 1, 0) / df);
  const spread = 1 / Math.sqrt(2 * df);
  const [low, high] = [Math.max(0, mode - 10 * spread), mode + 13 * spread];
  const [from, to] = [Math.max(low, (delta - 9) / t), Math.min(high, (delta + 9) / t)];
  const cuts = [...borders(low, high, spread), ...(from < to ? borders(from, to, 1 / t) : [])].sort((a, b) => a - b);
  let [inside, whole] = [0, 0];
  for (let panel = 1; panel < cuts.length; panel += 1) {
    const [left, right] = [at(cuts, panel - 1), at(cuts, panel)];
    const half = (right - left) / 2;
    for (const { x, weight } of GAUSS) {
      const s = left + half * (1 + x);
      const logDensity = (df > 1 ? (df - 1) * Math.log(s / mode) : 0) - (df * (s - mode) * (s + mode)) / 2;
      const part = half * weight * Math.exp(logDensity);
      whole += part;
      inside += part * normalUpper(delta - t * s);
    }
  }
  return inside / whole;
};

/**
 * The 95 % limits of the noncentrality: the delta at which this t is at the 97.5 % and at the 2.5 % point
 * (Steiger & Fouladi 1997). Good to about 1e-12.
 */
export const noncentralityLimits = (t: number, df: number): { lo: number; hi: number } => {
  if (t < 0) {
    const { lo, hi } = noncentralityLimits(-t, df);
    return { lo: -hi, hi: -lo };
  }
  const limit = (p: number, side: -1 | 1): number => {
    if (t === 0) return side * rootOf((z) => normalUpper(z) - 0.025, 0, 9);
    const miss = (delta: number) => noncentralT(t, df, delta) - p;
    let reach = 4 * Math.sqrt(1 + (t * t) / (2 * df));
    while (Math.sign(miss(t + side * reach)) === side) reach *= 2;
    return rootOf(miss, t, t + side * reach);
  };
  return { lo: limit(0.975, -1), hi: limit(0.025, 1) };
};
