/** Quizzes as tables: a row a question, below a row of headings. */
import type { Place } from "../../../protocol/imports.ts";
import type { Cell } from "../kahoot-rows.ts";
import type { Book } from "./book.ts";
import type { Choice } from "./choices.ts";
import { areHeadings, type Columns, columnsOf } from "./columns.ts";
import { read } from "./exact.ts";
import type { QuizFaults } from "./faults.ts";
import { type NumbersAre, numbersIn, readKey } from "./key.ts";
import { rowOf } from "./row.ts";
import { isQuestion, rowDraft } from "./row-question.ts";
import type { Line, QuizSource, Table } from "./source.ts";
import { type Headed, headedTable, isBlank } from "./tables.ts";
import { same, tidy } from "./text.ts";

const SILENT = { error: () => {}, note: () => {} };
const TITLES = ["quiz template", "quiz title", "title", "judul", "judul kuis", "nama kuis"];

/** A title that stands above the headings, beside a cell that says so. */
const titleAbove = (lines: readonly Line[], row: number): string | undefined => {
  for (const line of lines) {
    if (line.row >= row) return undefined;
    const at = line.cells.findIndex(
      (cell) => typeof cell === "string" && TITLES.includes(same(cell).replace(/:$/, "")),
    );
    const title = at < 0 ? undefined : line.cells.slice(at + 1).find((cell) => !isBlank(cell));
    if (typeof title === "string") return tidy(title);
  }
  return undefined;
};

/** The options of a row and the cell of its right answers. */
interface Keyed {
  choices: readonly Choice[];
  key: Cell;
}

/** Whether the right answers of most rows are none of their options: then they are options of their own. */
const keysApart = (rows: readonly Keyed[]): boolean => {
  const keys = rows.flatMap(({ choices, key }) => {
    const filled = choices.filter(({ text }) => text !== "").length;
    return filled === 0 || filled > 5 || key === undefined ? [] : [readKey(key, choices, "texts")];
  });
  const unknown = keys.filter((key) => "fault" in key && key.fault.code === "key_unknown");
  return unknown.length > 1 && 2 * unknown.length > keys.length;
};

const tellUnknown = ({ columns, lines }: Headed, table: Table, faults: QuizFaults): void => {
  for (const { index, heading } of columns.unknown) {
    if (lines.some(({ cells }) => !isBlank(cells[index])))
      faults.note(table.sheet === undefined ? {} : { sheet: table.sheet }, "column_ignored", { column: heading });
  }
};

const isRepeated = (cells: Line["cells"], { at }: Columns): boolean => {
  const again = columnsOf(cells);
  return areHeadings(again) && again.at.stem === at.stem;
};

/** Where a row stands. */
type PlaceOf = (table: Table, row: number) => Place;

const inTable: PlaceOf = ({ sheet }, row) => (sheet === undefined ? { row } : { sheet, row });

const readTable = (
  table: Table,
  headed: Headed,
  numbers: NumbersAre,
  book: Book,
  faults: QuizFaults,
  placeOf: PlaceOf,
) => {
  const { columns } = headed;
  const lines = headed.lines.filter(({ cells }) => !isRepeated(cells, columns));
  const rows = lines.map((line) => ({ row: rowOf(line, columns), place: placeOf(table, line.row) }));
  const own = rows[0]?.row;
  book.head({
    title: read(own?.cell("quizTitle")) ?? titleAbove(table.lines, headed.row),
    id: read(own?.cell("quizId")),
    language: read(own?.cell("quizLanguage")),
  });
  const questions = rows.filter(({ row }) => isQuestion(row));
  const keyed = questions.map(({ row }) => ({
    choices: row.choices(SILENT),
    key: row.cell("key") ?? row.cell("answer"),
  }));
  const apart = numbers === "texts" && keysApart(keyed);
  if (apart) faults.note(placeOf(table, headed.row), "key_apart");
  const reading = { numbers: numbers === "texts" && !apart ? numbersIn(keyed) : numbers, apart };
  for (const { row, place } of questions) book.question(place, (told) => rowDraft(row, reading, told));
  if (table.more > 0) book.beyond(placeOf(table, (lines.at(-1)?.row ?? headed.row) + 1), table.more);
  if (table.broken !== undefined) faults.error({ row: table.broken }, "table_broken");
  tellUnknown(headed, table, faults);
};

/** Tables that hold a quiz: with headings, and none for people, which a report has. */
export const quizTables = ({ tables }: QuizSource): { table: Table; headed: Headed }[] =>
  tables.flatMap((table) => {
    const headed = headedTable(table);
    return headed && headed.columns.at.person === undefined ? [{ table, headed }] : [];
  });

/** Reads every table that has headings; a sheet that has none is told. */
export const readTables = (
  source: QuizSource,
  numbers: NumbersAre,
  book: Book,
  faults: QuizFaults,
  placeOf = inTable,
): void => {
  const found = quizTables(source);
  for (const { table, headed } of found) readTable(table, headed, numbers, book, faults, placeOf);
  for (const table of source.tables) {
    const isRead = found.some((one) => one.table === table);
    if (!isRead && table.lines.length > 0) faults.note({ sheet: table.sheet ?? "" }, "sheet_skipped");
  }
};
