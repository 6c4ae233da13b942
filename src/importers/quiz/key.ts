/** The right answers of a row, in whichever way people name them. */
import type { QuizFaultCode } from "../../../protocol/imports.ts";
import type { Params } from "../faults.ts";
import type { Cell } from "../kahoot-rows.ts";
import type { Choice } from "./choices.ts";
import { same, tidy } from "./text.ts";

type Said = { code: QuizFaultCode; params?: Params };
/** Places of the right options, and what is doubtful about them; or why there are none. */
export type ReadKey = { places: number[]; note?: Said } | { fault: Said };

/** What a bare number means first: the place of an option (as in Kahoot! sheets), or the text of one. */
export type NumbersAre = "places" | "texts";

const MARKED = /^(?:answer|option|choice|jawaban|opsi|pilihan)? ?\(?([a-f]|[1-9])(?:\.0+|[).:])?$/;
const LED = /^\(?([a-f]|[1-9])[).:] +(.+)$/;
const SEPARATORS = [/[;|\n]/, /,/, /[/&+]| dan | and /, / /];

const placeOf = (mark: string): number => (/\d/.test(mark) ? Number(mark) - 1 : mark.charCodeAt(0) - 97);

/** Reads cells against the options of one row. */
const readerOf = (choices: readonly Choice[], numbers: NumbersAre) => {
  const texts = choices.map(({ text }) => same(text));
  const byId = (text: string) => choices.findIndex((choice) => choice.id === text);
  const byText = (text: string) => (text === "" ? -1 : texts.indexOf(text));
  const byMark = (text: string): number => {
    const mark = MARKED.exec(text)?.[1];
    return mark === undefined ? -1 : placeOf(mark);
  };
  const byLed = (text: string): number => {
    const [, mark = "", rest = ""] = LED.exec(text) ?? [];
    return mark !== "" && texts[placeOf(mark)] === rest ? placeOf(mark) : -1;
  };
  const first = (...ways: (() => number)[]): number | undefined => {
    for (const way of ways) {
      const place = way();
      if (place >= 0) return place;
    }
    return undefined;
  };
  /** The one option that a text names. */
  const one = (raw: string): number | undefined => {
    const text = same(raw);
    const isNumber = /^\d+$/.test(text);
    const ways =
      isNumber && numbers === "texts"
        ? [() => byText(text), () => byMark(text)]
        : [() => byMark(text), () => byText(text), () => byLed(text)];
    return first(() => byId(raw.trim()), ...ways);
  };
  /** A list of numbers means the same by all of them: texts, or places. */
  const numbersOf = (parts: readonly string[]): number[] | undefined => {
    const list = parts.map(same);
    if (!list.every((part) => /^\d+$/.test(part))) return undefined;
    const ways = numbers === "texts" ? [byText, byMark] : [byMark, byText];
    return ways.map((way) => list.map(way)).find((places) => places.every((place) => place >= 0));
  };
  const several = (raw: string): number[] | undefined => {
    for (const separator of SEPARATORS) {
      const parts = raw.split(separator).filter((part) => part.trim() !== "");
      const places = numbersOf(parts) ?? parts.map(one);
      if (parts.length > 1 && places.every((place) => place !== undefined)) return places;
    }
    const run = /^[a-f]{2,6}$/i.test(raw.trim()) ? [...raw.trim().toLowerCase()].map(placeOf) : undefined;
    return run && new Set(run).size === run.length ? run : undefined;
  };
  /** The text of another option than the one that a number was taken for. */
  const doubt = (raw: string, place: number): boolean => {
    const text = same(raw);
    const [mark, named] = [byMark(text), byText(text)];
    const isOption = mark >= 0 && texts[mark] !== undefined && texts[mark] !== "";
    return /^\d+$/.test(text) && isOption && named >= 0 && mark !== named && (place === mark || place === named);
  };
  return { one, several, doubt };
};

/** Excel makes a number of "1,2" where the comma is the decimal sign. */
const decimalPlaces = (text: string): number[] | undefined => {
  const found = /^([1-6])\.([1-6])$/.exec(text.trim());
  return found?.[1] !== undefined && found[2] !== undefined ? [Number(found[1]) - 1, Number(found[2]) - 1] : undefined;
};

/** The places of the right options that a cell names. */
export const readKey = (cell: Cell, choices: readonly Choice[], numbers: NumbersAre): ReadKey => {
  if (cell instanceof Date) return { fault: { code: "key_date" } };
  const raw = tidy(String(cell ?? ""));
  if (raw === "") return { fault: { code: "key_missing" } };
  const read = readerOf(choices, numbers);
  const whole = read.one(raw);
  const decimal = decimalPlaces(raw);
  const places = whole === undefined ? (read.several(raw) ?? decimal) : [whole];
  if (!places) return { fault: { code: "key_unknown", params: { value: raw } } };
  const blank = places.some((place) => (choices[place]?.text ?? "") === "" && choices[place]?.image === undefined);
  if (blank) return { fault: { code: "key_empty_option", params: { value: raw } } };
  if (whole !== undefined && read.doubt(raw, whole)) {
    return { places, note: { code: "key_doubtful", params: { value: raw, text: choices[whole]?.text ?? "" } } };
  }
  return places === decimal ? { places, note: { code: "key_decimal", params: { value: raw } } } : { places };
};

/** What bare numbers are in a table: places, where more of its keys can only be that than can only be texts. */
export const numbersIn = (rows: readonly { choices: readonly Choice[]; key: Cell }[]): NumbersAre => {
  let places = 0;
  for (const { choices, key } of rows) {
    const parts = key instanceof Date ? [] : same(String(key ?? "")).split(/[\s,;|]+/);
    if (!parts.every((part) => /^\d+$/.test(part))) continue;
    const arePlaces = parts.every((part) => (choices[Number(part) - 1]?.text ?? "") !== "");
    const areTexts = parts.every((part) => choices.some(({ text }) => same(text) === part));
    places += Number(arePlaces) - Number(areTexts);
  }
  return places > 0 ? "places" : "texts";
};
