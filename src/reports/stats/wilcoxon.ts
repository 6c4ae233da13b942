/** Wilcoxon's signed-rank test of paired differences, zeros dropped (Wilcoxon 1945, Biometrics Bull. 1:80). */
import type { Reason } from "../../../protocol/why.ts";
import { at, midranks, sumOf } from "./descriptive.ts";
import { normalTwoSided } from "./distributions.ts";
import { lacking, type Stat } from "./stat.ts";

export interface Wilcoxon {
  /** How many differences are not 0; only they count. */
  nonzero: number;
  wPlus: Stat;
  wMinus: Stat;
  /** Without continuity correction, as SPSS prints it. */
  z: Stat;
  p: Stat;
  /** With continuity correction, as R prints it. */
  zCc: Stat;
  pCc: Stat;
  exactP: Stat;
  /** (W+ - W-) / (W+ + W-), -1..1 (Kerby 2014). */
  rankBiserial: Stat;
}

/** The exact p is counted up to here; beyond, the normal approximation is as good. */
const EXACT_MOST = 500;

const none = (reason: Reason): Wilcoxon => ({
  nonzero: 0,
  wPlus: reason,
  wMinus: reason,
  z: reason,
  p: reason,
  zCc: reason,
  pCc: reason,
  exactP: reason,
  rankBiserial: reason,
});

/**
 * Two-sided P of a rank sum as small as `smaller`, or as large, when every sign is a fair coin. ways[s] counts the choices of signs
 * with the doubled rank sum s; doubled, midranks are whole numbers also with ties. No sum above `smaller` is needed, and small
 * ranks first keep the sums that are reached few.
 */
const exactP = (ranks: readonly number[], smaller: number): Stat => {
  if (ranks.length > EXACT_MOST) return "too_many";
  const most = 2 * smaller;
  const ways = new Float64Array(most + 1);
  ways[0] = 1;
  let reached = 0;
  for (const rank of ranks.toSorted((a, b) => a - b)) {
    const doubled = 2 * rank;
    reached = Math.min(most, reached + doubled);
    for (let sum = reached; sum >= doubled; sum -= 1)
      ways[sum] = (ways[sum] as number) + (ways[sum - doubled] as number);
  }
  return Math.min(1, 2 * ways.reduce((sum, count) => sum + count, 0) * 2 ** -ranks.length);
};

/**
 * Midranks of |d| over the differences that are not 0; Z = (W+ - m(m + 1)/4) / sqrt(m(m + 1)(2m + 1)/24 - sum(t^3 - t)/48).
 * The variance is computed as sum rank^2 / 4, which is the same number.
 */
export const wilcoxon = (differences: readonly number[]): Wilcoxon => {
  const nonzero = differences.filter((difference) => difference !== 0);
  if (nonzero.length === 0) return none(lacking(differences.length, 1) ?? "no_change");
  const ranks = midranks(nonzero.map(Math.abs));
  const wPlus = sumOf(ranks.filter((_, index) => at(nonzero, index) > 0));
  const all = sumOf(ranks);
  const wMinus = all - wPlus;
  const spread = Math.sqrt(sumOf(ranks.map((rank) => rank * rank)) / 4);
  const away = wPlus - all / 2;
  const z = away / spread;
  const zCc = (away - Math.sign(away) / 2) / spread;
  return {
    nonzero: nonzero.length,
    wPlus,
    wMinus,
    z,
    p: normalTwoSided(z),
    zCc,
    pCc: normalTwoSided(zCc),
    exactP: exactP(ranks, Math.min(wPlus, wMinus)),
    rankBiserial: (wPlus - wMinus) / all,
  };
};
