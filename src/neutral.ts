/** Cells of CSV that a spreadsheet would run as formulas: an apostrophe makes them text, and is taken away again. */

/** Signs that start a formula in a spreadsheet, ASCII and full-width, after what it passes over. */
const FORMULA = "[\\s\\u200B\\uFEFF]*[=+\\-@\\t\\r\\n＝＋－＠]";
const RUNS = new RegExp(`^${FORMULA}`, "u");
const NEUTRAL = new RegExp(`^'${FORMULA}`, "u");

/** A text as a cell that no spreadsheet runs. */
export const neutral = (text: string): string => (RUNS.test(text) ? `'${text}` : text);

/** The text of a cell that was made so. */
export const restored = (cell: string): string => (NEUTRAL.test(cell) ? cell.slice(1) : cell);
