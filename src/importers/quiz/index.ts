/** Quizzes from files: the list of formats, and the reading of whichever a file is in. */
import { aiken } from "./aiken.ts";
import { createBook } from "./book.ts";
import { document } from "./document.ts";
import { quizFaults, unread } from "./faults.ts";
import { gift } from "./gift.ts";
import { jsonRows } from "./json-rows.ts";
import { jsonIn } from "./json-text.ts";
import { kahootSheet } from "./kahoot-sheet.ts";
import { opentdb } from "./opentdb.ts";
import { ownTable } from "./own-table.ts";
import { razzia } from "./razzia.ts";
import { rowWithoutStem, segmentsOf } from "./segments.ts";
import type { Format, QuizAsked, QuizFile, QuizRead, QuizSource } from "./source.ts";
import { sheetTables, textTables } from "./tables.ts";

/** In this order: the first that recognises a file reads it. */
const FORMATS: readonly Format[] = [document, razzia, opentdb, jsonRows, kahootSheet, ownTable, aiken, gift];

/** The columns of a report of answers, in a text or a workbook. */
const REPORT = /\bitem_id\b.*\bresponse\b|\bresponse\b.*\bitem_id\b/i;

const isReport = ({ text = "", tables }: QuizSource): boolean =>
  REPORT.test(text.slice(0, 2000).split("\n")[0] ?? "") ||
  tables.some((table) => segmentsOf(table).some(({ columns }) => columns.at.person !== undefined));

/** Why nothing in a file can be read. */
const unknown = (source: QuizSource): QuizRead => {
  if (isReport(source)) return unread("past_room");
  for (const table of source.tables) {
    const row = rowWithoutStem(table);
    if (row !== undefined)
      return unread("heading_missing", { ...(table.sheet === undefined ? {} : { sheet: table.sheet }), row });
  }
  return unread("format_unknown");
};

/** Reads a file of questions. Whatever it holds, every question is an item of the quiz or named by an error. */
export const readQuiz = (file: QuizFile, asked: QuizAsked): QuizRead => {
  const faults = quizFaults();
  const text = file.kind === "text" ? file.text.replace(/^\ufeff/, "") : undefined;
  const parsed = text === undefined ? undefined : jsonIn(text);
  if (parsed && "line" in parsed) {
    faults.error(parsed.line === undefined ? {} : { line: parsed.line }, "json_broken");
    return { format: null, quiz: null, rows: 0, faults: faults.all() };
  }
  const json = parsed?.json;
  const tables = file.kind === "sheets" ? sheetTables(file.sheets) : parsed ? [] : textTables(text ?? "");
  const source = { text: parsed ? undefined : text, json, tables };
  const format = FORMATS.find(({ recognise }) => recognise(source));
  if (!format) return unknown(source);
  const book = createBook(asked, faults);
  format.read(source, book, faults);
  const { quiz, rows } = book.done();
  return { format: format.name, quiz, rows, faults: faults.all() };
};
