import type { TestLine } from "../../protocol/reports.ts";
import type { Analysis } from "./analysis.ts";
import { mean, median, quantile, sd } from "./stats/descriptive.ts";
import { feldt } from "./stats/interval.ts";
import { alpha, kr21, sem } from "./stats/matrix.ts";
import { shapiroWilk } from "./stats/shapiro.ts";
import { lift, noInterval, type Stat } from "./stats/stat.ts";
import { reasons } from "./why.ts";

/** All scored items together, over complete cases. Without a scored item there is no total, and nothing of it. */
export const testLine = ({ persons, counting, complete, matrix, totals }: Analysis): TestLine => {
  const k = counting.length;
  const n = complete.length;
  const { why, number, range } = reasons();
  const some = (stat: Stat): Stat => (k === 0 ? "not_scored" : stat);
  const least = lift((zero) => zero + Math.min(...totals), n === 0 ? "nobody" : 0);
  const most = lift((zero) => zero + Math.max(...totals), n === 0 ? "nobody" : 0);
  const middle = mean(totals);
  const reliability = alpha(matrix);
  const shape = shapiroWilk(totals);
  return {
    n,
    excluded: k === 0 ? 0 : persons.length - n,
    k,
    mean: number("mean", some(middle)),
    meanPercent: number("meanPercent", some(lift((points) => (100 * points) / k, middle))),
    sd: number("sd", some(sd(totals))),
    median: number("median", some(median(totals))),
    min: number("min", some(least)),
    max: number("max", some(most)),
    q1: number("q1", some(quantile(totals, 0.25))),
    q3: number("q3", some(quantile(totals, 0.75))),
    alpha: number("alpha", some(reliability)),
    alphaCi: range("alphaCi", k === 0 ? noInterval("not_scored") : feldt(reliability, n, k)),
    kr21: number("kr21", some(kr21(matrix))),
    sem: number("sem", some(sem(matrix))),
    shapiro: { w: number("shapiro.w", some(shape.w)), p: number("shapiro.p", some(shape.p)) },
    why,
  };
};
