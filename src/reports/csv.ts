/** RFC 4180 CSV, UTF-8: comma, CRLF, quotes where needed, decimal point. Cells that a sheet would run are made text. */

import { stringify } from "csv-stringify/sync";
import type { Report } from "../../protocol/reports.ts";
import { neutral } from "../neutral.ts";
import { LONG_COLUMNS, type LongRow } from "./long-report.ts";

/** Numbers are numbers and stay as they are. */
const safe = (cell: unknown): unknown => (typeof cell === "string" ? neutral(cell) : cell);

const SLICE_ROWS = 200;

const lines = (rows: readonly (readonly unknown[])[]): string =>
  stringify(rows.map((row) => row.map(safe)) as unknown[][], {
    record_delimiter: "windows",
    quote_record_delimiter: true,
  });

/** A table as text, in slices: its heads, then some rows at a time. */
export function* csvSlices(columns: readonly string[], rows: Iterable<readonly unknown[]>): Generator<string> {
  yield lines([columns]);
  let slice: (readonly unknown[])[] = [];
  for (const row of rows) {
    slice.push(row);
    if (slice.length < SLICE_ROWS) continue;
    yield lines(slice);
    slice = [];
  }
  if (slice.length > 0) yield lines(slice);
}

const ITEM_COLUMNS = [
  "item_id",
  "position",
  "type",
  "stem",
  "n",
  "correct",
  "percent_correct",
  "omitted",
  "absent",
  "options",
  "median_ms",
];

/** A row an item; `options` is one cell `a=12;b=30`, percents 0..100 with two decimals, blank where one does not exist. */
export const itemCsv = ({ items }: Pick<Report, "items">): string =>
  [
    ...csvSlices(
      ITEM_COLUMNS,
      items.map((item) => [
        item.id,
        item.position,
        item.type,
        item.stem,
        item.n,
        item.correct,
        item.percentCorrect === null ? null : item.percentCorrect.toFixed(2),
        item.omitted,
        item.absent,
        item.options.map(({ id, count }) => `${id}=${count ?? ""}`).join(";"),
        item.time.medianMs,
      ]),
    ),
  ].join("");

/** A row a seat and item: the long form for R, Python and jamovi. `columns`: those of the room. */
export const longCsv = (
  rows: Iterable<LongRow>,
  columns: readonly (keyof LongRow & string)[] = LONG_COLUMNS,
): Iterable<string> => csvSlices(columns, longCells(rows, columns));

function* longCells(rows: Iterable<LongRow>, columns: readonly (keyof LongRow)[]): Generator<unknown[]> {
  for (const row of rows) yield columns.map((column) => row[column]);
}
