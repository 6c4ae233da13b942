/** report.json, `schema: 1`, as far as these pages show it. Shares are 0..1, percents 0..100, times ms. */

export type Range = [lo: number, hi: number];
/** Field (nested ones with a dot) -> why it is null. */
export type Why = Record<string, string>;

export interface RoomLine {
  id: string;
  quizId: string;
  title: string;
  phase: string;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  players: number;
  identity: "coded" | "roster" | "anonymous";
  language: string;
  workshop: { id: string; occasion: "pre" | "post" } | null;
  imported: boolean;
}

export interface Choosers {
  count: number | null;
  share: number | null;
  upperShare: number | null;
  lowerShare: number | null;
  r: number | null;
  why: Why;
}

export interface OptionLine extends Choosers {
  id: string;
  text: string;
  key: boolean;
  functional: boolean | null;
}

interface TimeLine {
  n: number | null;
  medianMs: number | null;
  q1Ms: number | null;
  q3Ms: number | null;
  timedOutShare: number | null;
}

export interface ItemLine {
  id: string;
  position: number;
  type: string;
  stem: string;
  n: number;
  correct: number | null;
  percentCorrect: number | null;
  omitted: number | null;
  absent: number;
  voided: boolean;
  p: number | null;
  wilson: Range | null;
  difficulty: "hard" | "medium" | "easy" | null;
  r: number | null;
  d27: number | null;
  d50: number | null;
  discrimination: "discard" | "poor" | "fair" | "good" | "excellent" | null;
  options: OptionLine[];
  omission: Choosers;
  distractors: { count: number; functional: number | null } | null;
  time: TimeLine;
  why: Why;
}

export interface TestLine {
  n: number;
  excluded: number;
  k: number;
  mean: number | null;
  meanPercent: number | null;
  sd: number | null;
  median: number | null;
  alpha: number | null;
  alphaCi: Range | null;
  sem: number | null;
  why: Why;
}

export interface RatingLine {
  id: string;
  position: number;
  stem: string;
  scale: number;
  labels: string[];
  reverse: boolean;
  voided: boolean;
  n: number;
  missing: number;
  counts: (number | null)[];
  median: number | null;
  mean: number | null;
  sd: number | null;
  top2: number | null;
  tcr: number | null;
  rescaled: number | null;
  band: number | null;
  why: Why;
}

export interface Questionnaire {
  items: RatingLine[];
  scale: {
    n: number;
    alpha: number | null;
    tcr: number | null;
    meanOfMeans: number | null;
    band: number | null;
    why: Why;
  };
  bands: { name: string; of: "tcr" | "mean"; names: Record<string, string[]> };
}

export interface TextList {
  itemId: string;
  position: number;
  stem: string;
  n: number;
  entries: { text: string; count: number; hidden: boolean }[];
}

export interface Report {
  schema: 1;
  room: RoomLine;
  items: ItemLine[];
  test: TestLine;
  questionnaire: Questionnaire | null;
  texts: TextList[];
  notes: string[];
}
