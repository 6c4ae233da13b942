/** The cells of our own table: how each field of an item is written and read again with nothing lost. */
import { neutral, restored } from "../../neutral.ts";
import type { Cell } from "../kahoot-rows.ts";
import { tidy } from "./text.ts";

/** What no workbook bears as it is: control characters, and halves of pairs. */
const UNBEARABLE = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const SPELT = /^"(?:.*\\u.*)?"$/s;

const unit = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The text of a cell of CSV; what stands between two apostrophes, as 'an' does, is quoted and no formula. */
export const unneutral = (cell: string): string => (/^'[^']*'/.test(cell) ? cell : restored(cell));

/** A text as a cell: spelt out as JSON where a workbook could not bear it, where nothing can be seen, or it would be read otherwise. */
export const spelt = (text: string): string => {
  const unseen = tidy(text) === "";
  const changed = unneutral(neutral(text)) !== text;
  if (!unseen && !changed && text.search(UNBEARABLE) < 0 && !SPELT.test(text)) return text;
  const body = text
    .replaceAll("\\", "\\\\")
    .replace(unseen ? /[^\\]/g : UNBEARABLE, unit)
    .replace(/["']/g, unit)
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t");
  return `"${body}"`;
};

/** The text of a cell, as it was written; undefined for a blank one. */
export const read = (cell: Cell): string | undefined => {
  if (cell === null || cell === undefined || cell === "") return undefined;
  const text = String(cell).trim();
  if (!SPELT.test(text)) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
};

const readNumber = (cell: Cell): unknown => {
  const text = read(cell);
  return text === undefined ? undefined : text.trim() === "" ? Number.NaN : Number(text);
};

/** `Jakarta; Bandung`, or as JSON where a text has signs that separate. */
const listed = (list: readonly string[]): string => {
  if (list.length === 0) return "";
  const separated = list.some((text) => /[;|\n[\]]/.test(text));
  return spelt(separated ? JSON.stringify(list) : list.join("; "));
};

const readList = (cell: Cell): unknown => {
  const text = read(cell);
  if (text === undefined) return undefined;
  if (!text.startsWith("[")) return text.split(";").map((part) => part.trim());
  try {
    return JSON.parse(text);
  } catch {
    return [text];
  }
};

const NO_LIMIT = "none";

interface Field {
  /** The heading of its column. */
  heading: string;
  write(value: never): string | number;
  read(cell: Cell): unknown;
}

const TEXT = { write: spelt, read };
const NUMBER = { write: (value: number) => value, read: readNumber };
const LIST = { write: listed, read: readList };
const IDS = {
  write: (ids: readonly string[]) => ids.join(";"),
  read: (cell: Cell) =>
    read(cell)
      ?.split(";")
      .map((id) => id.trim().replace(/^(?:TRUE|FALSE)$/i, (side) => side.toLowerCase())),
};

/** By the name of the item's field; options and the image stand in columns of their own. */
export const FIELDS: Record<string, Field> = {
  key: { heading: "key", ...IDS },
  answer: { heading: "answer", ...NUMBER },
  tolerance: { heading: "tolerance", ...NUMBER },
  accept: { heading: "accept", ...LIST },
  scale: { heading: "scale", ...NUMBER },
  labels: { heading: "labels", ...LIST },
  reverse: {
    heading: "reverse",
    write: (value: boolean) => (value ? "yes" : ""),
    read: (cell) => (read(cell) === undefined ? undefined : /^(?:yes|ya|true|1)$/i.test(read(cell) ?? "")),
  },
  text: { heading: "text", ...TEXT },
  seconds: {
    heading: "seconds",
    write: (value: number | null) => value ?? NO_LIMIT,
    read: (cell) => (read(cell) === NO_LIMIT ? null : readNumber(cell)),
  },
  points: { heading: "points", ...NUMBER },
  previewSeconds: { heading: "preview_seconds", ...NUMBER },
  explanation: { heading: "explanation", ...TEXT },
};
