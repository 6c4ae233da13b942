/** Tables of a file: the sheets of a workbook, or one in comma, semicolon or tab. */
import { CsvError, parse } from "csv-parse/sync";
import type { Sheet } from "../kahoot-rows.ts";
import { swallowing } from "../swallowed.ts";
import { weightOf } from "./columns.ts";
import { unneutral } from "./exact.ts";
import { rowWithoutStem, segmentsOf } from "./segments.ts";
import type { Line, Table } from "./source.ts";
import { isBlank } from "./text.ts";

/** Rows that are kept of one table, blank ones not counted: far more than a quiz has. */
const MOST_ROWS = 2000;
/** Rows by which the sign that separates the cells is told. */
const LOOKED_AT = 20;
/** Characters of one record; more is a cell whose quotes never close, or no table. */
const RECORD_SIZE = 100_000;
const DELIMITERS = [",", ";", "\t"];

const emptyTable = (sheet: string | undefined): Table => ({ sheet, lines: [], more: 0, broken: undefined });

const add = (table: Table, line: Line): void => {
  if (line.cells.every(isBlank)) return;
  if (table.lines.length < MOST_ROWS) table.lines.push(line);
  else table.more++;
};

const sheetTable = ({ name, rows, isHidden, far }: Sheet): Table => {
  const table = { ...emptyTable(name), isHidden, far };
  rows.forEach((cells, index) => {
    add(table, { row: index + 1, cells });
  });
  return table;
};

/** `to`: the record after which reading ends. */
const delimitedTable = (text: string, delimiter: string, to?: number): Table => {
  const table = emptyTable(undefined);
  let row = 0;
  const swallowedBy = swallowing(delimiter);
  try {
    parse(text, {
      bom: true,
      delimiter,
      // Of each line its own: programs that add rows to a file of another system mix them.
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: RECORD_SIZE,
      ...(to === undefined ? {} : { to }),
      on_record: (cells: string[]) => {
        const texts = cells.map((cell) => (cell === "" ? cell : unneutral(cell.trim())));
        const swallowed = swallowedBy(cells);
        add(table, { row: ++row, cells: texts, ...(swallowed ? { swallowed } : {}) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    table.broken = row + 1;
  }
  return table;
};

/** The sheets of a workbook as tables. */
export const sheetTables = (sheets: readonly Sheet[]): Table[] => sheets.map(sheetTable);

/** How much the headings of a table say; one that lacks the question's says next to nothing. */
const weightIn = (table: Table): number => {
  const [first] = segmentsOf(table);
  return first ? weightOf(first.columns) : rowWithoutStem(table) === undefined ? 0 : 0.5;
};

/** A text as a table, by the sign that gives it the best row of headings; none when no sign does. */
export const textTables = (text: string): Table[] => {
  let best: { delimiter: string; weight: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const weight = weightIn(delimitedTable(text, delimiter, LOOKED_AT));
    if (weight > (best?.weight ?? 0)) best = { delimiter, weight };
  }
  return best ? [delimitedTable(text, best.delimiter)] : [];
};
