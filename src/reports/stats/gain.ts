/** Normalised gains of whole-number totals over `k` items: pre and post have an element per person, in one order. */
import type { Reason } from "../../../protocol/why.ts";
import { numbersOf, sumOf } from "./descriptive.ts";
import { lacking, type Stat } from "./stat.ts";

type Totals = readonly number[];

/** g = (post - pre) / (k - pre) of one person; one who was at the maximum has none (Hake 1998, Am. J. Phys. 66:64). */
export const personGain = (pre: number, post: number, k: number): Stat =>
  pre >= k ? "at_max" : (post - pre) / (k - pre);

/**
 * c of one person: (post - pre) / (k - pre) for a gain, (post - pre) / pre for a loss, 0 for neither; who stays at 0 or at k has
 * none (Marx & Cummings 2007, Am. J. Phys. 75:87).
 */
export const normalisedChange = (pre: number, post: number, k: number): Stat => {
  if (post > pre) return (post - pre) / (k - pre);
  if (post < pre) return (post - pre) / pre;
  if (pre >= k) return "at_max";
  return pre === 0 ? "at_zero" : 0;
};

/** g of averages, (mean post - mean pre) / (k - mean pre) (Hake 1998): not biased by measurement error. */
export const gOfAverages = (pre: Totals, post: Totals, k: number): Stat => {
  const [before, after] = [sumOf(pre), sumOf(post)];
  return lacking(pre.length, 1) ?? personGain(before, after, k * pre.length);
};

const each = (pre: Totals, post: Totals, k: number, of: typeof personGain): Stat[] =>
  pre.map((before, person) => of(before, post[person] as number, k));

/** The mean of those who have a number; `none` when all of somebody have none. */
const meanOf = (all: readonly Stat[], numbers: readonly number[], none: Reason): Stat =>
  lacking(all.length, 1) ?? (numbers.length > 0 ? sumOf(numbers) / numbers.length : none);

export interface AverageOfGains {
  /** Persons with a gain. */
  n: number;
  mean: Stat;
  excludedAtMax: number;
  /** Persons among n who lost; their gains are kept as they are. */
  negative: number;
}

/** The mean of the persons' g ("N-gain score" in SPSS practice); it differs from the g of averages (Bao 2006, Am. J. Phys. 74:917). */
export const averageOfGains = (pre: Totals, post: Totals, k: number): AverageOfGains => {
  const gains = each(pre, post, k, personGain);
  const numbers = numbersOf(gains);
  return {
    n: numbers.length,
    mean: meanOf(gains, numbers, "at_max"),
    excludedAtMax: gains.length - numbers.length,
    negative: numbers.filter((gain) => gain < 0).length,
  };
};

/** The mean of the persons' c; `dropped` stayed at 0 or at the maximum (Marx & Cummings 2007). */
export const averageChange = (pre: Totals, post: Totals, k: number): { n: number; mean: Stat; dropped: number } => {
  const all = each(pre, post, k, normalisedChange);
  const numbers = numbersOf(all);
  return { n: numbers.length, mean: meanOf(all, numbers, "no_change"), dropped: all.length - numbers.length };
};

export type Band = "high" | "medium" | "low" | "negative";

/** Hake's band of a person: high g >= 0.7, medium 0.3 <= g < 0.7, low 0 <= g < 0.3, negative. Compared as whole numbers. */
export const bandOf = (pre: number, post: number, k: number): Band | "at_max" => {
  if (pre >= k) return "at_max";
  const tenfold = 10 * (post - pre);
  if (tenfold >= 7 * (k - pre)) return "high";
  if (tenfold >= 3 * (k - pre)) return "medium";
  return tenfold >= 0 ? "low" : "negative";
};

/** Persons in each band (Hake 1998); who was at the maximum before is in none. */
export const bandsOf = (pre: Totals, post: Totals, k: number): Record<Band, number> => {
  const counts = { high: 0, medium: 0, low: 0, negative: 0 };
  pre.forEach((before, person) => {
    const band = bandOf(before, post[person] as number, k);
    if (band !== "at_max") counts[band] += 1;
  });
  return counts;
};
