/** One item before and after, over paired persons: who kept, lost, gained and still lacks it. */
import type { Reason } from "../../../protocol/why.ts";
import { lacking, type Stat } from "./stat.ts";

/** Persons by right (r) and wrong (w) before and after. */
export interface Transitions {
  rr: number;
  rw: number;
  wr: number;
  ww: number;
}

/** Counts pairs of scores; right is 1. */
export const transitionsOf = (pre: readonly number[], post: readonly number[]): Transitions => {
  const cells = { rr: 0, rw: 0, wr: 0, ww: 0 };
  pre.forEach((before, person) => {
    cells[`${before === 1 ? "r" : "w"}${post[person] === 1 ? "r" : "w"}` as const] += 1;
  });
  return cells;
};

export interface ItemGain {
  pPre: Stat;
  pPost: Stat;
  /** p post - p pre (pre-to-post difference index, Cox & Vargas 1966). */
  diff: Stat;
  /** diff / (1 - p pre). */
  g: Stat;
  /** Of those wrong before, who are right after: WR / (WR + WW) (Miller et al. 2010). */
  gained: Stat;
  /** Of those right before, who are wrong after: RW / (RR + RW) (Miller et al. 2010). */
  lost: Stat;
}

/** Shares 0..1 and differences of them. */
export const itemGain = ({ rr, rw, wr, ww }: Transitions): ItemGain => {
  const n = rr + rw + wr + ww;
  const nobody = lacking(n, 1);
  const part = (top: number, bottom: number, none: Reason): Stat => nobody ?? (bottom === 0 ? none : top / bottom);
  return {
    pPre: part(rr + rw, n, "nobody"),
    pPost: part(rr + wr, n, "nobody"),
    diff: part(wr - rw, n, "nobody"),
    g: part(wr - rw, wr + ww, "at_max"),
    gained: part(wr, wr + ww, "at_max"),
    lost: part(rw, rr + rw, "at_zero"),
  };
};

export interface GuessCorrected {
  gamma: Stat;
  alpha: Stat;
  mu: Stat;
}

/**
 * Learning corrected for guessing among o options, from the shares nl = RW, pl = WR, rl = RR: gamma = o(nl + o pl + rl - 1)/(o - 1)^2,
 * alpha = o(o nl + pl + rl - 1)/(o - 1)^2, mu = (nl + rl - 1)/(o - 1) + nl + rl (Smith & Wagner 2018). May leave 0..1.
 * @param options options of a single choice; null for any other item
 */
export const guessCorrected = ({ rr, rw, wr, ww }: Transitions, options: number | null): GuessCorrected => {
  const n = rr + rw + wr + ww;
  const reason = lacking(n, 1) ?? (options === null || options < 2 ? "not_single_choice" : undefined);
  if (reason) return { gamma: reason, alpha: reason, mu: reason };
  const o = options as number;
  const [nl, pl, rl] = [rw / n, wr / n, rr / n];
  return {
    gamma: (o * (nl + o * pl + rl - 1)) / (o - 1) ** 2,
    alpha: (o * (o * nl + pl + rl - 1)) / (o - 1) ** 2,
    mu: (nl + rl - 1) / (o - 1) + nl + rl,
  };
};
