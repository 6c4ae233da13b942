/** The words that nicknames are drawn of, in the order in which they are said. */
import * as en from "./en.ts";
import * as id from "./id.ts";

/** The two lists for a quiz's language; English for those that have none. */
export const wordsOf = (language: string): [first: readonly string[], second: readonly string[]] =>
  /^(id|ms)\b/.test(language) ? [id.WHO, id.HOW] : [en.HOW, en.WHO];
