/** A row of a table, cell by cell under what its headings mean. */
import type { Place } from "../../../protocol/imports.ts";
import { type Cell, FAILED, textOf } from "../kahoot-rows.ts";
import type { Told } from "./book.ts";
import type { Choice } from "./choices.ts";
import type { Column, OptionColumns } from "./column-names.ts";
import { type Columns, takenBy } from "./columns.ts";
import type { Line } from "./source.ts";
import { isBlank, tidy } from "./text.ts";

export interface Row {
  cell(column: Column): Cell;
  /** Tidied; "" for a blank cell. Dates are told. */
  text(column: Column, told: Told): string;
  /** Of the options' own columns, or of the one that lists them; blank ones too. */
  choices(told: Told): Choice[];
  optionCell(place: number, side: keyof OptionColumns): Cell;
  has(column: Column): boolean;
  /** The column's own heading, as a place. */
  under(column: Column): Place;
  /** There are more options than an item can have. */
  isCrowded: boolean;
  /** Nothing stands where questions do. */
  isEmpty: boolean;
  /** Cells that a formula failed to fill. */
  failed: Failed[];
}

interface Failed {
  value: string;
  /** The heading over it. */
  column: string;
  /** The spreadsheet says so; else it is only written so. */
  isSure: boolean;
}

const ERROR = /^\s*(?:#NAME\?|#N\/A|#REF!|#VALUE!|#DIV\/0!|#NULL!|#NUM!)\s*$/;

/** What failed in these cells. Several words of that kind are what a question is about, one is a mishap. */
const failedIn = (cells: readonly Cell[], columns: Columns): Failed[] => {
  const taken = takenBy(columns);
  const found = cells.flatMap((cell, index): Failed[] => {
    if (typeof cell !== "string" || !taken.has(index) || index === columns.at.number) return [];
    const isSure = cell.startsWith(FAILED);
    return isSure || ERROR.test(cell) ? [{ value: tidy(cell), column: columns.headings[index] ?? "", isSure }] : [];
  });
  const written = new Set(found.filter(({ isSure }) => !isSure).map(({ value }) => value));
  return found.filter(({ isSure }) => isSure || written.size === 1);
};

const MOST_OPTIONS = 6;
/** Columns that make a row a question. */
const CONTENT: readonly Column[] = ["stem", "options", "key", "answer", "accept", "text", "explanation", "image"];

/** The list in one cell: JSON, or separated by |, ; or line ends; by commas where there is nothing else. */
export const listIn = (cell: Cell): string[] => {
  const raw = String(cell ?? "");
  if (raw.trimStart().startsWith("[")) {
    try {
      const list: unknown = JSON.parse(raw);
      if (Array.isArray(list)) return list.map(String);
    } catch {
      // It is a text that begins with a bracket.
    }
  }
  const parts = raw.includes("|") ? raw.split("|") : raw.split(/[;\n]/);
  return parts.map((part) => part.trim()).filter((part) => part !== "");
};

const optionsIn = (cell: Cell): string[] => {
  const listed = listIn(cell);
  return listed.length > 1 ? listed : listed.flatMap((text) => text.split(/,\s*/)).filter((text) => text !== "");
};

/** A cell as text; dates and truth values are told, for they were texts once. */
const shownText = (cell: Cell, column: string, told: Told): string => {
  if (cell instanceof Date) {
    const value = textOf(cell);
    told.note("cell_date", { value }, column === "" ? {} : { column });
    return value;
  }
  return typeof cell === "boolean" ? textOf(cell) : tidy(String(cell ?? ""));
};

/** Options that bear their own letters, without them: they will be shuffled. */
const unlettered = (choices: readonly Choice[]): Choice[] => {
  const bare = choices.map(({ text }, place) => {
    const [, mark = "", rest] = /^\(?([a-h])[.)] ?(?=\S)(.*)$/is.exec(text) ?? [];
    return rest !== undefined && mark.toLowerCase().charCodeAt(0) - 97 === place ? rest : undefined;
  });
  const filled = choices.filter(({ text }) => text !== "").length;
  const all = filled > 1 && bare.filter((text) => text !== undefined).length === filled;
  return choices.map((choice, place) => (all ? { ...choice, text: bare[place] ?? "" } : choice));
};

/** Whether a cell only counts the rows. */
export const isNumbering = (cell: Cell): boolean => typeof cell === "number" || /^\s*\d+[.)]?\s*$/.test(String(cell));

/** A row under its headings. */
export const rowOf = ({ cells }: Line, columns: Columns): Row => {
  const { at, options, headings } = columns;
  const cellAt = (index: number | undefined): Cell => {
    const cell = index === undefined ? undefined : cells[index];
    return isBlank(cell) ? undefined : cell;
  };
  const cell = (column: Column) => cellAt(at[column]);
  const optionCell = (place: number, side: keyof OptionColumns) => cellAt(options[place]?.[side]);
  const known = takenBy(columns);
  // What stands in the column of numbers, and is none, may be a question.
  const isRemark = (index: number) => !known.has(index) || index === at.number;
  const remarks = cells.some(
    (one, index) => isRemark(index) && !isBlank(one) && !isNumbering(one) && !String(one).startsWith(FAILED),
  );
  const nothing =
    CONTENT.every((column) => cell(column) === undefined) &&
    options.every((_, place) => optionCell(place, "text") === undefined && optionCell(place, "image") === undefined);
  const choiceAt = (place: number, told: Told): Choice => {
    const text = shownText(optionCell(place, "text"), headings[options[place]?.text ?? -1] ?? "", told);
    const [id, file] = [optionCell(place, "id"), optionCell(place, "image")];
    const alt = String(optionCell(place, "alt") ?? "");
    return {
      text,
      ...(id === undefined ? {} : { id: String(id).trim() }),
      ...(file === undefined ? {} : { image: { file: String(file).trim(), alt } }),
    };
  };
  return {
    cell,
    optionCell,
    text: (column, told) => shownText(cell(column), headings[at[column] ?? -1] ?? "", told),
    choices: (told) => {
      const own = options.some(
        ({ text }, place) =>
          (text !== at.options && optionCell(place, "text") !== undefined) || optionCell(place, "image") !== undefined,
      );
      if (!own && cell("options") !== undefined)
        return unlettered(optionsIn(cell("options")).map((text) => ({ text: tidy(text) })));
      return unlettered(options.map((_, place) => choiceAt(place, told)));
    },
    has: (column) => at[column] !== undefined,
    under: (column) => {
      const heading = headings[at[column] ?? -1];
      return heading === undefined || heading === "" ? {} : { column: heading };
    },
    isCrowded: options.some((_, place) => place >= MOST_OPTIONS && optionCell(place, "text") !== undefined),
    isEmpty: nothing && !remarks,
    failed: failedIn(cells, columns),
  };
};
