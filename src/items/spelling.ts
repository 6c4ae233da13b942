/** When two typed answers are the same answer. */
import type { Value } from "../../protocol/payloads.ts";
import type { Distribution } from "./item.ts";

/** Characters that draw nothing: zero-width joiners, variation selectors, direction marks, fillers. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
/** Punctuation and symbols, emoji among them; the ring of a keycap is a mark of its own. */
const DECORATION = /[\p{P}\p{S}]|\u20e3/gu;

const spaced = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** Typed text on one line, well-formed and trimmed; null when nothing in it can be seen. */
export const typed = (text: string): string | null => {
  const line = text.toWellFormed().replace(/\p{Cc}+/gu, " ");
  return line.replace(INVISIBLE, "").trim() === "" ? null : line.trim();
};

/** Cases folded, both ways, so that ß is ss and a final sigma is a sigma. */
const caseless = (text: string): string => text.toUpperCase().toLowerCase().replaceAll("ς", "σ");

const folded = (text: string): string =>
  spaced(caseless(text.toWellFormed().normalize("NFKC")).replace(INVISIBLE, "")).normalize("NFC");

const bare = (text: string): string => spaced(folded(text).replace(DECORATION, "")).normalize("NFC");

/**
 * The form in which typed answers are compared: case, runs of spaces, punctuation, symbols and emoji do not matter,
 * unless the text is made of only those.
 */
export const comparisonForm = (text: string): string => bare(text) || folded(text);

/** The most frequent spelling; among equals the first in code order, so that every node draws the same. */
const commonest = (answers: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const text of answers.toSorted()) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? "";
};

/** A row per answer, under its most common spelling; the most frequent first. */
export const tallyTexts = (values: readonly Value[]): Distribution => {
  const groups = Map.groupBy(
    values.filter((value) => typeof value === "string"),
    comparisonForm,
  );
  const rows = [...groups].map(([id, answers]) => ({ id, text: commonest(answers), count: answers.length }));
  return rows.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
};
