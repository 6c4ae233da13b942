/** Words for the codes in reports: reasons, notes, classes. */
import { texts } from "./texts.ts";

const of = (words: Record<string, string>, code: string, otherwise: string): string => words[code] ?? otherwise;

/** Why a number does not exist, as a sentence. */
export const reasonWords = (code: string | undefined): string => {
  const { unknown } = texts().organiser;
  return code === undefined ? unknown : of(texts().report.why, code, unknown);
};

/** Notes that say nothing any more where only counts are shown. */
const NOT_WITH_COUNTS = ["under_30", "holm"];

/** What has to be said beside the numbers, in words; notes that this page does not know are left out. */
export const noteSentences = (codes: readonly string[]): string[] =>
  codes
    .filter((code) => !(codes.includes("under_10") && NOT_WITH_COUNTS.includes(code)))
    .map((code) => of(texts().report.notes, code, ""))
    .filter((sentence) => sentence !== "");

/** Why people are in no paired statistic. */
export const excludedWords = (code: string): string => of(texts().organiser.excluded, code, code);

/** Why two persons are proposed as one. */
export const proposalWords = (code: string): string => of(texts().organiser.proposal, code, code);

export const difficultyWord = (code: string): string => of(texts().organiser.difficulty, code, code);

export const discriminationWord = (code: string): string => of(texts().organiser.discrimination, code, code);

/** Under this many people only counts are shown. */
export const COUNTS_ONLY = 10;
/** Under this many there is no D. */
export const SMALL = 30;

/** Alpha in honest words: what it allows to say of persons. */
export const alphaWords = (alpha: number): string => {
  const { alpha: words } = texts().organiser;
  if (alpha < 0) return words.negative;
  if (alpha < 0.5) return words.low;
  return alpha < 0.7 ? words.fair : alpha < 0.8 ? words.good : words.high;
};
