/** Quizzes as tables: a row a question, below a row of headings. */
import type { Place } from "../../../protocol/imports.ts";
import type { Book } from "./book.ts";
import { takenBy } from "./columns.ts";
import { read } from "./exact.ts";
import type { QuizFaults } from "./faults.ts";
import type { NumbersAre } from "./key.ts";
import { readingOf } from "./reading.ts";
import { isNumbering, rowOf } from "./row.ts";
import { isQuestion, rowDraft } from "./row-question.ts";
import { rowWithoutStem, type Segment, segmentsOf } from "./segments.ts";
import type { Line, QuizSource, Table } from "./source.ts";
import { isBlank, same, tidy } from "./text.ts";

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

/** The letters over a column of a spreadsheet. */
const lettersOf = (index: number): string =>
  (index < 26 ? "" : lettersOf(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** Tells the columns of which nothing was taken, although something stands there. */
const tellUnknown = ({ columns, lines }: Segment, table: Table, faults: QuizFaults): void => {
  const place = table.sheet === undefined ? {} : { sheet: table.sheet };
  for (const { index, heading } of columns.unknown) {
    if (lines.some(({ cells }) => !isBlank(cells[index]))) faults.note(place, "column_ignored", { column: heading });
  }
  const taken = takenBy(columns);
  const asked = lines.filter(({ cells }) => !isBlank(cells[columns.at.stem ?? -1]));
  const width = Math.max(0, ...asked.map(({ cells }) => cells.length));
  for (let index = 0; index < width; index++) {
    const isUnnamed = (columns.headings[index] ?? "") === "" && !taken.has(index);
    if (isUnnamed && asked.some(({ cells }) => !isBlank(cells[index]) && !isNumbering(cells[index])))
      faults.note(place, "column_unnamed", { column: lettersOf(index) });
  }
};

/** Where a row stands. */
type PlaceOf = (table: Table, row: number) => Place;

const inTable: PlaceOf = ({ sheet }, row) => (sheet === undefined ? { row } : { sheet, row });

const readSegment = (
  table: Table,
  segment: Segment,
  numbers: NumbersAre,
  book: Book,
  faults: QuizFaults,
  placeOf: PlaceOf,
) => {
  const { columns, lines } = segment;
  const placed = lines.map((line) => ({ line, row: rowOf(line, columns), place: placeOf(table, line.row) }));
  const rows = placed.filter(({ line }) => !line.swallowed);
  // The first row bears it, wherever sorting has put that.
  const own = rows.find(({ row }) => row.cell("quizTitle") !== undefined)?.row;
  book.head({
    title: read(own?.cell("quizTitle")) ?? titleAbove(table.lines, segment.row),
    id: read(own?.cell("quizId")),
    language: read(own?.cell("quizLanguage")),
  });
  const questions = rows.filter(({ row }) => isQuestion(row));
  const keyed = questions.map(({ row }) => ({
    stem: row.text("stem", SILENT),
    choices: row.choices(SILENT),
    key: row.cell("key") ?? row.cell("answer"),
  }));
  const reading = readingOf(keyed, numbers, columns.apart);
  if (reading.apart && !columns.apart) faults.note(placeOf(table, segment.row), "key_apart");
  for (const { line, row, place } of placed) {
    if (line.swallowed) {
      const { line: at, value } = line.swallowed;
      book.question(place, (told) => void told.error("rows_swallowed", { value }, { line: at }));
    } else if (line.isMeant || isQuestion(row)) book.question(place, (told) => rowDraft(row, reading, told));
  }
  tellUnknown(segment, table, faults);
};

/** Parts of tables that hold a quiz: with headings, and none for people, which a report has. What is hidden is not meant. */
export const quizSegments = ({ tables }: QuizSource): { table: Table; segments: Segment[] }[] =>
  tables.flatMap((table) => {
    if (table.isHidden) return [];
    const segments = segmentsOf(table).filter(({ columns }) => columns.at.person === undefined);
    return segments.length > 0 ? [{ table, segments }] : [];
  });

/** Reads every table that has headings; a sheet that has none is told. */
export const readTables = (
  source: QuizSource,
  numbers: NumbersAre,
  book: Book,
  faults: QuizFaults,
  placeOf = inTable,
): void => {
  const found = quizSegments(source);
  for (const { table, segments } of found) {
    for (const segment of segments) readSegment(table, segment, numbers, book, faults, placeOf);
    if (table.more > 0) book.beyond(placeOf(table, (table.lines.at(-1)?.row ?? 0) + 1), table.more);
    if (table.broken !== undefined) faults.error({ row: table.broken }, "table_broken");
  }
  for (const table of source.tables) {
    const isRead = found.some((one) => one.table === table);
    const sheet = table.sheet ?? "";
    if (table.far && !table.isHidden) faults.error({ sheet, row: table.far.row }, "cell_far", { ...table.far });
    if (isRead || table.lines.length === 0) continue;
    const row = rowWithoutStem(table);
    if (table.isHidden) faults.note({ sheet }, "sheet_hidden");
    else if (row === undefined) faults.note({ sheet }, "sheet_skipped");
    else faults.error({ sheet, row }, "heading_missing");
  }
};
