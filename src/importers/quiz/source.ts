/** A file as formats of quizzes see it. */
import type { Place, QuizImport } from "../../../protocol/imports.ts";
import type { Quiz } from "../../quiz.ts";
import type { Cell, Sheet } from "../kahoot-rows.ts";
import type { Swallowed } from "../swallowed.ts";
import type { Book } from "./book.ts";
import type { QuizFaults } from "./faults.ts";

/** A file as its container shows it. */
export type QuizFile = { kind: "text"; text: string } | { kind: "sheets"; sheets: readonly Sheet[] };

/** What is asked beside the file. */
export interface QuizAsked {
  /** Left out: the file's own, else its name. */
  title?: string | undefined;
  id?: string | undefined;
  /** The name of the file. */
  name?: string | undefined;
}

export type QuizRead = QuizImport<Quiz>;

/** A row of a table that is not blank. */
export interface Line {
  row: number;
  cells: readonly Cell[];
  /** A question is meant, whatever stands in it. */
  isMeant?: boolean;
  /** One of its cells holds whole rows, for a quotation mark is missing or too many: the first of them. */
  swallowed?: Swallowed;
}

export interface Table extends Pick<Sheet, "isHidden" | "far"> {
  /** The name of its sheet; undefined: it is the file. */
  sheet: string | undefined;
  lines: Line[];
  /** Rows beyond those that are kept. */
  more: number;
  /** The row from which on it is no table. */
  broken: number | undefined;
}

export interface QuizSource {
  text: string | undefined;
  /** The value of a JSON text; undefined for any other. */
  json: unknown;
  tables: readonly Table[];
}

/** A way in which quizzes stand in files. */
export interface Format {
  name: string;
  recognise(source: QuizSource): boolean;
  /** Gives every question to the book; what it cannot read is an error of its place. */
  read(source: QuizSource, book: Book, faults: QuizFaults): void;
}

/** A place in words, for a fault that names another place. */
export const placeWords = ({ sheet, row, line, path }: Place): string =>
  [sheet, row === undefined ? undefined : `row ${row}`, line === undefined ? undefined : `line ${line}`, path]
    .filter((part) => part !== undefined)
    .join(" ");

/** An object with any fields; undefined for what is none. */
export const objectOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
