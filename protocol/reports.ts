/** The report as JSON, `schema: 1`. Shares and p are 0..1, percents 0..100, times ms. What does not exist is null, with its reason. */
import type { RoomLine } from "./rooms.ts";
import type { Note, Range, Why } from "./why.ts";

/** The languages in which the server words what it hands out. */
export type Locale = "id" | "en";

/** Who gave an answer, in the whole group and in the upper and lower 27 % by total. */
export interface Choosers {
  count: number | null;
  /** Of n; null when n is 0. What is missing to 1 has omitted the item (or, multiple choice, is over 1). */
  share: number | null;
  upperShare: number | null;
  lowerShare: number | null;
  /** With the total of the other items. */
  r: number | null;
  why: Why;
}

export interface OptionLine extends Choosers {
  id: string;
  text: string;
  key: boolean;
  /** A distractor that at least 5 % choose, and rather those who know less; null for the key and where it is not known. */
  functional: boolean | null;
}

interface TimeLine {
  /** Those who answered. */
  n: number | null;
  medianMs: number | null;
  q1Ms: number | null;
  q3Ms: number | null;
  meanMs: number | null;
  sdMs: number | null;
  geometricMeanMs: number | null;
  medianRightMs: number | null;
  medianWrongMs: number | null;
  /** Omitted of n. */
  timedOutShare: number | null;
}

export interface ItemLine {
  id: string;
  position: number;
  type: string;
  stem: string;
  /** Persons who were shown the item; 0 when voided. */
  n: number;
  /** n is under 10: shares are not to be shown. */
  countsOnly: boolean;
  correct: number | null;
  percentCorrect: number | null;
  omitted: number | null;
  absent: number;
  voided: boolean;
  /** Of the answers, those that were typed in from paper; missing: none. */
  paper?: number | null;
  p: number | null;
  /** Over those who answered. */
  pAnswered: number | null;
  /** 95 % interval of p. */
  wilson: Range | null;
  /** By p: up to .30 hard, up to .70 medium. */
  difficulty: "hard" | "medium" | "easy" | null;
  /** With the total of the other items; this one and all below are over complete cases. */
  r: number | null;
  rUncorrected: number | null;
  d27: number | null;
  d50: number | null;
  /** By d50, from 100 persons on by d27: below 0 discard, then .20, .40, .70. */
  discrimination: "discard" | "poor" | "fair" | "good" | "excellent" | null;
  /** Which of them was classed. */
  discriminationBy: "d27" | "d50" | null;
  alphaIfDeleted: number | null;
  options: OptionLine[];
  omission: Choosers;
  /** Wrong options and how many of them work; null where an item offers none. */
  distractors: { count: number; functional: number | null; efficiency: number | null } | null;
  time: TimeLine;
  why: Why;
}

/** The scored items together, over complete cases: the persons to whom all k were shown. */
export interface TestLine {
  n: number;
  /** Persons to whom not every item was shown. */
  excluded: number;
  k: number;
  mean: number | null;
  meanPercent: number | null;
  sd: number | null;
  median: number | null;
  min: number | null;
  max: number | null;
  q1: number | null;
  q3: number | null;
  alpha: number | null;
  alphaCi: Range | null;
  kr21: number | null;
  sem: number | null;
  shapiro: { w: number | null; p: number | null };
  why: Why;
}

export interface QuestionnaireLine {
  id: string;
  position: number;
  stem: string;
  scale: number;
  /** One per point. */
  labels: string[];
  reverse: boolean;
  voided: boolean;
  /** Who answered, and who did not. */
  n: number;
  /** n is under 10: shares are not to be shown. */
  countsOnly: boolean;
  missing: number;
  /** Persons per point as answered, from 1. */
  counts: (number | null)[];
  /** All from here on after reversal. */
  countsScored: (number | null)[];
  median: number | null;
  mean: number | null;
  sd: number | null;
  top2: number | null;
  bottom2: number | null;
  /** 100 sum / (n scale): never below 100 / scale. */
  tcr: number | null;
  /** 100 (mean - 1) / (scale - 1): from 0. */
  rescaled: number | null;
  /** Place in the names of the bands, from 0. */
  band: number | null;
  why: Why;
}

/** House rules by which a mean (1..scale) or a TCR is called good or bad. A value at an edge is in the upper class. */
export interface Bands {
  /** A preset's, or `custom`. */
  name: string;
  of: "tcr" | "mean";
  /** The only scale they are made for; null: any. */
  scale: number | null;
  edges: number[];
  /** One more than edges, lowest first. */
  names: Record<Locale, string[]>;
}

export interface Questionnaire {
  items: QuestionnaireLine[];
  /** All rating items that are not voided, as one scale; n answered every one of them. */
  scale: {
    n: number;
    alpha: number | null;
    tcr: number | null;
    meanOfMeans: number | null;
    band: number | null;
    why: Why;
  };
  bands: Bands;
}

export interface TextList {
  itemId: string;
  position: number;
  stem: string;
  /** Who wrote something. */
  n: number;
  /** Equal texts once, the most frequent first. `hidden`: the host has taken it off the screen. */
  entries: { text: string; count: number; hidden: boolean }[];
  why: Why;
}

/** A team, with the points of its game. */
export interface TeamLine {
  id: string;
  name: string;
  /** Its members. */
  n: number | null;
  /** Those of them to whom every counting item was shown; `meanPercentCorrect` is theirs. */
  nComplete: number | null;
  meanTotal: number | null;
  meanPercentCorrect: number | null;
  why: Why;
}

export interface Report {
  schema: 1;
  room: RoomLine;
  items: ItemLine[];
  test: TestLine;
  /** null without rating items. */
  questionnaire: Questionnaire | null;
  texts: TextList[];
  /** In the order of the room; null without teams. */
  teams: TeamLine[] | null;
  notes: Note[];
}
