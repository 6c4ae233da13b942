/** What the rows of a table say of each other: how its keys are to be read. */
import type { Cell } from "../kahoot-rows.ts";
import type { Choice } from "./choices.ts";
import { isLettered, type NumbersAre, readKey } from "./key.ts";
import type { Language } from "./number-text.ts";
import { areSides, sideWord } from "./sides.ts";
import { languageOf, same } from "./text.ts";

/** What of a row tells how to read the others. */
export interface Keyed {
  stem: string;
  choices: readonly Choice[];
  key: Cell;
}

export interface Reading {
  numbers: NumbersAre;
  /** The column of right answers holds texts that are no options yet. */
  apart: boolean;
  /** What "B" is where the options are true and false: a word, or a place; undefined: nothing tells. */
  sides: "words" | "places" | undefined;
  /** B and S, or T and F, are true and false where there are no options. */
  bareSides: boolean;
  language: Language;
}

const textIn = (key: Cell): string => (key instanceof Date ? "" : same(String(key ?? "")));
const filledIn = (choices: readonly Choice[]): Choice[] => choices.filter(({ text }) => text !== "");

/** Whether the right answers of most rows are none of their options: then they are options of their own. */
const areApart = (rows: readonly Keyed[]): boolean => {
  const keyed = rows.filter(({ choices, key }) => {
    const { length } = filledIn(choices);
    return length >= 2 && length <= 5 && key !== undefined;
  });
  const keys = keyed.map(({ choices, key }) => readKey(key, choices, "texts"));
  const unknown = keys.filter((key) => "fault" in key && key.fault.code === "key_unknown");
  const marked = keys.some((key) => "places" in key && key.byMark) || keyed.some(({ key }) => isLettered(key));
  return !marked && unknown.length > 1 && 2 * unknown.length > keys.length;
};

/** What bare numbers are: places, where more of the keys can only be that than can only be texts. */
const numbersIn = (rows: readonly Keyed[]): NumbersAre => {
  let places = 0;
  for (const { choices, key } of rows) {
    const parts = textIn(key).split(/[\s,;|]+/);
    if (!parts.every((part) => /^\d+$/.test(part))) continue;
    const arePlaces = parts.every((part) => (choices[Number(part) - 1]?.text ?? "") !== "");
    const areTexts = parts.every((part) => choices.some(({ text }) => same(text) === part));
    places += Number(arePlaces) - Number(areTexts);
  }
  return places > 0 ? "places" : "texts";
};

const sidesIn = (rows: readonly Keyed[]): Reading["sides"] => {
  const keys = rows
    .filter(({ choices }) => {
      const filled = filledIn(choices);
      return filled.length === 2 && filled.every(({ text }) => sideWord(same(text)) !== undefined);
    })
    .map(({ key }) => textIn(key));
  if (keys.some((key) => /^[stf]$/.test(key))) return "words";
  return keys.includes("a") ? "places" : undefined;
};

/** How the rows of a table are to be read. `isApart`: its headings say that all options are wrong ones. */
export const readingOf = (rows: readonly Keyed[], numbers: NumbersAre, isApart: boolean): Reading => {
  const apart = isApart || (numbers === "texts" && areApart(rows));
  const open = rows.filter(({ choices, key }) => filledIn(choices).length === 0 && key !== undefined);
  return {
    numbers: numbers === "texts" && !apart ? numbersIn(rows) : numbers,
    apart,
    sides: sidesIn(rows),
    bareSides: areSides(open.map(({ key }) => textIn(key))),
    language: languageOf(rows.map(({ stem }) => stem)),
  };
};
