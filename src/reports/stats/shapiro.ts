/** Shapiro & Wilk's test of normality by Royston's algorithm AS R94 (1995, Appl. Stat. 44:547), complete samples. */
import { at, isConstant, productSum } from "./descriptive.ts";
import { normalQuantile, normalUpper } from "./distributions.ts";
import { lacking, type Stat } from "./stat.ts";

/** A polynomial with its constant first. */
const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

/** Royston's fits: the two outermost weights against 1/sqrt n; mean and ln sd of the transformed 1 - W against n or ln n. */
const OUTERMOST = [0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056];
const SECOND = [0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const SMALL = {
  gamma: [-2.273, 0.459],
  mean: [0.544, -0.39978, 0.025054, -6.714e-4],
  sd: [1.3822, -0.77857, 0.062767, -0.0020322],
};
const LARGE = { mean: [-1.5861, -0.31082, -0.083751, 0.0038915], sd: [-0.4803, -0.082676, 0.0030302] };

/** The weights of the order statistics from the highest down to the middle; the lower half has the same, negative. */
const weightsOf = (n: number): number[] => {
  if (n === 3) return [Math.SQRT1_2];
  const scores = Array.from({ length: Math.floor(n / 2) }, (_, i) => -normalQuantile((i + 1 - 0.375) / (n + 0.25)));
  const squares = 2 * scores.reduce((sum, score) => sum + score * score, 0);
  const fitted = [OUTERMOST, SECOND]
    .slice(0, n > 5 ? 2 : 1)
    .map((fit, i) => at(scores, i) / Math.sqrt(squares) + polynomial(fit, 1 / Math.sqrt(n)));
  const left = fitted.reduce((sum, _, i) => sum - 2 * at(scores, i) ** 2, squares);
  const toFill = fitted.reduce((sum, weight) => sum - 2 * weight * weight, 1);
  const scale = Math.sqrt(left / toFill);
  return scores.map((score, i) => fitted[i] ?? score / scale);
};

const pOf = (w: number, n: number): number => {
  if (n === 3) return Math.max(0, (6 / Math.PI) * (Math.asin(Math.sqrt(w)) - Math.asin(Math.sqrt(0.75))));
  const y = Math.log1p(-w);
  if (n > 11) {
    const x = Math.log(n);
    return normalUpper((y - polynomial(LARGE.mean, x)) / Math.exp(polynomial(LARGE.sd, x)));
  }
  const gamma = polynomial(SMALL.gamma, n);
  if (y >= gamma) return 0;
  return normalUpper((-Math.log(gamma - y) - polynomial(SMALL.mean, n)) / Math.exp(polynomial(SMALL.sd, n)));
};

/** W and its p, for 3 to 5000 values that are not all equal. */
export const shapiroWilk = (values: readonly number[]): { w: Stat; p: Stat } => {
  const n = values.length;
  const reason =
    lacking(n, 3) ?? (n > 5000 ? "too_many" : undefined) ?? (isConstant(values) ? "no_variance" : undefined);
  if (reason) return { w: reason, p: reason };
  const order = values.toSorted((a, b) => b - a);
  const half = weightsOf(n);
  const weights = order.map((_, i) => half[i] ?? -(half[n - 1 - i] ?? 0));
  const w = Math.min(1, productSum(order, weights) ** 2 / (productSum(order) * productSum(weights)));
  return { w, p: pOf(w, n) };
};
