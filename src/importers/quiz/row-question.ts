/** A row of a table as a question. */
import type { Draft, Told } from "./book.ts";
import { imageOf } from "./image-file.ts";
import { KIND_FIELDS, likelyKind } from "./kind-fields.ts";
import { kindOf } from "./kinds.ts";
import { pointsOf, secondsOf } from "./limits.ts";
import { exactItem } from "./own-rows.ts";
import type { Reading } from "./reading.ts";
import type { Row } from "./row.ts";
import { explanationOf, stemOf } from "./stem.ts";
import { same } from "./text.ts";

const previewOf = (row: Row): number | undefined => {
  const seconds = Number(String(row.cell("preview") ?? "").replace(",", ".") || Number.NaN);
  return seconds >= 0 && seconds <= 60 ? seconds : undefined;
};

/** The example of the Kahoot! template, when nobody has changed it. */
const EXAMPLE = [
  "which spreadsheet tools can read this sheet and export to xlsx format?",
  "excel",
  "google docs",
  "numbers",
  "libreoffice",
];

/** What a question without a key was to be answered. */
const answerOf = (fields: object): string => ("explanation" in fields ? String(fields.explanation) : "");

/** The draft of a row as a person would read it. */
const asRead = (row: Row, reading: Reading, told: Told): Draft | undefined => {
  for (const { value, column } of row.failed) told.error("cell_error", { value }, { column });
  if (row.failed.length > 0) return undefined;
  const stem = stemOf(row.text("stem", told), told);
  const choices = row.choices(told);
  if (stem === undefined) return undefined;
  if ([stem, ...choices.map(({ text }) => text)].every((text, place) => same(text) === EXAMPLE[place]))
    told.note("example_row");
  const named = row.text("type", told);
  const kind = kindOf(named) ?? likelyKind({ choices, row, reading });
  const own = KIND_FIELDS[kind]({ row, stem, choices, reading, told });
  if (!own) return undefined;
  if (named !== "" && kindOf(named) === undefined) {
    told.note("type_changed", { value: named, type: "type" in own ? String(own.type) : kind }, row.under("type"));
  }
  const image = imageOf(row.text("image", told), told);
  return {
    stem,
    ...own,
    id: row.text("id", told),
    seconds: secondsOf(row.cell("seconds"), told, row.under("seconds").column),
    points: pointsOf(row.cell("points"), told, row.under("points").column),
    previewSeconds: previewOf(row),
    explanation: explanationOf(row.text("explanation", told) || answerOf(own), told),
    image: image && { ...image, alt: row.text("alt", told) },
  };
};

/** The draft of a row: to the letter where it is one of ours, else as a person would read it. */
export const rowDraft = (row: Row, reading: Reading, told: Told): Draft | undefined =>
  exactItem(row) ?? asRead(row, reading, told);

/** Whether a row is a question, or nothing at all. */
export const isQuestion = (row: Row): boolean => !row.isEmpty || exactItem(row) !== undefined;
