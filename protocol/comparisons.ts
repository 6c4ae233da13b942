/** The comparison as JSON, `schema: 1`. Shares and p are 0..1, percents 0..100. */
import type { Locale } from "./reports.ts";
import type { Occasion, RoomLine } from "./rooms.ts";
import type { Note, Range, Why } from "./why.ts";

/** A seat in the tables of pairs. `nickname` is null when names are left out, `code` is "" in anonymous rooms. */
export interface SeatLine {
  playerId: string;
  nickname: string | null;
  code: string;
}

export type PairedBy = "code" | "device" | "roster" | "confirmed";
export type ProposalReason = "same_nickname" | "same_device" | "code_used_twice" | "person_used_twice";

export interface Proposal {
  pre: SeatLine;
  post: SeatLine;
  reasons: ProposalReason[];
}

interface PairLine {
  pre: SeatLine;
  post: SeatLine;
  by: PairedBy;
  /** All common items were shown to this person on both occasions. */
  complete: boolean;
}

/** `unconfirmed_*`: in a proposal. `incomplete`: a pair that was not shown every common item on both sides. */
export type Exclusion = "pre_only" | "post_only" | "unconfirmed_pre" | "unconfirmed_post" | "incomplete" | "anonymous";

export interface PairingTable {
  pairs: PairLine[];
  /** What only the organiser can decide. */
  proposals: Proposal[];
  /** Neither paired nor in a proposal. */
  preOnly: SeatLine[];
  postOnly: SeatLine[];
  /** One person with several seats on one side: `counts` is the first complete one. */
  duplicates: { occasion: Occasion; counts: SeatLine; others: SeatLine[] }[];
  /** Why persons are in no paired statistic: nPre = pairs + pre_only + unconfirmed_pre, nPaired = pairs - incomplete. */
  excluded: { reason: Exclusion; count: number }[];
}

/** From what to what people went: option ids, several joined by ";"; null has omitted the item. */
export interface Flow {
  from: string | null;
  to: string | null;
  /** The whole key of its occasion, and nothing else. */
  fromRight: boolean;
  toRight: boolean;
  count: number | null;
}

export interface ComparisonItem {
  id: string;
  positionPre: number;
  positionPost: number;
  type: string;
  stem: string;
  /** The item reads otherwise, or has another key, in the post-test. */
  changed: boolean;
  options: { id: string; text: string; keyPre: boolean; keyPost: boolean }[];
  pPre: number | null;
  wilsonPre: Range | null;
  pPost: number | null;
  wilsonPost: Range | null;
  diff: number | null;
  /** 95 %: Agresti-Min for pairs, Newcombe for independent groups. */
  diffCi: Range | null;
  rr: number | null;
  rw: number | null;
  wr: number | null;
  ww: number | null;
  g: number | null;
  /** Of those wrong before, who are right after; of those right before, who are wrong after. */
  gained: number | null;
  lost: number | null;
  guess: { gamma: number | null; alpha: number | null; mu: number | null };
  mcnemar: {
    chi2: number | null;
    p: number | null;
    chi2Cc: number | null;
    pCc: number | null;
    exactP: number | null;
    midP: number | null;
  };
  /** Over the exact p of all items. */
  holmP: number | null;
  /** Empty where answers are typed. */
  optionFlow: Flow[];
  why: Why;
}

/** Over complete pairs; in points of k, if not said otherwise. */
export interface ComparisonTotal {
  meanPre: number | null;
  meanPost: number | null;
  sdPre: number | null;
  sdPost: number | null;
  meanGain: number | null;
  gainCi: Range | null;
  t: number | null;
  df: number | null;
  p: number | null;
  improved: number | null;
  same: number | null;
  worse: number | null;
  gOfAverages: number | null;
  averageOfGains: { n: number | null; mean: number | null; excludedAtMax: number | null; negative: number | null };
  c: { n: number | null; mean: number | null; dropped: number | null };
  /** Persons by g: high from .7, medium from .3, low from 0, negative below. */
  bands: { high: number | null; medium: number | null; low: number | null; negative: number | null };
  wilcoxon: {
    nonzero: number | null;
    wPlus: number | null;
    wMinus: number | null;
    z: number | null;
    p: number | null;
    zCc: number | null;
    pCc: number | null;
    exactP: number | null;
  };
  rankBiserial: number | null;
  dz: number | null;
  dzCi: Range | null;
  gz: number | null;
  dAv: number | null;
  dAvCi: Range | null;
  /** Of the differences. */
  shapiro: { w: number | null; p: number | null };
  why: Why;
}

/** A complete pair: totals of k and what follows from them. */
export interface PersonLine {
  code: string;
  nickname: string | null;
  pre: number;
  post: number;
  gain: number;
  g: number | null;
  c: number | null;
  band: "high" | "medium" | "low" | "negative" | null;
  why: Why;
}

export interface Comparison {
  schema: 1;
  pre: RoomLine;
  post: RoomLine;
  /** `independent`: nobody is known to be the same person, so that only the two groups can be compared. */
  design: "paired" | "independent";
  /** Common scored items. */
  k: number;
  /** Items that are not among them. */
  leftOut: { id: string; reason: "only_pre" | "only_post" | "not_scored" | "voided" }[];
  /** Distinct persons on each side. */
  nPre: number;
  nPost: number;
  /** Pairs to whom all k items were shown on both sides: the n of every paired statistic; 0 for independent groups. */
  nPaired: number;
  /** Persons to whom all k items were shown on that side. */
  nCompletePre: number;
  nCompletePost: number;
  items: ComparisonItem[];
  total: ComparisonTotal;
  /** How many gained how many points, the lowest gain first. */
  gains: { gain: number; count: number | null }[];
  /** The items lowest in the pre-test, and the same items after. */
  worst: { itemIds: string[]; prePercent: number | null; postPercent: number | null; why: Why };
  people: PersonLine[];
  pairing: PairingTable;
  sentences: Record<Locale, string[]>;
  notes: Note[];
}
