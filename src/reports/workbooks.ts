/** The files of the facilitator: a room, or a pre-test and a post-test, as a workbook. */

import type { Comparison } from "../../protocol/comparisons.ts";
import type { Report } from "../../protocol/reports.ts";
import type { Occasion } from "../../protocol/rooms.ts";
import { LOCALES } from "../i18n/index.ts";
import type { Locale } from "../i18n/languages.ts";
import type { Game } from "../verdicts.ts";
import { comparedSummarySheet } from "./sheets/compared-summary.ts";
import { dataSheet, dictionarySheet } from "./sheets/data.ts";
import { distractorsSheet } from "./sheets/distractors.ts";
import { comparedItemsSheet, itemsSheet } from "./sheets/items.ts";
import { comparedPeopleSheet, peopleSheet } from "./sheets/people.ts";
import { questionnaireSheet } from "./sheets/questionnaire.ts";
import { summarySheet } from "./sheets/summary.ts";
import { transitionsSheet } from "./sheets/transitions.ts";
import type { Sides } from "./sides.ts";
import { participantRows } from "./wide.ts";
import { workbook } from "./xlsx.ts";
import type { Sheet } from "./xlsx-sheet.ts";
import type { ZipEntry } from "./zip.ts";

export interface WorkbookOptions {
  lang: Locale;
  /** Whether nicknames are told. */
  names: boolean;
  /** Whether there are sheets with a row a person; without them the file can be shown to anybody. */
  people: boolean;
}

const only = (sheets: (Sheet | false | undefined)[]): Sheet[] =>
  sheets.filter((sheet) => sheet !== false && sheet !== undefined);

/** A room's file. `report` may have its small cells suppressed. */
export const roomWorkbook = (game: Game, report: Report, { lang, names, people }: WorkbookOptions): ZipEntry[] => {
  const messages = LOCALES[lang];
  const told = [{ occasion: null, report }];
  return workbook(
    only([
      summarySheet(report, messages, lang),
      itemsSheet(report, messages),
      distractorsSheet(told, messages),
      people && peopleSheet(game, { names }, messages),
      questionnaireSheet(told, messages, lang),
      people && dataSheet([game], { names }, messages),
      dictionarySheet([game], messages),
    ]),
  );
};

/** The file of two occasions; reports and comparison may have their small cells suppressed. */
export const comparisonWorkbook = (
  sides: Sides,
  reports: Record<Occasion, Report>,
  comparison: Comparison,
  { lang, names, people }: WorkbookOptions,
): ZipEntry[] => {
  const messages = LOCALES[lang];
  const both = [sides.games.pre, sides.games.post];
  const told = (["pre", "post"] as const).map((occasion) => ({ occasion, report: reports[occasion] }));
  return workbook(
    only([
      comparedSummarySheet(comparison, messages, lang),
      comparedItemsSheet(comparison.items, messages),
      distractorsSheet(told, messages),
      transitionsSheet(comparison.items, messages),
      people && comparedPeopleSheet(participantRows(sides), { names }, messages),
      questionnaireSheet(told, messages, lang),
      people && dataSheet(both, { names }, messages),
      dictionarySheet(both, messages),
    ]),
  );
};
