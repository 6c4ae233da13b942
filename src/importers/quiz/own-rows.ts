/** Items as rows of our own table, and back. */
import { shapeOf } from "../../../protocol/shape.ts";
import { ITEM_TYPES, type Item, ItemSchema } from "../../items/index.ts";
import type { Quiz } from "../../quiz.ts";
import type { Draft } from "./book.ts";
import { letterAt } from "./choices.ts";
import type { Column } from "./column-names.ts";
import { FIELDS, read, spelt } from "./exact.ts";
import type { Row } from "./row.ts";

const PLACES = [0, 1, 2, 3, 4, 5];
const TYPE_NAMES: readonly string[] = ITEM_TYPES.map(({ type }) => type);
/** Of the columns whose heading is not the field's own name. */
const COLUMN_OF: Record<string, Column> = { previewSeconds: "preview" };

type Image = { file: string; alt: string };

const given = (fields: Record<string, unknown>): Draft =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const imageIn = (file: string | undefined, alt: string | undefined): Image | undefined =>
  file === undefined ? undefined : { file, alt: alt ?? "" };

const optionsIn = (row: Row): object[] | undefined => {
  const options = PLACES.flatMap((place) => {
    const [text, id, file, alt] = (["text", "id", "image", "alt"] as const).map((side) =>
      read(row.optionCell(place, side)),
    );
    return text === undefined ? [] : [given({ id: id ?? letterAt(place), text, image: imageIn(file, alt) })];
  });
  return options.length === 0 ? undefined : options;
};

/** The item that a row is, taken by the letter; undefined when it is none, and has to be read as a person would. */
export const exactItem = (row: Row): Draft | undefined => {
  const type = read(row.cell("type"));
  if (type === undefined || !TYPE_NAMES.includes(type) || row.isCrowded) return undefined;
  if (row.failed.some(({ isSure }) => isSure)) return undefined;
  const fields = Object.entries(FIELDS).map(([name, field]): [string, unknown] => [
    name,
    field.read(row.cell(COLUMN_OF[name] ?? (name as Column))),
  ]);
  const draft = given({
    ...Object.fromEntries(fields),
    type,
    stem: read(row.cell("stem")),
    options: optionsIn(row),
    image: imageIn(read(row.cell("image")), read(row.cell("alt"))),
  });
  const { success, data } = shapeOf(ItemSchema, { ...draft, id: "q" });
  return success ? { ...data, id: read(row.cell("id")) } : undefined;
};

/** What cells of an item are called, with their values; blank ones left out. */
const cellsOf = (item: Item): Map<string, string | number> => {
  const {
    id,
    type,
    stem,
    image,
    options = [],
    ...rest
  } = item as Item & { options?: { id: string; text: string; image?: Image }[] };
  const cells = new Map<string, string | number>([
    ["id", id],
    ["type", type],
    ["stem", spelt(stem)],
  ]);
  const lettered = type !== "ordering" && options.every((option, place) => option.id === letterAt(place));
  const pictured = (heading: string, picture: Image | undefined) => {
    if (!picture) return;
    cells.set(heading, picture.file);
    if (picture.alt !== "") cells.set(`${heading}_alt`, spelt(picture.alt));
  };
  options.forEach((option, place) => {
    const heading = `option_${letterAt(place)}`;
    cells.set(heading, spelt(option.text));
    // The letters of an order are its own: read again they would be drawn anew.
    if (!lettered) cells.set(`${heading}_id`, option.id);
    pictured(`${heading}_image`, option.image);
  });
  for (const [name, value] of Object.entries(rest)) {
    const field = FIELDS[name];
    if (field && value !== undefined) cells.set(field.heading, field.write(value as never));
  }
  pictured("image", image);
  return cells;
};

const letters = (suffix: string) => PLACES.map((place) => `option_${letterAt(place)}${suffix}`);
const ALWAYS = ["id", "type", "stem", ...letters(""), "key"];
const ORDER = [
  ...ALWAYS,
  ...Object.values(FIELDS).flatMap(({ heading }) => (heading === "key" ? [] : [heading])),
  "image",
  "image_alt",
  ...PLACES.flatMap((place) => ["_id", "_image", "_image_alt"].map((suffix) => `option_${letterAt(place)}${suffix}`)),
  "quiz_id",
  "quiz_title",
  "quiz_language",
];

export interface QuizTable {
  headings: string[];
  rows: (string | number | null)[][];
}

/** A quiz as a table that is read again as the same quiz. Columns that no item needs are left out. */
export const quizTable = ({ id, title, language, items }: Quiz): QuizTable => {
  const rows = items.map(cellsOf);
  rows[0]?.set("quiz_id", id).set("quiz_title", spelt(title)).set("quiz_language", language);
  const used = new Set([...ALWAYS, ...rows.flatMap((cells) => [...cells.keys()])]);
  const headings = ORDER.filter((heading) => used.has(heading));
  return { headings, rows: rows.map((cells) => headings.map((heading) => cells.get(heading) ?? null)) };
};
