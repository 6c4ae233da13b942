/** A sheet of a workbook in slices of XML: numbers are numbers, text is text, nothing is a formula. */
import { type Style, styleNumber } from "./xlsx-styles.ts";

type Value = string | number | null;
/** null is an empty cell. A number in the style `date` is ms since 1970; it is shown in UTC. */
export type Cell = Value | { value: Value; style: Style };

/** One text across all columns of a sheet. */
interface Paragraph {
  text: string;
  style: Style;
}

export type Row = readonly Cell[] | Paragraph;

export interface Sheet {
  /** At most 31 characters, none of []:*?/\ */
  name: string;
  /** Of the columns, in characters. */
  widths: readonly number[];
  /** The first one stays in sight. */
  rows: Iterable<Row>;
}

/** What Excel holds: rows of a sheet, characters of a cell, points of a row. */
export const MOST_ROWS = 1_048_576;
const LONGEST_TEXT = 32_767;
const SLICE_ROWS = 200;
const DAY_MS = 86_400_000;
/** Days from Excel's day 0 to 1970. */
const EPOCH_DAYS = 25_569;
const LINE_POINTS = 15;
const MOST_POINTS = 409;

export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

// Controls, halves of surrogate pairs and the two non-characters have no place in XML 1.0, not even escaped.
const FORBIDDEN = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as XML can bear it. `_x0041_` would be read as "A", so its first sign is escaped in that very way. */
export const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    .replace(FORBIDDEN, "")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

const cut = (text: string): string => (text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text);

/** "A", "Z", "AA" for 0, 25, 26. */
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));

/** Texts stand once in a workbook, and cells name them by their place. */
export const texts = () => {
  const places = new Map<string, number>();
  return {
    place: (text: string): number => {
      const place = places.get(text) ?? places.size;
      if (place === places.size) places.set(text, place);
      return place;
    },
    *slices(): Generator<string> {
      yield `${DECLARATION}<sst xmlns="${MAIN}">`;
      let slice = "";
      for (const text of places.keys()) {
        slice += `<si><t xml:space="preserve">${escaped(cut(text))}</t></si>`;
        if (slice.length < 100_000) continue;
        yield slice;
        slice = "";
      }
      yield `${slice}</sst>`;
    },
  };
};

const shownNumber = (value: number, style: Style | undefined): number =>
  style === "date" ? value / DAY_MS + EPOCH_DAYS : value;

const cellXml = (cell: Cell, address: string, placeOf: (text: string) => number): string => {
  const styled = typeof cell === "object" ? cell : null;
  const value = styled ? styled.value : (cell as Value);
  if (value === null || value === "" || (typeof value === "number" && !Number.isFinite(value))) return "";
  if (typeof value === "string")
    return `<c r="${address}" s="${styleNumber(styled?.style ?? "plain")}" t="s"><v>${placeOf(value)}</v></c>`;
  return `<c r="${address}" s="${styleNumber(styled?.style ?? "number")}"><v>${shownNumber(value, styled?.style)}</v></c>`;
};

/** How many lines a text takes in a width, counted generously; points for a row that holds it. */
const heightOf = ({ text, style }: Paragraph, width: number): number => {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil((1.1 * line.length) / width)), 0);
  return Math.min(LINE_POINTS * (style === "title" ? 1.5 : 1) * lines, MOST_POINTS);
};

/** The part of a sheet; `placeOf` says where its texts stand. The first sheet is the one that is open. */
export function* sheetSlices(sheet: Sheet, first: boolean, placeOf: (text: string) => number): Generator<string> {
  const columns = sheet.widths.map((_, column) => letters(column));
  const width = sheet.widths.reduce((sum, each) => sum + each, 0);
  const merged: string[] = [];
  let slice =
    `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView${first ? ' tabSelected="1"' : ""} workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="${LINE_POINTS}"/><cols>` +
    sheet.widths
      .map((each, column) => `<col min="${column + 1}" max="${column + 1}" width="${each}" customWidth="1"/>`)
      .join("") +
    "</cols><sheetData>";
  let number = 0;
  for (const row of sheet.rows) {
    number++;
    if ("text" in row) {
      const cell = cellXml({ value: row.text, style: row.style }, `A${number}`, placeOf);
      slice += `<row r="${number}" ht="${heightOf(row, width)}" customHeight="1">${cell}</row>`;
      if (columns.length > 1) merged.push(`A${number}:${columns.at(-1)}${number}`);
    } else {
      const cells = row.map((cell, column) => cellXml(cell, `${columns[column]}${number}`, placeOf));
      slice += `<row r="${number}">${cells.join("")}</row>`;
    }
    if (number % SLICE_ROWS > 0) continue;
    yield slice;
    slice = "";
  }
  slice += "</sheetData>";
  if (merged.length > 0)
    slice += `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join("")}</mergeCells>`;
  yield `${slice}<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}
