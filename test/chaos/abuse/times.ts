/** How long things took, as figures. */
import type { Figures } from "../soaking.ts";
import type { Phone } from "./orders.ts";

export const sorted = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b);

/** Of a list in order; `share` is 0..1. */
export const quantile = (ordered: readonly number[], share: number): number =>
  ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN;

/** How long phones took to join, from median to slowest; nothing of no phones. */
export const joinTimes = (name: string, phones: readonly Phone[]): Figures => {
  if (phones.length === 0) return {};
  const took = sorted(phones.map(({ joinMs }) => joinMs));
  return {
    [`${name}MedianMs`]: quantile(took, 0.5),
    [`${name}P99Ms`]: quantile(took, 0.99),
    [`${name}SlowestMs`]: quantile(took, 1),
  };
};
