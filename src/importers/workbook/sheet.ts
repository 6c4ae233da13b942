/** The cells of a sheet as a reader of XML can take them: none that are blank, too far out, or broken. */
import { type Shown, undusted } from "./formats.ts";
import { attribute, escaped } from "./markup.ts";
import { inWindows, type Sink } from "./windows.ts";

/** Further out nobody writes questions or answers; a reader fills all that lies between. */
const MOST_ROWS = 100_000;
const MOST_COLUMNS = 100;

/** A cell that was left out for where it stands. */
export interface FarCell {
  row: number;
  column: string;
}

interface Cell {
  row: number;
  column: number;
  type: string;
  style: number;
  /** Of its `v`, and of its `is`, as markup. */
  value: string | undefined;
  inline: string | undefined;
  isCalculated: boolean;
  /** As markup; "" where it stands in another cell. */
  formula: string;
}

const TAG = /<(\/?)(?:\w+:)?(row|c|f|v|is)\b([^<>]*)>/g;

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => 26 * column + letter.charCodeAt(0) - 64, 0);

const lettersOf = (column: number): string =>
  (column > 26 ? lettersOf(Math.floor((column - 1) / 26)) : "") + String.fromCharCode(65 + ((column - 1) % 26));

/** A formula whose number was never worked out: the program that wrote the file does not calculate. */
const isUnsolved = ({ type, value = "", isCalculated }: Cell): boolean =>
  isCalculated && type === "n" && value.trim() === "";

const isBlank = ({ value, inline }: Cell): boolean =>
  (value ?? "").trim() === "" && (inline ?? "").replace(/<[^<>]*>/g, "").trim() === "";

/** What stands in a cell, as markup. */
const contentOf = (cell: Cell, styles: readonly (Shown | undefined)[]): string => {
  const { type, style, value = "", inline, isCalculated, formula } = cell;
  if (inline !== undefined) return ` t="inlineStr">${inline}`;
  const text = (shown: string) => ` t="str"><v>${shown}</v>`;
  const failed = (shown: string) => ` t="inlineStr"><is><t>_x0007_${shown}</t></is>`;
  if (isUnsolved(cell)) return failed(`=${formula.replace(/<[^<>]*>|[<>]/g, "")}`);
  if (type === "e") return failed(value);
  if (type !== "n") return ` t="${escaped(type)}"><v>${value}</v>`;
  const number = Number(value);
  if (!Number.isFinite(number)) return text(value);
  const shown = styles[style]?.(number);
  if (shown !== undefined) return text(escaped(shown));
  return `${style < styles.length ? ` s="${style}"` : ""}><v>${isCalculated ? undusted(number) : value}</v>`;
};

/** Writes the sheet with only what is needed of it. `use` is told the number of every shared text that a cell shows. */
export const cleanSheet = (
  bytes: Uint8Array,
  styles: readonly (Shown | undefined)[],
  sink: Sink,
  use: (text: number) => void,
): FarCell | undefined => {
  let far: FarCell | undefined;
  let [row, column] = [0, 0];
  let cells: string[] = [];
  const take = (cell: Cell) => {
    if (isBlank(cell) && !isUnsolved(cell)) return;
    if (cell.row > MOST_ROWS || cell.column > MOST_COLUMNS) {
      far ??= { row: cell.row, column: lettersOf(cell.column) };
      return;
    }
    if (cell.type === "s") use(Number(cell.value));
    cells.push(`<c r="${lettersOf(cell.column)}${cell.row}"${contentOf(cell, styles)}</c>`);
  };
  const end = () => {
    if (cells.length > 0) sink.add(`<row r="${row}">${cells.join("")}</row>`);
    cells = [];
  };
  const open = (tag: string): Cell => {
    const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(attribute(tag, "r") ?? "") ?? [];
    column = letters === undefined ? column + 1 : columnOf(letters);
    row = digits === undefined ? row : Number(digits);
    const [type, style] = [attribute(tag, "t") ?? "n", Number(attribute(tag, "s") ?? Number.NaN)];
    return { row, column, type, style, value: undefined, inline: undefined, isCalculated: false, formula: "" };
  };
  sink.add("<worksheet><sheetData>");
  inWindows(bytes, (markup) => {
    let cell: Cell | undefined;
    let [cellAt, before, from] = [0, 0, 0];
    for (const { 0: tag, 1: closes, 2: name, 3: inside = "", index } of markup.matchAll(TAG)) {
      const isEmpty = inside.endsWith("/");
      if (name === "row" && !closes) {
        end();
        row = Number(attribute(tag, "r") ?? row + 1);
        column = 0;
      } else if (name === "c" && !closes) {
        [cellAt, before] = [index, column];
        const opened = open(tag);
        cell = isEmpty ? undefined : opened;
      } else if (name === "c" && cell) {
        take(cell);
        cell = undefined;
      } else if (cell && name === "f") {
        cell.isCalculated = true;
        if (closes) cell.formula = markup.slice(from, index);
        else from = index + tag.length;
      } else if (cell && !closes && !isEmpty) from = name === "v" ? index + tag.length : index;
      else if (cell && closes && name === "v") cell.value = markup.slice(from, index);
      else if (cell && closes && name === "is") cell.inline = markup.slice(from, index + tag.length);
    }
    if (cell) {
      // It goes on in the next window, and is read again from its beginning.
      column = before;
      return cellAt;
    }
    const last = markup.lastIndexOf("<");
    return last >= 0 && markup.indexOf(">", last) < 0 ? last : markup.length;
  });
  end();
  sink.add("</sheetData></worksheet>");
  sink.end();
  return far;
};
