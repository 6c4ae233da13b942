/** The columns of the long form, in any order, under our names and those that people bring. */

import { restored } from "../neutral.ts";

/** One seat and one item, as text; blank where the file has nothing. */
export interface LongCells {
  /** As a spreadsheet counts rows; the header is row 1. */
  row: number;
  workshop: string;
  session: string;
  occasion: string;
  code: string;
  item: string;
  version: string;
  position: string;
  type: string;
  response: string;
  key: string;
  correct: string;
  omitted: string;
  status: string;
  ms: string;
  nickname: string;
  team: string;
  source: string;
  rehearsal: string;
}

type Column = Exclude<keyof LongCells, "row">;

const HEADINGS: Record<Column, readonly string[]> = {
  workshop: ["workshop"],
  session: ["session"],
  occasion: ["occasion"],
  code: ["participant_code", "participant", "code"],
  item: ["item_id", "item"],
  version: ["item_version"],
  position: ["position"],
  type: ["type"],
  response: ["response"],
  key: ["key"],
  correct: ["correct"],
  omitted: ["omitted"],
  status: ["status"],
  ms: ["response_time_ms"],
  nickname: ["nickname"],
  team: ["team"],
  source: ["source"],
  rehearsal: ["rehearsal"],
};
const COLUMNS = Object.keys(HEADINGS) as Column[];

/** A heading as it is compared: case, spaces and a byte order mark do not matter. */
export const heading = (cell: string): string =>
  cell
    .replace(/\uFEFF/g, "")
    .trim()
    .toLowerCase()
    .replace(/\s+/g, "_");

export interface LongHeader {
  /** Names of columns without which nothing can be read. */
  missing: string[];
  /** The same headings again, as in files that were put together. */
  isRepeated(cells: readonly string[]): boolean;
  /** The cells of a record, or undefined when all of it is blank. */
  read(cells: readonly string[], row: number): LongCells | undefined;
}

/** Reads the header; of columns that stand twice the first counts. */
export const longHeader = (header: readonly string[]): LongHeader => {
  const names = header.map(heading);
  const at = new Map(
    COLUMNS.map((column) => [column, HEADINGS[column].map((name) => names.indexOf(name)).find((n) => n >= 0)]),
  );
  const missing = (["item", "response"] as const).filter((column) => at.get(column) === undefined);
  const nobody = at.get("code") === undefined && at.get("nickname") === undefined;
  // A name occurs in many rows: one copy of it is kept.
  const known = new Map<string, string>();
  const kept = (cell: string): string => {
    const text = restored(cell.trim());
    const first = known.get(text);
    if (first === undefined) known.set(text, text);
    return first ?? text;
  };
  return {
    missing: [...missing.map((column) => HEADINGS[column][0] ?? column), ...(nobody ? ["participant_code"] : [])],
    isRepeated: (cells) => names.every((name, index) => heading(cells[index] ?? "") === name),
    read: (cells, row) => {
      if (cells.every((cell) => cell.trim() === "")) return undefined;
      const read = { row } as LongCells;
      for (const column of COLUMNS) {
        const index = at.get(column);
        read[column] = index === undefined ? "" : kept(cells[index] ?? "");
      }
      return read;
    },
  };
};
