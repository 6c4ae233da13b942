/** Files read back by libraries that have nothing to do with those that wrote them. */
import { setImmediate as turn } from "node:timers/promises";
import { strFromU8, unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import Papa from "papaparse";
import { workbook } from "../../src/reports/xlsx.ts";
import type { Sheet } from "../../src/reports/xlsx-sheet.ts";
import { type ZipEntry, zipped } from "../../src/reports/zip.ts";

export const bytesOf = (entries: readonly ZipEntry[]) => zipped(entries, Date.UTC(2026, 10, 24), () => turn());

/** The sheets of a workbook by name: rows of cells, styles too. */
export const readBook = async (bytes: Uint8Array) => {
  const { sheets } = await readXlsx(bytes, { readStyles: true });
  return new Map(sheets.map((sheet) => [sheet.name, sheet]));
};

export type Read = Awaited<ReturnType<typeof readBook>>;

export const sheetIn = (book: Read, name: string) => {
  const sheet = book.get(name);
  if (!sheet) throw new Error(`there is no sheet ${name}, but ${[...book.keys()]}`);
  return sheet;
};

export const bookOf = async (entries: readonly ZipEntry[]) => readBook(await bytesOf(entries));

/** One sheet, written and read back. */
export const roundTrip = async (sheet: Partial<Sheet>) => {
  const book = await bookOf(workbook([{ name: "S", widths: [10, 10, 10], rows: [], ...sheet }]));
  return [...book.values()][0];
};

/** The rows under the heads in row 1, as objects, up to the first empty row. */
export const linesOf = (book: Read, name: string): Record<string, unknown>[] => {
  const [heads = [], ...rows] = sheetIn(book, name).rows;
  const end = rows.findIndex((row) => row.every((cell) => cell === null || cell === ""));
  return rows
    .slice(0, end < 0 ? rows.length : end)
    .map((row) => Object.fromEntries(heads.map((head, column) => [String(head), row[column] ?? null])));
};

/** The parts of an archive as text. */
export const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

/** The rows of a CSV file, as text. Throws when some reader would see another line end than CRLF. */
export const readCsv = (csv: string | Iterable<string>): string[][] => {
  const text = typeof csv === "string" ? csv : [...csv].join("");
  const unquoted = text.replace(/"(?:[^"]|"")*"/g, "");
  if (/\r(?!\n)|(?<!\r)\n/.test(unquoted)) throw new Error("a line ends without CRLF");
  const { data, errors } = Papa.parse<string[]>(text, { newline: "\r\n", skipEmptyLines: true });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
};

/** Its rows by the names in its head. */
export const csvLines = (csv: string | Iterable<string>): Record<string, string>[] => {
  const [heads = [], ...rows] = readCsv(csv);
  return rows.map((row) => Object.fromEntries(heads.map((head, column) => [head, row[column] ?? ""])));
};
