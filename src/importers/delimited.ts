/** Delimited text, record by record: comma, semicolon or tab, any line ends, quoted cells with line breaks. */
import { CsvError, parse } from "csv-parse/sync";
import type { PastFault } from "../../protocol/imports.ts";
import { pastFault } from "./faults.ts";
import { type Swallowed, swallowing } from "./swallowed.ts";

/** Characters of one record; more is a cell whose quotes never close, or no table. */
const RECORD_SIZE = 100_000;

/** The sign that separates the cells of the first line, outside quotes. */
const delimiterOf = (text: string): string => {
  const counts = new Map([",", ";", "\t"].map((sign) => [sign, 0]));
  let inQuotes = false;
  for (const sign of text.slice(0, RECORD_SIZE)) {
    if (sign === '"') inQuotes = !inQuotes;
    if (inQuotes) continue;
    if (sign === "\n" || sign === "\r") break;
    const count = counts.get(sign);
    if (count !== undefined) counts.set(sign, count + 1);
  }
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
};

/** Gives every record to `take` with its number, as a spreadsheet counts rows, and the row it has swallowed; returns the fault that ended the reading. */
export const readDelimited = (
  text: string,
  take: (cells: string[], row: number, swallowed: Swallowed | undefined) => void,
): PastFault | undefined => {
  let row = 0;
  const delimiter = delimiterOf(text);
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
      on_record: (cells: string[]) => {
        take(cells, ++row, swallowedBy(cells));
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return pastFault(`row ${row + 1}`, error.code === "CSV_QUOTE_NOT_CLOSED" ? "quote_open" : "table_broken");
  }
  return undefined;
};
