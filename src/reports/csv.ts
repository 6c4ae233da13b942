/** RFC 4180 CSV, UTF-8: comma, CRLF, quotes where needed, decimal point. Cells that a sheet would run are made text. */
import { stringify } from "csv-stringify/sync";
import type { ItemReport } from "./item-report.ts";
import { LONG_COLUMNS, type LongRow } from "./long-report.ts";

/** Signs that start a formula in a spreadsheet, ASCII and full-width. */
const FORMULA = /^[\s\u200B\uFEFF]*[=+\-@\t\r\n＝＋－＠]/u;

/** A leading apostrophe keeps a cell from being read as a formula; numbers are numbers and stay as they are. */
const neutral = (cell: unknown): unknown => (typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : cell);

const csv = (columns: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  stringify([columns, ...rows.map((row) => row.map(neutral))] as unknown[][], {
    record_delimiter: "windows",
    quote_record_delimiter: true,
  });

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
export const itemCsv = ({ items }: ItemReport): string =>
  csv(
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
      item.options.map(({ id, count }) => `${id}=${count}`).join(";"),
      item.time.medianMs,
    ]),
  );

/** A row a seat and item: the long form for R, Python and jamovi. */
export const longCsv = (rows: readonly LongRow[]): string =>
  csv(
    LONG_COLUMNS,
    rows.map((row) => LONG_COLUMNS.map((column) => row[column])),
  );
