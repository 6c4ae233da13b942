/** The right answers of a question, in whichever way people name them. */
import type { QuizFaultCode } from "../../../protocol/imports.ts";
import type { Params } from "../faults.ts";
import type { Cell } from "../kahoot-rows.ts";
import type { Choice } from "./choices.ts";
import { same, tidy } from "./text.ts";

type Said = { code: QuizFaultCode; params?: Params };
/** Places of the right options, whether it was a mark that named them, and what is doubtful; or why there are none. */
export type ReadKey = { places: number[]; byMark: boolean; note?: Said } | { fault: Said };

/** What a bare number means first: the place of an option (as in Kahoot! sheets), or the text of one. */
export type NumbersAre = "places" | "texts";

const MARKED = /^(?:(?:answer|option|choice|jawaban|opsi|pilihan|pil|kunci)[:.]? ?)?\(?([a-f]|[1-9])(?:\.0+|[).:])?$/;
/** A mark and the text beside it: "C. Hijau", "C (Hijau)", "C = Hijau", "C-Hijau", "3) Hijau". */
const LED = /^\(?(?:([a-f]) ?[).:(=–-] ?|([1-9])(?:[).:] | ?[(=–] ?| - ))(.+)$/;
/** What only begins with the letter of an option. */
const LETTERED = /^\(?[a-f] ?[).:(=]/;
const EITHER = / atau | or /;
const SEPARATORS = [/[;|\n]/, /,/, /[/&+]| dan | and /, EITHER, / /];
/** Options that are letters themselves, or blood groups. */
const LETTERS = /^(?:[a-z]|(?:a|b|ab|o)[+-]?)$/;

/** The place that the mark of an option stands for: a is the first, and so is 1. */
export const placeOf = (mark: string): number => (/\d/.test(mark) ? Number(mark) - 1 : mark.charCodeAt(0) - 97);

/** A text as it is compared when nothing else fits: without the mark before it, and the sign after it. */
const bareAt = (text: string, place: number): string => {
  const [, mark, rest] = /^\(?([a-f])[).] ?(.+)$/.exec(text) ?? [];
  const own = mark !== undefined && placeOf(mark) === place ? (rest ?? "") : text;
  return own.replace(/^\((.*)\)$/, "$1").replace(/[.,;:!?)\s]+$/, "");
};

/** Reads cells against the options of one question. */
const readerOf = (choices: readonly Choice[], numbers: NumbersAre) => {
  const texts = choices.map(({ text }) => same(text));
  const bare = texts.map(bareAt);
  const filled = texts.filter((text) => text !== "");
  const letters: NumbersAre =
    2 * filled.filter((text) => LETTERS.test(text)).length > filled.length ? "texts" : "places";
  const byId = (text: string) => choices.findIndex((choice) => choice.id === text);
  const byText = (text: string) => (text === "" ? -1 : texts.indexOf(text));
  const byBare = (text: string) => (bareAt(text, -1) === "" ? -1 : bare.indexOf(bareAt(text, -1)));
  const byMark = (text: string): number => {
    const mark = MARKED.exec(text)?.[1];
    return mark === undefined ? -1 : placeOf(mark);
  };
  const byLed = (text: string): number => {
    const [, letter, digit, rest = ""] = LED.exec(text) ?? [];
    const mark = letter ?? digit;
    return mark !== undefined && bareAt(rest, -1) === bare[placeOf(mark)] ? placeOf(mark) : -1;
  };
  /** In which order a bare mark is tried: as the text of an option first, where those are such marks, too. */
  const waysOf = (text: string): ((text: string) => number)[] => {
    const are = /^\d+$/.test(text) ? numbers : letters;
    return are === "texts" ? [byText, byMark] : [byMark, byText];
  };
  /** The one option that a text names. */
  const one = (raw: string): number | undefined => {
    const text = same(raw);
    const ways = [() => byId(raw.trim()), ...[...waysOf(text), byLed, byBare].map((way) => () => way(text))];
    for (const way of ways) {
      const place = way();
      if (place >= 0) return place;
    }
    return undefined;
  };
  /** A list of marks means the same by all of them: texts, or places. */
  const marksOf = (parts: readonly string[]): number[] | undefined => {
    const list = parts.map(same);
    const [first = ""] = list;
    if (!list.every((part) => /^\d+$/.test(part)) && !list.every((part) => /^[a-f]$/.test(part))) return undefined;
    return waysOf(first)
      .map((way) => list.map(way))
      .find((places) => places.every((place) => place >= 0));
  };
  const several = (raw: string): number[] | undefined => {
    for (const separator of SEPARATORS) {
      const parts = raw
        .split(separator)
        .map((part) => part.trim().replace(/^(?:dan|and|atau|or) /i, ""))
        .filter((part) => part !== "");
      const places = marksOf(parts) ?? parts.map(one);
      // One part alone is what a separator at its end has left.
      if (parts.length > 0 && places.every((place) => place !== undefined)) return places;
    }
    const run = /^[a-f]{2,6}$/i.test(raw.trim()) ? [...raw.trim().toLowerCase()].map(placeOf) : undefined;
    return run && new Set(run).size === run.length ? run : undefined;
  };
  /** The text of another option than the one that a mark was taken for. */
  const doubt = (raw: string, place: number): boolean => {
    const text = same(raw);
    const [mark, named] = [byMark(text), byText(text)];
    const isOption = mark >= 0 && texts[mark] !== undefined && texts[mark] !== "";
    return isOption && named >= 0 && mark !== named && (place === mark || place === named);
  };
  return { one, several, doubt, isMark: (raw: string) => byMark(same(raw)) >= 0 };
};

/**
 * Excel makes a number of "1,2": 1.2 where the comma is the decimal sign, 12 where it parts thousands. Beside options
 * that are numbers 12 is rather one of them, mistyped.
 */
const mistypedPlaces = (text: string, choices: readonly Choice[], numbers: NumbersAre): number[] | undefined => {
  const decimal = /^([1-6])\.([1-6])$/.exec(text);
  if (decimal) return decimal.slice(1).map(placeOf);
  const areWords = choices.every((choice) => !/^\s*[\d.,]+\s*$/.test(choice.text));
  const places = numbers === "places" && areWords && /^[1-6]{2,6}$/.test(text) ? [...text].map(placeOf) : undefined;
  const rises = places?.every((place, at) => (choices[place]?.text ?? "") !== "" && place > (places[at - 1] ?? -1));
  return rises ? places : undefined;
};

/** The places of the right options that a cell names. */
export const readKey = (cell: Cell, choices: readonly Choice[], numbers: NumbersAre): ReadKey => {
  if (cell instanceof Date) return { fault: { code: "key_date" } };
  const raw = tidy(String(cell ?? ""));
  if (raw === "") return { fault: { code: "key_missing" } };
  const read = readerOf(choices, numbers);
  const whole = read.one(raw);
  const mistyped = mistypedPlaces(raw, choices, numbers);
  const places = whole === undefined ? (read.several(raw) ?? mistyped) : [whole];
  if (!places) return { fault: { code: "key_unknown", params: { value: raw } } };
  const blank = places.some((place) => (choices[place]?.text ?? "") === "" && choices[place]?.image === undefined);
  if (blank) return { fault: { code: "key_empty_option", params: { value: raw } } };
  const said = (code: QuizFaultCode, params: Params) => ({ places, byMark: read.isMark(raw), note: { code, params } });
  if (whole !== undefined && read.doubt(raw, whole)) {
    return said("key_doubtful", { value: raw, text: choices[whole]?.text ?? "" });
  }
  if (places === mistyped) return said("key_decimal", { value: raw });
  if (whole === undefined && EITHER.test(raw)) return said("key_either", { value: raw });
  return { places, byMark: read.isMark(raw) };
};

/** Whether a cell begins with the mark of an option, although what follows may fit none. */
export const isLettered = (cell: Cell): boolean => typeof cell === "string" && LETTERED.test(same(cell));
