/** What questions of all kinds share: their words. */
import type { Told } from "./book.ts";
import { cut, tidy } from "./text.ts";

const LONGEST_STEM = 1000;
const LONGEST_EXPLANATION = 1000;

/** The question itself, tidied; undefined when an error is told. */
export const stemOf = (text: string, told: Told): string | undefined => {
  const stem = tidy(text);
  if (stem === "") return void told.error("stem_missing");
  if (stem.length > LONGEST_STEM) return void told.error("stem_long", { length: stem.length, max: LONGEST_STEM });
  return stem;
};

/** The explanation, tidied, and cut where it is too long; undefined when there is none. */
export const explanationOf = (text: string, told: Told): string | undefined => {
  const whole = tidy(text);
  if (whole === "") return undefined;
  if (whole.length > LONGEST_EXPLANATION) told.note("explanation_cut", { max: LONGEST_EXPLANATION });
  return cut(whole, LONGEST_EXPLANATION);
};
