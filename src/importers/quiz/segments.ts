/** The parts of a table: each begins with a row of headings, and what they say holds for the rows below. */
import type { Cell } from "../kahoot-rows.ts";
import { areHeadings, type Columns, columnsOf, lacksStem, mergedHeadings } from "./columns.ts";
import { kindOf } from "./kinds.ts";
import type { Line, Table } from "./source.ts";
import { isBlank, same } from "./text.ts";

/** Where the first row of headings may stand. */
const HEADING_ROWS = 20;

export interface Segment {
  columns: Columns;
  /** The rows below the headings. */
  lines: Line[];
  row: number;
}

/** Headings stand in one row, or in two where the second names the options. */
const headingsAt = (lines: readonly Line[], at: number): { cells: readonly Cell[]; rows: 1 | 2 } | undefined => {
  const [line, next] = [lines[at], lines[at + 1]];
  if (!line) return undefined;
  const merged = next?.row === line.row + 1 ? mergedHeadings(line.cells, next.cells) : undefined;
  return merged ? { cells: merged, rows: 2 } : { cells: line.cells, rows: 1 };
};

/** The headings of a table once more, as on each page of a printed one. */
const areRepeated = (cells: readonly Cell[], { at, headings }: Columns): boolean =>
  !isBlank(cells[at.stem ?? -1]) &&
  cells.every((cell, index) => isBlank(cell) || same(String(cell)) === same(headings[index] ?? ""));

const isNumbered = (cell: Cell): boolean =>
  !isBlank(cell) && (typeof cell !== "string" || /^\s*\d+[.)]?\s*$/.test(cell));

/**
 * Whether a row below headings begins another table. A question may be made of words that are headings, too: so each of
 * them must be a name as a whole, and none may stand twice, beside a number, or beside the kind of a question.
 */
const areOthers = (cells: readonly Cell[], above: Columns): boolean => {
  const kind = cells[above.at.type ?? -1];
  if (cells.some(isNumbered) || (!isBlank(kind) && kindOf(String(kind)) !== undefined)) return false;
  const columns = columnsOf(cells, true);
  return areHeadings(columns) && columns.twice === 0;
};

/** The row that would be one of headings if it named the question. */
export const rowWithoutStem = ({ lines }: Table): number | undefined =>
  lines.find(({ row, cells }) => row <= HEADING_ROWS && !cells.some(isNumbered) && lacksStem(columnsOf(cells, true)))
    ?.row;

/** The parts of a table; none when there are no headings among its first 20 rows. */
export const segmentsOf = ({ lines }: Table): Segment[] => {
  const found: Segment[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const open = found.at(-1);
    if (!open && line.row > HEADING_ROWS) break;
    if (open && areRepeated(line.cells, open.columns)) continue;
    const headings = open && !areOthers(line.cells, open.columns) ? undefined : headingsAt(lines, at);
    const columns = headings && columnsOf(headings.cells);
    if (headings && columns && areHeadings(columns)) {
      found.push({ columns, row: line.row, lines: [] });
      at += headings.rows - 1;
    } else open?.lines.push(line);
  }
  return found;
};
