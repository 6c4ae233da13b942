/** Each closed round: how many, how hard, how it goes with the rest of the test, what was chosen, how long it took. */

import type { ItemLine } from "../../protocol/reports.ts";
import type { WhyNot } from "../../protocol/why.ts";
import { quizLocale } from "../quiz.ts";
import { type Game, tallyOf } from "../verdicts.ts";
import type { Analysis } from "./analysis.ts";
import { COUNTS_ONLY } from "./notes.ts";
import { distractorsOf, optionLines, optionsOf, type Place } from "./option-lines.ts";
import type { Column } from "./persons.ts";
import { geometricMean, mean, median, quantile, sd } from "./stats/descriptive.ts";
import { discrimination } from "./stats/groups.ts";
import { wilson } from "./stats/interval.ts";
import { alphaIfDeleted, itemRest, itemTotal } from "./stats/matrix.ts";
import type { Stat } from "./stats/stat.ts";
import { reasons } from "./why.ts";

/** From this many persons on the upper and lower 27 % are the groups to judge D by; below, halves (Arikunto). */
const MANY = 100;
/** A difference of shares may miss an edge by its rounding. */
const ROUNDING = 1e-9;

/** Up to .30 hard, up to .70 medium, on the unrounded p (Arikunto). */
const difficultyOf = (p: number | null): ItemLine["difficulty"] =>
  p === null ? null : p <= 0.3 ? "hard" : p <= 0.7 ? "medium" : "easy";

const discriminationOf = (d: number | null): ItemLine["discrimination"] => {
  if (d === null) return null;
  if (d < -ROUNDING) return "discard";
  const edges = [0.2, 0.4, 0.7].filter((edge) => d > edge + ROUNDING).length;
  return (["poor", "fair", "good", "excellent"] as const)[edges] ?? "excellent";
};

const timeLine = (
  { persons }: Analysis,
  place: number,
  { n, omitted }: { n: number; omitted: number },
  none: WhyNot | undefined,
  { number }: ReturnType<typeof reasons>,
): ItemLine["time"] => {
  const cells = persons.flatMap((person) => person.cells[place] ?? []).filter(({ status }) => status === "answered");
  const timesOf = (x?: 0 | 1) =>
    cells.flatMap((cell) => (cell.ms !== null && (x === undefined || cell.x === x) ? [cell.ms] : []));
  const times = timesOf();
  const unless = (stat: Stat) => (none === "voided" ? none : stat);
  return {
    n: times.length,
    medianMs: number("time.medianMs", unless(median(times))),
    q1Ms: number("time.q1Ms", unless(quantile(times, 0.25))),
    q3Ms: number("time.q3Ms", unless(quantile(times, 0.75))),
    meanMs: number("time.meanMs", unless(mean(times))),
    sdMs: number("time.sdMs", unless(sd(times))),
    geometricMeanMs: number("time.geometricMeanMs", unless(geometricMean(times))),
    medianRightMs: number("time.medianRightMs", none ?? median(timesOf(1))),
    medianWrongMs: number("time.medianWrongMs", none ?? median(timesOf(0))),
    timedOutShare: number("time.timedOutShare", unless(n > 0 ? omitted / n : "nobody")),
  };
};

/** Per counting item what the matrix says of it. */
const matrixStats = ({ matrix }: Analysis) => ({
  r: itemRest(matrix),
  rUncorrected: itemTotal(matrix),
  d27: discrimination(matrix, 27),
  d50: discrimination(matrix, 50),
  alphaIfDeleted: alphaIfDeleted(matrix),
});

const itemLine = (
  game: Game,
  analysis: Analysis,
  { position, item, type, round, counts }: Column,
  column: number,
  stats: ReturnType<typeof matrixStats>,
): ItemLine[] => {
  const tally = tallyOf(game, position);
  if (!tally) return [];
  const { n, correct, omitted, absent } = tally;
  const answered = n - omitted;
  const paper = round.voided ? 0 : analysis.persons.filter(({ cells }) => cells[column]?.source === "paper").length;
  const collected = reasons();
  const { why, number, range } = collected;
  const missing: WhyNot | undefined = round.voided ? "voided" : type.scored ? undefined : "not_scored";
  const none: WhyNot = missing ?? "nobody";
  const scored = counts ? analysis.counting.indexOf(column) : undefined;
  const judged = (stat: (right: number) => Stat): Stat | WhyNot => missing ?? (correct === null ? none : stat(correct));
  const over =
    (total: number) =>
    (right: number): Stat =>
      total > 0 ? right / total : "nobody";
  const inTest = (field: keyof typeof stats): number | null =>
    number(field, scored === undefined ? none : (stats[field][scored] ?? "nobody"));
  const choices = optionsOf({ item, type }, quizLocale(game.quiz));
  const place: Place = { analysis, column, scored, none, options: choices };
  const p = number("p", judged(over(n)));
  const [d27, d50] = [inTest("d27"), inTest("d50")];
  const { options, omission } = optionLines(place, tally);
  const distractors = distractorsOf(place, options);
  const by = analysis.complete.length < MANY ? "d50" : "d27";
  const discrimination = discriminationOf(by === "d50" ? d50 : d27);
  const line: ItemLine = {
    id: item.id,
    position,
    type: item.type,
    stem: item.stem,
    n,
    countsOnly: n < COUNTS_ONLY,
    correct: number("correct", correct ?? none),
    percentCorrect: number("percentCorrect", p === null ? (why.p ?? none) : (100 * (correct ?? 0)) / n),
    omitted,
    absent,
    voided: round.voided,
    ...(paper > 0 ? { paper } : {}),
    p,
    pAnswered: number("pAnswered", judged(over(answered))),
    wilson: correct === null ? collected.none("wilson", none) : range("wilson", wilson(correct, n)),
    difficulty: difficultyOf(p),
    r: inTest("r"),
    rUncorrected: inTest("rUncorrected"),
    d27,
    d50,
    discrimination,
    discriminationBy: discrimination === null ? null : by,
    alphaIfDeleted: inTest("alphaIfDeleted"),
    options,
    omission,
    distractors,
    time: timeLine(analysis, column, tally, missing, collected),
    why,
  };
  if (line.difficulty === null) why.difficulty = why.p ?? none;
  if (discrimination === null) {
    why.discrimination = why[by] ?? none;
    why.discriminationBy = why.discrimination;
  }
  if (distractors === null) why.distractors = type.scored ? "typed" : "not_scored";
  if (distractors?.functional === null) {
    const unknown = options.find(({ key, functional }) => !key && functional === null)?.why.functional ?? none;
    why["distractors.functional"] = unknown;
    why["distractors.efficiency"] = unknown;
  }
  return [line];
};

/** A line per closed round, in order. */
export const itemLines = (game: Game, analysis: Analysis): ItemLine[] => {
  const stats = matrixStats(analysis);
  return analysis.columns.flatMap((column, place) => itemLine(game, analysis, column, place, stats));
};
