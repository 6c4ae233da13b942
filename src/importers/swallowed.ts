/** Rows that became part of a cell, because a quotation mark is missing or too many. */

export interface Swallowed {
  /** In the file, from 1. */
  line: number;
  /** What stands there. */
  value: string;
}

/** Signs in a line within a cell from which on it may be a row: fewer stand in sentences. */
const FEWEST_SIGNS = 3;
const LINE_END = /\r\n?|\n/;

/**
 * Asked of every record of a file in turn: the first line within one of its cells that has as many separating signs as a
 * row. After a comma of a sentence stands a space.
 */
export const swallowing = (delimiter: string): ((cells: readonly string[]) => Swallowed | undefined) => {
  let line = 1;
  let width = FEWEST_SIGNS + 1;
  const isRow = (text: string) =>
    text.split(delimiter).filter((part, at) => at > 0 && !/^\s/.test(part)).length >= width - 1;
  return (cells) => {
    let found: Swallowed | undefined;
    for (const cell of cells) {
      const lines = cell.split(LINE_END);
      const at = found || lines.length === 1 ? -1 : lines.findIndex(isRow);
      if (at >= 0) found = { line: line + at, value: (lines[at] ?? "").trim() };
      line += lines.length - 1;
    }
    line++;
    width = Math.max(width, cells.length);
    return found;
  };
};
