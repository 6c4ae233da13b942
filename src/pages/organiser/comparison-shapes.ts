/** comparisons.json, `schema: 1`, as far as these pages show it. Shares and differences are 0..1, totals in points of k. */
import type { Range, RoomLine, Why } from "./report-shapes.ts";

export interface SeatLine {
  playerId: string;
  nickname: string | null;
  code: string;
}

export interface Proposal {
  pre: SeatLine;
  post: SeatLine;
  reasons: string[];
}

interface PairingTable {
  pairs: { pre: SeatLine; post: SeatLine; by: string; complete: boolean }[];
  proposals: Proposal[];
  preOnly: SeatLine[];
  postOnly: SeatLine[];
  duplicates: { occasion: "pre" | "post"; counts: SeatLine; others: SeatLine[] }[];
  excluded: { reason: string; count: number | null }[];
}

export interface Flow {
  from: string | null;
  to: string | null;
  count: number | null;
}

export interface ComparisonItem {
  id: string;
  positionPre: number;
  positionPost: number;
  type: string;
  stem: string;
  changed: boolean;
  options: { id: string; text: string; keyPre: boolean; keyPost: boolean }[];
  pPre: number | null;
  wilsonPre: Range | null;
  pPost: number | null;
  wilsonPost: Range | null;
  diff: number | null;
  diffCi: Range | null;
  rr: number | null;
  rw: number | null;
  wr: number | null;
  ww: number | null;
  g: number | null;
  mcnemar: { exactP: number | null };
  holmP: number | null;
  optionFlow: Flow[];
  why: Why;
}

export interface Total {
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
  bands: { high: number | null; medium: number | null; low: number | null; negative: number | null };
  wilcoxon: {
    nonzero: number | null;
    wPlus: number | null;
    wMinus: number | null;
    z: number | null;
    p: number | null;
    exactP: number | null;
  };
  rankBiserial: number | null;
  dz: number | null;
  dzCi: Range | null;
  gz: number | null;
  dAv: number | null;
  dAvCi: Range | null;
  shapiro: { w: number | null; p: number | null };
  why: Why;
}

export interface Comparison {
  schema: 1;
  pre: RoomLine;
  post: RoomLine;
  design: "paired" | "independent";
  k: number;
  leftOut: { id: string; reason: string }[];
  nPre: number;
  nPost: number;
  nPaired: number;
  nCompletePre: number;
  nCompletePost: number;
  items: ComparisonItem[];
  total: Total;
  gains: { gain: number; count: number | null }[];
  worst: { itemIds: string[]; prePercent: number | null; postPercent: number | null; why: Why };
  people: {
    code: string;
    nickname: string | null;
    pre: number;
    post: number;
    gain: number;
    g: number | null;
    band: string | null;
    why: Why;
  }[];
  pairing: PairingTable;
  sentences: Record<string, string[]>;
  notes: string[];
}
