/** Special functions, from their classical series and fractions (Abramowitz & Stegun 6.1, 7.1, 26.5). */

/** Coefficients B(2k) / (2k(2k - 1)) of Stirling's series, highest power first. */
const STIRLING = [1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];

/** What Stirling's formula lacks to ln Gamma(x), x >= 10; the first term left out is below 1e-16. */
const stirlingRest = (x: number): number => STIRLING.reduce((sum, coefficient) => sum / (x * x) + coefficient, 0) / x;

/** ln Gamma(x) for x > 0. */
export const lgamma = (x: number): number => {
  let product = 1;
  let shifted = x;
  for (; shifted < 10; shifted += 1) product *= shifted;
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI);
  return stirling + stirlingRest(shifted) - Math.log(product);
};

/** ln Gamma(x + step) - ln Gamma(x), without the loss of a difference of large numbers. */
export const lgammaRise = (x: number, step: number): number =>
  x < 10
    ? lgamma(x + step) - lgamma(x)
    : (x - 0.5) * Math.log1p(step / x) + step * Math.log(x + step) - step + stirlingRest(x + step) - stirlingRest(x);

const logBeta = (a: number, b: number): number => {
  const small = Math.min(a, b);
  return lgamma(small) - lgammaRise(Math.max(a, b), small);
};

/** The continued fraction of the incomplete beta function (A&S 26.5.8), from the front by Lentz's method. */
const betaFraction = (a: number, b: number, x: number): number => {
  const tiny = 1e-300;
  let numerator = 1;
  let denominator = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let value = denominator;
  for (let m = 1; m < 20_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    denominator = 1 / (1 + even * denominator || tiny);
    numerator = 1 + even / numerator || tiny;
    value *= denominator * numerator;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / (1 + odd * denominator || tiny);
    numerator = 1 + odd / numerator || tiny;
    const step = denominator * numerator;
    value *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return value;
};

/** The regularised incomplete beta function I_x(a, b); `y` is 1 - x, for when it is known better than x. */
export const betaRegularised = (a: number, b: number, x: number, y = 1 - x): number => {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, y)) / b;
};

/** exp(-x^2) to the last bits: the rounding of x^2 is kept out of the exponent. */
const gauss = (x: number): number => {
  const near = Math.round(x * 16) / 16;
  return Math.exp(-near * near) * Math.exp((near - x) * (near + x));
};

/** Step of the trapezoidal rule below; its error is exp(-(pi / STEP)^2) < 1e-17. */
const STEP = 0.5;
const NODES = Array.from({ length: 13 }, (_, index) => (STEP * (index + 1)) ** 2).map((square) => ({
  square,
  weight: 2 * Math.exp(-square),
}));

/**
 * erfc(x), relative error about 1e-15. Below 0.5 by the series A&S 7.1.6 of erf; from there by the trapezoidal rule on
 * erfc(x) = x exp(-x^2) / pi integral exp(-t^2) / (t^2 + x^2) dt, with the residue of its pole (Chiarella & Reichel 1968).
 */
export const erfc = (x: number): number => {
  if (x < 0) return 2 - erfc(-x);
  if (x > 28) return 0;
  if (x < 0.5) {
    let term = x;
    let sum = x;
    for (let k = 1; term > 1e-17 * sum; k += 1) {
      term *= (2 * x * x) / (2 * k + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * gauss(x) * sum;
  }
  const squared = x * x;
  let sum = 1 / squared;
  for (const { square, weight } of NODES) sum += weight / (square + squared);
  const residue = x < 6 ? 2 / Math.expm1((2 * Math.PI * x) / STEP) : 0;
  return ((STEP * x) / Math.PI) * gauss(x) * sum - residue;
};
