import { describe, expect, test } from "vitest";
import * as dist from "../../src/reports/stats/distributions.ts";
import { noncentralityLimits, noncentralT } from "../../src/reports/stats/noncentral.ts";
import { rootOf } from "../../src/reports/stats/root.ts";
import { betaRegularised, erfc, lgamma } from "../../src/reports/stats/special.ts";
import { fault } from "./stats-fixtures.ts";

/** Reference values were computed with 25 to 40 digits by series and quadrature of another make. */
describe("special functions and distributions", () => {
  test.each([
    [0.25, 0.7236736098317631],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [3, 0.00002209049699858544],
    [6, 2.1519736712498913e-17],
    [9, 4.13703174651381e-37],
    [-2, 1.9953222650189526],
  ])("[RP10] erfc(%f) to the last bits, also where it is small", (x, value) => {
    expect(Math.abs(erfc(x) / value - 1)).toBeLessThan(1.5e-15);
  });

  test("[RP10] erfc far out is 0 and never NaN", () => {
    expect([erfc(28), erfc(1e5), erfc(Number.POSITIVE_INFINITY), erfc(-1e5)]).toEqual([0, 0, 0, 2]);
  });

  test.each<[string, number, number]>([
    ["ln Gamma(0.5)", lgamma(0.5), 0.5723649429247001],
    ["ln Gamma(3.7)", lgamma(3.7), 1.4280723266653879],
    ["ln Gamma(10)", lgamma(10), 12.80182748008147],
    ["ln Gamma(2500)", lgamma(2500), 17057.12197600184],
    ["z of 0.001", dist.normalQuantile(0.001), -3.0902323061678136],
    ["z of 0.3", dist.normalQuantile(0.3), -0.5244005127080408],
    ["z of 0.975", dist.normalQuantile(0.975), 1.959963984540054],
    ["p of t 2, 1 df", dist.tTwoSided(2, 1), 0.2951672353008665],
    ["p of t 5, 1999 df", dist.tTwoSided(5, 1999), 6.233156383431679e-7],
    ["t of 0.975, 2 df", dist.tQuantile(0.975, 2), 4.302652729749464],
    ["t of 0.975, 44 df", dist.tQuantile(0.975, 44), 2.015367574443764],
    ["t of 0.025, 1999 df", dist.tQuantile(0.025, 1999), -1.961151420170562],
    ["t of 0.5", dist.tQuantile(0.5, 7), 0],
    ["F of 0.975, 44 and 264 df", dist.fQuantile(0.975, 44, 264), 1.5199897334865402],
    ["F of 0.025, 44 and 264 df", dist.fQuantile(0.025, 44, 264), 0.6105454177685433],
    ["F of 0.975, 1 and 1 df", dist.fQuantile(0.975, 1, 1), 647.7890114778453],
    ["900 or fewer heads of 2000", dist.coin(900, 2000).below, 0.000004228544767751963],
    ["3 or fewer heads of 17", dist.coin(3, 17).below, 0.0063629150390625],
    ["chi-square 0", dist.chi2Upper(0), 1],
    ["I_0", betaRegularised(2, 3, 0), 0],
    ["I_1", betaRegularised(2, 3, 1), 1],
    ["I of a polynomial", betaRegularised(2, 1, 0.3), 0.09],
  ])("[RP10] %s", (name, ours, value) => {
    expect(fault(name, ours, value, 1e-12)).toBeUndefined();
  });

  test.each([
    [2, 3, -0.5707176349521204, 4.3930877823425565],
    [0.5, 30, -1.468140573541041, 2.4598764046058044],
    [200, 3, 53.62356294494648, 353.0619346940581],
    [300, 4999, 293.79945321093, 306.1961232531951],
    [-4, 9, -6.616390626809885, -1.2683154010085735],
    [0, 9, -1.959963984540054, 1.959963984540054],
  ])("[RP10] limits of the noncentrality of t = %f with %i df", (t, df, lo, hi) => {
    const limits = noncentralityLimits(t, df);
    expect([fault("lo", limits.lo, lo, 1e-12), fault("hi", limits.hi, hi, 1e-12)]).toEqual([undefined, undefined]);
  });

  test("[RP10] without noncentrality it is Student's t", () => {
    const faults = [1, 2, 3, 10, 200].flatMap((df) =>
      [0.1, 1, 30].map((t) => fault(`${t} ${df}`, noncentralT(t, df, 0), 1 - dist.tTwoSided(t, df) / 2, 1e-12)),
    );
    expect(faults.filter(Boolean)).toEqual([]);
  });

  test("[RP10] a root is found from either side, at an end, and where the function is flat", () => {
    const cube = (x: number) => (x - 2) ** 3;
    expect(rootOf((x) => x * x - 2, 0, 9)).toBeCloseTo(Math.SQRT2, 15);
    expect(rootOf((x) => x * x - 2, 9, 0)).toBeCloseTo(Math.SQRT2, 15);
    expect(rootOf((x) => x, 0, 5)).toBe(0);
    expect(rootOf(cube, -1, 50)).toBeCloseTo(2, 4);
  });
});
