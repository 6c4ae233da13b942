/** Tables of a file: the sheets of a workbook, or one in comma, semicolon or tab. */
import { CsvError, parse } from "csv-parse/sync";
import { restored } from "../../neutral.ts";
import type { Cell, Sheet } from "../kahoot-rows.ts";
import { areHeadings, type Columns, columnsOf, weightOf } from "./columns.ts";
import type { Line, Table } from "./source.ts";
import { tidy } from "./text.ts";

/** Rows that are kept of one table, blank ones not counted: far more than a quiz has. */
const MOST_ROWS = 2000;
/** Where the row of headings may stand. */
const HEADING_ROWS = 20;
/** Characters of one record; more is a cell whose quotes never close, or no table. */
const RECORD_SIZE = 100_000;
const DELIMITERS = [",", ";", "\t"];

/** Whether there is nothing in a cell that can be seen. */
export const isBlank = (cell: Cell): boolean =>
  cell === null || cell === undefined || cell === "" || (typeof cell === "string" && tidy(cell) === "");

const emptyTable = (sheet: string | undefined): Table => ({ sheet, lines: [], more: 0, broken: undefined });

const add = (table: Table, line: Line): void => {
  if (line.cells.every(isBlank)) return;
  if (table.lines.length < MOST_ROWS) table.lines.push(line);
  else table.more++;
};

const sheetTable = ({ name, rows }: Sheet): Table => {
  const table = emptyTable(name);
  rows.forEach((cells, index) => {
    add(table, { row: index + 1, cells });
  });
  return table;
};

/** `to`: the record after which reading ends. */
const delimitedTable = (text: string, delimiter: string, to?: number): Table => {
  const table = emptyTable(undefined);
  let row = 0;
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: RECORD_SIZE,
      ...(to === undefined ? {} : { to }),
      on_record: (cells: string[]) => {
        add(table, { row: ++row, cells: cells.map((cell) => (cell === "" ? cell : restored(cell.trim()))) });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    table.broken = row + 1;
  }
  return table;
};

export interface Headed {
  columns: Columns;
  /** The rows below the headings. */
  lines: Line[];
  row: number;
}

/** A table below its row of headings, which is among the first 20; undefined when there is none. */
export const headedTable = ({ lines }: Table): Headed | undefined => {
  let best: { headed: Headed; weight: number } | undefined;
  for (const [index, { row, cells }] of lines.entries()) {
    if (row > HEADING_ROWS) break;
    const columns = columnsOf(cells);
    const weight = areHeadings(columns) ? weightOf(columns) : 0;
    if (weight <= (best?.weight ?? 0)) continue;
    best = { headed: { columns, row, lines: lines.slice(index + 1) }, weight };
  }
  return best?.headed;
};

/** The sheets of a workbook as tables. */
export const sheetTables = (sheets: readonly Sheet[]): Table[] => sheets.map(sheetTable);

/** A text as a table, by the sign that gives it the best row of headings; none when no sign does. */
export const textTables = (text: string): Table[] => {
  let best: { delimiter: string; weight: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const headed = headedTable(delimitedTable(text, delimiter, HEADING_ROWS));
    const weight = headed ? weightOf(headed.columns) : 0;
    if (weight > (best?.weight ?? 0)) best = { delimiter, weight };
  }
  return best ? [delimitedTable(text, best.delimiter)] : [];
};
