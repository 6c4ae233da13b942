/** Credit and time -> points, totals -> ranks. Speed points are play, never evidence. */
import type { Options } from "../protocol/payloads.ts";

export interface Judged {
  /** 0..1 */
  credit: number;
  /** Thinking time in ms; a time that is missing (NaN) earns nothing for speed. */
  elapsedMs: number;
  /** The authored limit in ms; null: no limit, speed does not count and all points are given. */
  limitMs: number | null;
  /** The item's worth: 0, 1000 or 2000. */
  points: number;
}

/** Answers faster than this get all points: below it a phone measures itself. */
const INSTANT_MS = 500;
/** The speed bonuses of a whole `gentle` game stay below half of one right answer. */
const GENTLE_BONUS = 499;

/**
 * Half rounds up. Exact for whole ms although computed in binary: a true value that is not a half is at least
 * 1 / (24 * limit in ms) > 1e-7 away from one, and the error of the doubles here is below 1e-11.
 */
const rounded = (value: number): number => Math.floor(0.5 + value + 1e-9);

/** t/T in 0..1 as [t, T] in ms. */
const timeOf = ({ elapsedMs, limitMs }: Judged): [number, number] => {
  if (limitMs === null) return [0, 1];
  return [Number.isNaN(elapsedMs) ? limitMs : Math.min(Math.max(elapsedMs, 0), limitMs), limitMs];
};

const PRESETS: Record<Options["scoring"], (answer: Judged, scoredItems: number) => number> = {
  classic: (answer) => {
    const [t, limit] = timeOf(answer);
    const { credit, points } = answer;
    return rounded(t < INSTANT_MS ? credit * points : (credit * points * (2 * limit - t)) / (2 * limit));
  },
  accuracy: ({ credit, points }) => rounded(credit * points),
  gentle: (answer, scoredItems) => {
    const [t, limit] = timeOf(answer);
    const { credit, points } = answer;
    const bonus = Math.floor(((limit - t) * GENTLE_BONUS) / (limit * Math.max(scoredItems, 1)));
    return rounded(credit * points) + (credit === 1 && points > 0 ? bonus : 0);
  },
};

/**
 * Points of one judged answer, a whole number from 0 to points (+ 499 / scoredItems under `gentle`).
 * Formulas: classic floor(1/2 + credit (1 - t/2T) P), all P under 0.5 s; accuracy floor(1/2 + credit P); gentle that
 * plus floor((1 - t/T) 499/K) when fully right, K the number of scored items.
 */
export const pointsFor = (scoring: Options["scoring"], answer: Judged, scoredItems: number): number =>
  PRESETS[scoring](answer, scoredItems);

/** The rank of each total, in the order given: 1 is best, ties share one and the next is skipped (1, 1, 3). */
export const rankOf = (totals: readonly number[]): number[] => {
  const sorted = totals.toSorted((a, b) => b - a);
  const ranks = new Map<number, number>();
  sorted.forEach((total, index) => {
    if (!ranks.has(total)) ranks.set(total, index + 1);
  });
  return totals.map((total) => ranks.get(total) ?? 1);
};
