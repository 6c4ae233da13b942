/** Columns of tables, recognised by what their headings mean. */
import type { Cell } from "../kahoot-rows.ts";
import { type Column, meaningIn, nameOf, type OptionColumns } from "./column-names.ts";
import { isBlank } from "./text.ts";

export interface Columns {
  at: Partial<Record<Column, number>>;
  /** By the place of the option, A first. */
  options: OptionColumns[];
  /** The options are all wrong ones: the right answer stands in a column of its own. */
  apart: boolean;
  /** Columns with a heading that means nothing here. */
  unknown: { index: number; heading: string }[];
  /** Columns that mean what one before them does. */
  twice: number;
  headings: readonly string[];
}

const MOST_SPREAD = 8;

const textIn = (cell: Cell): string => (typeof cell === "string" || typeof cell === "number" ? String(cell) : "");

/** What the cells of a row mean as headings; of columns that stand twice the first counts. */
const named = (cells: readonly Cell[], whole: boolean): Columns => {
  const headings = cells.map((cell) => textIn(cell).trim());
  const found: Columns = { at: {}, options: [], apart: false, unknown: [], twice: 0, headings };
  headings.forEach((heading, index) => {
    if (heading === "") return;
    const meaning = meaningIn(heading, whole);
    if (!meaning) {
      if (nameOf(heading, true) !== "") found.unknown.push({ index, heading });
    } else if ("column" in meaning) {
      if (found.at[meaning.column] === undefined) found.at[meaning.column] = index;
      else {
        found.twice++;
        found.unknown.push({ index, heading });
      }
    } else {
      while (found.options.length <= meaning.place) found.options.push({});
      const option = found.options[meaning.place] as OptionColumns;
      if (option[meaning.side] === undefined) option[meaning.side] = index;
      else found.twice++;
      found.apart ||= meaning.wrong;
    }
  });
  return found;
};

const withTexts = ({ options }: Columns): number => options.filter(({ text }) => text !== undefined).length;

/** One heading over several columns: those right of it that have none are options, too. */
const spread = (columns: Columns): Columns => {
  const { at, headings } = columns;
  const from = at.options;
  if (from === undefined || withTexts(columns) > 0) return columns;
  const next = headings.findIndex((heading, index) => index > from && heading !== "");
  const to = Math.min(next < 0 ? headings.length : next, from + MOST_SPREAD);
  if (to - from < 2) return columns;
  return { ...columns, options: Array.from({ length: to - from }, (_, place) => ({ text: from + place })) };
};

/** What the cells of a row mean as headings. `whole`: nothing of a heading is passed over but remarks in brackets. */
export const columnsOf = (cells: readonly Cell[], whole = false): Columns => spread(named(cells, whole));

/** The headings of two rows as one, where the lower one names the options that the upper one announces. */
export const mergedHeadings = (upper: readonly Cell[], lower: readonly Cell[]): readonly Cell[] | undefined => {
  const above = named(upper, false);
  const { stem, key } = above.at;
  const names = named(lower, true);
  const fits = stem !== undefined && isBlank(lower[stem]) && (key === undefined || isBlank(lower[key]));
  if (!fits || withTexts(above) > 0 || withTexts(names) < 2 || Object.keys(names.at).length > 0) return undefined;
  const length = Math.max(upper.length, lower.length);
  return Array.from({ length }, (_, index) => (isBlank(lower[index]) ? upper[index] : lower[index]));
};

/** Whether a row is one of headings: it names the question, and something to answer it by. */
export const areHeadings = (columns: Columns): boolean => {
  const { at } = columns;
  const others = [at.type, at.options, at.key, at.answer, at.accept].some((index) => index !== undefined);
  return at.stem !== undefined && (others || withTexts(columns) >= 2);
};

/** Whether a row would be one of headings if it named the question. */
export const lacksStem = (columns: Columns): boolean => {
  const { at } = columns;
  const keyed = at.key !== undefined || at.answer !== undefined;
  return (
    at.stem === undefined && at.person === undefined && keyed && (withTexts(columns) >= 2 || at.options !== undefined)
  );
};

/** The columns from which something is taken. */
export const takenBy = ({ at, options }: Columns): Set<number> =>
  new Set([...Object.values(at), ...options.flatMap((option) => Object.values(option) as number[])]);

/** How much a row of headings says. */
export const weightOf = (columns: Columns): number => Object.keys(columns.at).length + withTexts(columns);
