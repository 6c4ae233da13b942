/** Words for the codes in reports: reasons, notes, classes. */
import type { Exclusion, ProposalReason } from "../../../protocol/comparisons.ts";
import type { ItemLine } from "../../../protocol/reports.ts";
import type { Note, WhyNot } from "../../../protocol/why.ts";
import { texts } from "./texts.ts";

/** A server that is newer than this page may have codes that the page has no words for. */
const of = <Code extends string>(words: Record<Code, string>, code: Code, otherwise: string): string =>
  words[code] ?? otherwise;

/** Why a number does not exist, as a sentence. */
export const reasonWords = (code: WhyNot | undefined): string => {
  const { unknown } = texts().organiser;
  return code === undefined ? unknown : of(texts().report.why, code, unknown);
};

/** Notes that say nothing any more where only counts are shown. */
const NOT_WITH_COUNTS: readonly Note[] = ["under_30", "holm"];

/** What has to be said beside the numbers, in words; notes that this page does not know are left out. */
export const noteSentences = (codes: readonly Note[]): string[] =>
  codes
    .filter((code) => !(codes.includes("under_10") && NOT_WITH_COUNTS.includes(code)))
    .map((code) => of(texts().report.notes, code, ""))
    .filter((sentence) => sentence !== "");

/** Why people are in no paired statistic. */
export const excludedWords = (code: Exclusion): string => of(texts().organiser.excluded, code, code);

/** Why two persons are proposed as one. */
export const proposalWords = (code: ProposalReason): string => of(texts().organiser.proposal, code, code);

export const difficultyWord = (code: NonNullable<ItemLine["difficulty"]>): string =>
  of(texts().organiser.difficulty, code, code);

export const discriminationWord = (code: NonNullable<ItemLine["discrimination"]>): string =>
  of(texts().organiser.discrimination, code, code);

/** Alpha in honest words: what it allows to say of persons. */
export const alphaWords = (alpha: number): string => {
  const { alpha: words } = texts().organiser;
  if (alpha < 0) return words.negative;
  if (alpha < 0.5) return words.low;
  return alpha < 0.7 ? words.fair : alpha < 0.8 ? words.good : words.high;
};
