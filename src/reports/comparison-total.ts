/** The totals of the common items before and after. */

import type { Comparison, ComparisonTotal, PersonLine } from "../../protocol/comparisons.ts";
import { welch } from "./independent.ts";
import { gainOf, type Sides, totalOf } from "./sides.ts";
import { mean, sd } from "./stats/descriptive.ts";
import { averageChange, averageOfGains, bandOf, bandsOf, gOfAverages, personGain } from "./stats/gain.ts";
import { changes, differencesOf, effects, pairedT } from "./stats/paired.ts";
import { shapiroWilk } from "./stats/shapiro.ts";
import { lift } from "./stats/stat.ts";
import { wilcoxon } from "./stats/wilcoxon.ts";
import { reasons } from "./why.ts";

/** Over complete pairs. */
const pairedTotal = ({ cases, common }: Sides): ComparisonTotal => {
  const { why, number, range } = reasons();
  const k = common.length;
  const [pre, post] = [cases.map((pair) => totalOf(pair.pre)), cases.map((pair) => totalOf(pair.post))];
  const differences = differencesOf(pre, post);
  const { gainCi, t, df, p } = pairedT(differences);
  const gains = averageOfGains(pre, post, k);
  const change = averageChange(pre, post, k);
  const ranks = wilcoxon(differences);
  const effect = effects(pre, post);
  const shape = shapiroWilk(differences);
  return {
    meanPre: number("meanPre", mean(pre)),
    meanPost: number("meanPost", mean(post)),
    sdPre: number("sdPre", sd(pre)),
    sdPost: number("sdPost", sd(post)),
    // Of a single person too; only its interval needs two.
    meanGain: number("meanGain", mean(differences)),
    gainCi: range("gainCi", gainCi),
    t: number("t", t),
    df: number("df", df),
    p: number("p", p),
    ...changes(differences),
    gOfAverages: number("gOfAverages", gOfAverages(pre, post, k)),
    averageOfGains: { ...gains, mean: number("averageOfGains.mean", gains.mean) },
    c: { ...change, mean: number("c.mean", change.mean) },
    bands: bandsOf(pre, post, k),
    wilcoxon: {
      nonzero: ranks.nonzero,
      wPlus: number("wilcoxon.wPlus", ranks.wPlus),
      wMinus: number("wilcoxon.wMinus", ranks.wMinus),
      z: number("wilcoxon.z", ranks.z),
      p: number("wilcoxon.p", ranks.p),
      zCc: number("wilcoxon.zCc", ranks.zCc),
      pCc: number("wilcoxon.pCc", ranks.pCc),
      exactP: number("wilcoxon.exactP", ranks.exactP),
    },
    rankBiserial: number("rankBiserial", ranks.rankBiserial),
    dz: number("dz", effect.dz),
    dzCi: range("dzCi", effect.dzCi),
    gz: number("gz", effect.gz),
    dAv: number("dAv", effect.dAv),
    dAvCi: range("dAvCi", effect.dAvCi),
    shapiro: { w: number("shapiro.w", shape.w), p: number("shapiro.p", shape.p) },
    why,
  };
};

/** Of two groups: their means, and what follows from means alone. */
const groupsTotal = ({ preCases, postCases, common, unpaired }: Sides): ComparisonTotal => {
  const { why, number, range, none: nothing } = reasons();
  const none = (field: string) => nothing(field, unpaired ?? "not_paired");
  const [pre, post] = [preCases.map(totalOf), postCases.map(totalOf)];
  const [meanPre, meanPost] = [mean(pre), mean(post)];
  const g = lift((before, after) => personGain(before, after, common.length), meanPre, meanPost);
  return {
    meanPre: number("meanPre", meanPre),
    meanPost: number("meanPost", meanPost),
    sdPre: number("sdPre", sd(pre)),
    sdPost: number("sdPost", sd(post)),
    meanGain: number(
      "meanGain",
      lift((before, after) => after - before, meanPre, meanPost),
    ),
    gainCi: range("gainCi", welch(pre, post)),
    t: none("t"),
    df: none("df"),
    p: none("p"),
    improved: none("improved"),
    same: none("same"),
    worse: none("worse"),
    gOfAverages: number("gOfAverages", g),
    averageOfGains: {
      n: none("averageOfGains.n"),
      mean: none("averageOfGains.mean"),
      excludedAtMax: none("averageOfGains.excludedAtMax"),
      negative: none("averageOfGains.negative"),
    },
    c: { n: none("c.n"), mean: none("c.mean"), dropped: none("c.dropped") },
    bands: {
      high: none("bands.high"),
      medium: none("bands.medium"),
      low: none("bands.low"),
      negative: none("bands.negative"),
    },
    wilcoxon: {
      nonzero: none("wilcoxon.nonzero"),
      wPlus: none("wilcoxon.wPlus"),
      wMinus: none("wilcoxon.wMinus"),
      z: none("wilcoxon.z"),
      p: none("wilcoxon.p"),
      zCc: none("wilcoxon.zCc"),
      pCc: none("wilcoxon.pCc"),
      exactP: none("wilcoxon.exactP"),
    },
    rankBiserial: none("rankBiserial"),
    dz: none("dz"),
    dzCi: none("dzCi"),
    gz: none("gz"),
    dAv: none("dAv"),
    dAvCi: none("dAvCi"),
    shapiro: { w: none("shapiro.w"), p: none("shapiro.p") },
    why,
  };
};

export const comparisonTotal = (sides: Sides): ComparisonTotal =>
  sides.unpaired ? groupsTotal(sides) : pairedTotal(sides);

/** A line per complete pair. */
export const personLines = ({ cases, common }: Sides, names: boolean): PersonLine[] =>
  cases.map((pair) => {
    const { why, number } = reasons();
    const k = common.length;
    const { pre, post, gain, g, c } = gainOf(pair.pre, pair.post, k);
    const band = bandOf(pre, post, k);
    if (band === "at_max") why.band = band;
    return {
      code: pair.pre.seat.code || pair.post.seat.code,
      nickname: names ? pair.pre.seat.nickname : null,
      pre,
      post,
      gain,
      g: number("g", g),
      c: number("c", c),
      band: band === "at_max" ? null : band,
      why,
    };
  });

/** How many persons gained how many points; every step between the lowest and the highest, also at 0. */
export const gainCounts = (people: readonly PersonLine[]): Comparison["gains"] => {
  const counts = new Map<number, number>();
  for (const { gain } of people) counts.set(gain, (counts.get(gain) ?? 0) + 1);
  if (counts.size === 0) return [];
  const lowest = Math.min(...counts.keys());
  const steps = Math.max(...counts.keys()) - lowest + 1;
  return Array.from({ length: steps }, (_, step) => ({ gain: lowest + step, count: counts.get(lowest + step) ?? 0 }));
};
