/** Normal, chi-square (1 df), Student's t, F and the fair coin: probabilities and quantiles (A&S 26). */
import { rootOf } from "./root.ts";
import { betaRegularised, erfc } from "./special.ts";

/** P(Z > z) of the standard normal. */
export const normalUpper = (z: number): number => erfc(z * Math.SQRT1_2) / 2;

/** P(|Z| >= |z|). */
export const normalTwoSided = (z: number): number => erfc(Math.abs(z) * Math.SQRT1_2);

/** The z with P(Z <= z) = p, 0 < p < 1: the start of A&S 26.2.23, then two of Halley's steps, each tripling the digits. */
export const normalQuantile = (p: number): number => {
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 2; step += 1) {
    const error = (normalUpper(-z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
    z -= error / (1 + (z * error) / 2);
  }
  return z;
};

/** z of a two-sided 95 % interval, 1.95996... */
export const Z95 = -normalQuantile(0.025);

/** P(X >= x) of chi-square with one degree of freedom. */
export const chi2Upper = (x: number): number => erfc(Math.sqrt(x / 2));

/** P(|T| >= |t|) of Student's t with `df` degrees of freedom. */
export const tTwoSided = (t: number, df: number): number => {
  const whole = df + t * t;
  return betaRegularised(df / 2, 0.5, df / whole, (t * t) / whole);
};

/** The t with P(T <= t) = p, 0 < p < 1. */
export const tQuantile = (p: number, df: number): number => {
  if (p === 0.5) return 0;
  if (p < 0.5) return -tQuantile(1 - p, df);
  const tails = 2 * (1 - p);
  let high = 2;
  while (tTwoSided(high, df) > tails) high *= 2;
  return rootOf((t) => tTwoSided(t, df) - tails, 0, high);
};

/** The f with P(F <= f) = p, 0 < p < 1, by the beta variable df1 f / (df1 f + df2). */
export const fQuantile = (p: number, df1: number, df2: number): number => {
  const x = rootOf((x) => betaRegularised(df1 / 2, df2 / 2, x) - p, 0, 1);
  return (df2 * x) / (df1 * (1 - x));
};

/** P(X = k) of `m` fair coins, 0 <= k <= m. Halved on the way, so that no count overflows. */
const coinPoint = (k: number, m: number): number => {
  let value = 1;
  let halvings = m;
  for (let i = 1; i <= k; i += 1) {
    value *= (m - k + i) / i;
    for (; value > 1 && halvings > 0; halvings -= 1) value /= 2;
  }
  return value * 2 ** -halvings;
};

/** P(X = k) and P(X <= k) of the number X of heads in `m` fair coins. */
export const coin = (k: number, m: number): { point: number; below: number } => {
  const point = coinPoint(k, m);
  let term = point;
  let below = point;
  for (let i = k; i > 0 && term > 0; i -= 1) {
    term *= i / (m - i + 1);
    below += term;
  }
  return { point, below };
};
