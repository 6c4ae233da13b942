/** Rating items: answers are whole points 1..scale, reverse-worded items already turned (scale + 1 - x). */
import { mean, median, numbersOf, sd, sumOf } from "./descriptive.ts";
import { alpha } from "./matrix.ts";
import { lacking, lift, type Stat } from "./stat.ts";

export interface LikertItem {
  n: number;
  /** Persons at each point, from 1. */
  counts: number[];
  median: Stat;
  mean: Stat;
  sd: Stat;
  /** Share at the two highest points, 0..1. */
  top2: Stat;
  bottom2: Stat;
  /** Tingkat capaian responden, 100 sum / (n scale): never below 100 / scale. */
  tcr: Stat;
  /** 100 (mean - 1) / (scale - 1): from 0. */
  rescaled: Stat;
}

/** A point of a reverse-worded item, turned. */
export const reversed = (point: number, scale: number): number => scale + 1 - point;

const tcrOf = (points: readonly number[], scale: number): Stat =>
  lift((middle) => (100 * middle) / scale, mean(points));

/** One item from the answers that exist. */
export const likert = (points: readonly number[], scale: number): LikertItem => {
  const n = points.length;
  const counts = Array.from({ length: scale }, (_, index) => points.filter((point) => point === index + 1).length);
  const share = (from: number, to?: number): Stat => lacking(n, 1) ?? sumOf(counts.slice(from, to)) / n;
  return {
    n,
    counts,
    median: median(points),
    mean: mean(points),
    sd: sd(points),
    top2: share(-2),
    bottom2: share(0, 2),
    tcr: tcrOf(points, scale),
    rescaled: lift((middle) => (100 * (middle - 1)) / (scale - 1), mean(points)),
  };
};

export interface LikertScale {
  /** Persons who answered every item. */
  nComplete: number;
  /** Cronbach's alpha over them. */
  alpha: Stat;
  meanOfItemMeans: Stat;
  /** Over every answer to any item. */
  tcr: Stat;
}

/** Items of one scale together; rows are persons, null where one did not answer. */
export const likertScale = (rows: readonly (readonly (number | null)[])[], scale: number): LikertScale => {
  const complete = rows.filter((row): row is number[] => row.every((point) => point !== null));
  const items = (rows[0] ?? []).map((_, item) => rows.flatMap((row) => row[item] ?? []));
  return {
    nComplete: complete.length,
    alpha: alpha(complete),
    meanOfItemMeans: mean(numbersOf(items.map(mean))),
    tcr: tcrOf(items.flat(), scale),
  };
};
