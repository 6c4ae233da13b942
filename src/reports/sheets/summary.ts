import type { Report, TestLine } from "../../../protocol/reports.ts";
import type { RoomLine } from "../../../protocol/rooms.ts";
import type { Note } from "../../../protocol/why.ts";
import type { Messages } from "../../i18n/en.ts";
import type { Locale } from "../../i18n/languages.ts";
import type { Row, Sheet } from "../xlsx-sheet.ts";
import { fact, heading, numberLine, paragraph, SUMMARY_WIDTHS } from "./lines.ts";
import { nameOf } from "./questionnaire.ts";

/** When, which quiz, how many. */
const roomRows = (room: RoomLine, { sheets }: Messages): Row[] => {
  const { summary, identity } = sheets;
  return [
    fact(summary.opened, room.startedAt ?? room.createdAt, "date"),
    fact(summary.finished, room.finishedAt, "date"),
    fact(summary.quiz, room.quizId),
    ...(room.workshop ? [fact(sheets.head.occasion, sheets[room.workshop.occasion])] : []),
    fact(summary.identity, identity[room.identity]),
    fact(summary.scoring, room.scoring),
    fact(summary.players, room.players),
  ];
};

const testRows = (test: TestLine, messages: Messages): Row[] => {
  const { stat, summary } = messages.sheets;
  const { one, range } = numberLine(messages, test.why);
  return [
    [],
    heading(summary.test),
    fact(stat.n, test.n),
    fact(stat.excluded, test.excluded),
    fact(stat.k, test.k),
    one(stat.meanPercent, "meanPercent", test.meanPercent, "one"),
    ...(["mean", "sd", "median"] as const).map((field) => one(stat[field], field, test[field], "two")),
    ...(["min", "max"] as const).map((field) => one(stat[field], field, test[field])),
    ...(["q1", "q3"] as const).map((field) => one(stat[field], field, test[field], "two")),
    one(stat.alpha, "alpha", test.alpha, "three"),
    range(stat.alphaCi, "alphaCi", test.alphaCi),
    ...(["kr21", "sem"] as const).map((field) => one(stat[field], field, test[field], "three")),
    one(stat.shapiroW, "shapiro.w", test.shapiro.w, "three"),
    one(stat.shapiroP, "shapiro.p", test.shapiro.p, "three"),
  ];
};

const questionnaireRows = ({ questionnaire }: Report, messages: Messages, lang: Locale): Row[] => {
  if (!questionnaire) return [];
  const { stat, summary } = messages.sheets;
  const { scale, bands } = questionnaire;
  const { one } = numberLine(messages, scale.why);
  return [
    [],
    heading(summary.questionnaire),
    fact(stat.ratingN, scale.n),
    one(stat.meanOfMeans, "meanOfMeans", scale.meanOfMeans, "two"),
    one(stat.tcr, "tcr", scale.tcr, "one"),
    fact(stat.band, nameOf(scale.band, bands, lang)),
    one(stat.alphaScale, "alpha", scale.alpha, "three"),
  ];
};

/** A line a team: what its members had right, and its points. */
const teamRows = ({ teams }: Report, messages: Messages): Row[] => {
  if (!teams) return [];
  const { head, summary } = messages.sheets;
  const heads: Row = [head.team, head.teamPercent, head.teamPoints].map((value) => ({ value, style: "head" }));
  const lines = teams.map(({ name, n, meanTotal, meanPercentCorrect, why }): Row => {
    const { two } = numberLine(messages, why);
    const label = n === null ? name : `${name} (${n})`;
    return two(label, ["meanPercentCorrect", "meanTotal"], [meanPercentCorrect, meanTotal], "one");
  });
  return [[], heading(summary.teams), heads, ...lines];
};

/** What has to be said beside the numbers, under a heading of its own. */
export const noteRows = (notes: readonly Note[], { sheets, report }: Messages): Row[] =>
  notes.length === 0 ? [] : [[], heading(sheets.summary.notes), ...notes.map((note) => paragraph(report.notes[note]))];

/** The first sheet of a room's file. */
export const summarySheet = (report: Report, messages: Messages, lang: Locale): Sheet => ({
  name: messages.sheets.names.summary,
  widths: SUMMARY_WIDTHS,
  rows: [
    paragraph(report.room.title, "title"),
    ...roomRows(report.room, messages),
    ...noteRows(report.notes, messages),
    ...(report.test.k > 0 ? testRows(report.test, messages) : []),
    ...questionnaireRows(report, messages, lang),
    ...teamRows(report, messages),
  ],
});
