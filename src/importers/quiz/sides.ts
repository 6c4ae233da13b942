/** True and false, as words and as letters. */
import { LOCALES } from "../../i18n/index.ts";

export type Side = "true" | "false";

const inLocales = (side: Side): string[] => Object.values(LOCALES).map(({ common }) => common[side].toLowerCase());
const WORDS: Record<Side, readonly string[]> = {
  true: [...inLocales("true"), "true", "benar", "betul"],
  false: [...inLocales("false"), "false", "salah"],
};
const ALSO: Record<Side, readonly string[]> = {
  true: ["t", "b", "ya", "yes", "y", "1"],
  false: ["f", "s", "tidak", "no", "n", "keliru", "0"],
};
/** What is a side only where all keys are of one such pair. */
const PAIRS = [
  ["b", "s"],
  ["t", "f"],
  ["ya", "tidak"],
  ["yes", "no"],
];

/** The side that a word is by itself. */
export const sideWord = (text: string): Side | undefined =>
  WORDS.true.includes(text) ? "true" : WORDS.false.includes(text) ? "false" : undefined;

/** The side that a text means as the answer to a question of true or false. */
export const sideOf = (text: string): Side | undefined =>
  sideWord(text) ?? (ALSO.true.includes(text) ? "true" : ALSO.false.includes(text) ? "false" : undefined);

/** Whether keys without options are of true and false throughout, and so are those of such a pair. */
export const areSides = (keys: readonly string[]): boolean =>
  PAIRS.some(
    (pair) =>
      pair.every((letter) => keys.includes(letter)) &&
      keys.every((key) => pair.includes(key) || sideWord(key) !== undefined),
  );
