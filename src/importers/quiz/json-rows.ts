/** Questions as objects with fields of any of the names that tables have: `[{"soal": ..., "A": ..., "kunci": ...}]`. */
import type { Cell } from "../kahoot-rows.ts";
import { nameOf } from "./column-names.ts";
import { columnsOf } from "./columns.ts";
import { quizSegments, readTables } from "./sheets.ts";
import { type Format, objectOf, type QuizSource, type Table } from "./source.ts";

type Fields = Record<string, unknown>;

const LISTS = ["questions", "soal", "pertanyaan", "data", "quiz", "kuis", "results"];
const TITLES = ["title", "judul", "name", "nama", "subject", "topic", "topik"];

/** The list of questions, and the name of the field that holds it. */
const listIn = (json: unknown): { list: unknown[]; name: string } | undefined => {
  if (Array.isArray(json)) return { list: json, name: "" };
  const fields = objectOf(json) ?? {};
  const name = LISTS.find((one) => Array.isArray(fields[one]));
  return name === undefined ? undefined : { list: fields[name] as unknown[], name };
};

const cellOf = (value: unknown): Cell => {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return undefined;
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.length === 1 && typeof value[0] === "number") return value[0];
  const parts = value.map((one) => String(cellOf(one) ?? ""));
  return parts.some((part) => /[;|\n[]/.test(part)) ? JSON.stringify(parts) : parts.join("; ");
};

const textOf = (option: unknown): Cell => {
  const { text, label, value, option: named, answer } = objectOf(option) ?? {};
  return cellOf(objectOf(option) ? (text ?? label ?? value ?? named ?? answer) : option);
};

const MARKS = "abcdef";
const RIGHT = ["correct", "isCorrect", "is_correct", "benar"];

/** Places as a key that is no option's text, not even where options are letters or numbers. */
const keyOf = (places: readonly number[]): string => places.map((place) => `(${place + 1})`).join("; ");

/** The key of options that say of themselves that they are right. */
const keyIn = (options: readonly unknown[]): [heading: string, cell: Cell][] => {
  const right = options.flatMap((one, place) => (RIGHT.some((name) => objectOf(one)?.[name] === true) ? [place] : []));
  return right.length === 0 ? [] : [["key", keyOf(right)]];
};

/** A field as cells: a list or an object of options has one for each. */
const cellsOf = (name: string, value: unknown): [heading: string, cell: Cell][] => {
  if (columnsOf([name]).at.options === undefined) return [[name, cellOf(value)]];
  const fields = objectOf(value);
  if (!fields && !Array.isArray(value)) return [[name, cellOf(value)]];
  const options = fields ? Object.entries(fields) : (value as unknown[]).map((one): [string, unknown] => ["", one]);
  // Too many stay together, and are told as that.
  if (options.length > MARKS.length) return [[name, JSON.stringify(options.map(([, one]) => textOf(one) ?? ""))]];
  const marked = options.every(([mark]) => /^[a-f]$/i.test(mark));
  const texts = options.map(([mark, one], place): [string, Cell] => [
    `option ${marked ? mark.toLowerCase() : MARKS[place]}`,
    textOf(one),
  ]);
  return fields ? texts : [...texts, ...keyIn(value as unknown[])];
};

/** The whole numbers in a cell, be they a list; undefined: something else stands there. */
const wholesIn = (cell: Cell): number[] | undefined => {
  const parts =
    typeof cell === "number" ? [cell] : /^\d+(?:; \d+)+$/.test(String(cell)) ? String(cell).split("; ") : [];
  const numbers = parts.map(Number);
  return numbers.length > 0 && numbers.every(Number.isInteger) ? numbers : undefined;
};

const hasOptions = (row: Map<string, Cell>): boolean => {
  const { at, options } = columnsOf([...row.keys()].filter((name) => row.get(name) !== undefined));
  return options.length > 0 || at.options !== undefined;
};

/** The texts of the options that stand in fields of their own. */
const textsIn = (row: Map<string, Cell>): string[] => {
  const names = [...row.keys()];
  return columnsOf(names).options.map(({ text }) => String(row.get(names[text ?? -1] ?? "")));
};

/** Programs count options from 0: where a 0 stands among whole numbers that are not all texts of options, they are moved. */
const countedFromOne = (rows: Map<string, Cell>[]): void => {
  const key = [...new Set(rows.flatMap((row) => [...row.keys()]))].find((name) => {
    const { at } = columnsOf([name]);
    return at.key !== undefined || at.answer !== undefined;
  });
  if (key === undefined) return;
  // A number without options is the answer itself.
  const keyed = rows.filter((row) => row.get(key) !== undefined && hasOptions(row));
  const keys = keyed.map((row) => wholesIn(row.get(key)));
  const areTexts = keyed.every((row, at) => keys[at]?.every((number) => textsIn(row).includes(String(number))));
  const counted =
    !areTexts && keys.flat().includes(0) && keys.every((numbers) => numbers?.every((number) => number < 6));
  const indexed = /index/.test(nameOf(key));
  if (!counted && !indexed) return;
  keyed.forEach((row, at) => {
    if (keys[at]) row.set(key, keyOf(keys[at]));
  });
};

const tableOf = (list: readonly unknown[]): Table => {
  const rows = list.map((one) => {
    const fields: Fields = objectOf(one) ?? { "": one };
    return new Map(Object.entries(fields).flatMap(([name, value]) => cellsOf(name, value)));
  });
  countedFromOne(rows);
  const headings = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const lines = rows.map((row, index) => ({
    row: index + 2,
    cells: headings.map((name) => row.get(name)),
    isMeant: list[index] !== null && JSON.stringify(list[index]) !== "{}",
  }));
  return { sheet: undefined, lines: [{ row: 1, cells: headings }, ...lines], more: 0, broken: undefined };
};

/** So many questions are looked at; a quiz has far fewer. */
const MOST = 2000;

const asTable = ({ json, ...source }: QuizSource): QuizSource => {
  const { list = [] } = listIn(json) ?? {};
  const table = tableOf(list.slice(0, MOST));
  return { ...source, json, tables: list.length === 0 ? [] : [{ ...table, more: Math.max(0, list.length - MOST) }] };
};

export const jsonRows: Format = {
  name: "json",
  recognise: (source) => listIn(source.json) !== undefined && quizSegments(asTable(source)).length > 0,
  read: (source, book, faults) => {
    const { name = "" } = listIn(source.json) ?? {};
    const fields = objectOf(source.json) ?? {};
    const title = TITLES.map((one) => fields[one]).find((value) => typeof value === "string" && value.trim() !== "");
    book.head({ title: typeof title === "string" ? title : undefined });
    readTables(asTable(source), "texts", book, faults, (_table, row) => ({ path: `${name}[${Math.max(0, row - 2)}]` }));
  },
};
