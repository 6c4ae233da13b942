/** Questions with options, whatever file they come from. */
import { ItemId } from "../../items/item.ts";
import type { Told } from "./book.ts";

const MOST = 6;
const LONGEST = 300;
const LETTERS = "abcdef";

export interface Choice {
  text: string;
  id?: string | undefined;
  image?: { file: string; alt: string } | undefined;
}

/** The id and the mark of the option at a place. */
export const letterAt = (place: number): string => LETTERS[place] ?? `o${place + 1}`;

const isFilled = ({ text, image }: Choice): boolean => text !== "" || image !== undefined;

/** Ids of the options: the file's own where all are usable and differ, else letters. */
const idsOf = (choices: readonly Choice[]): string[] => {
  const own = choices.map(({ id }, place) => id ?? letterAt(place));
  const usable = own.every((id) => ItemId.safeParse(id).success) && new Set(own).size === own.length;
  return usable ? own : choices.map((_, place) => letterAt(place));
};

const tellOptions = (filled: readonly Choice[], told: Told): boolean => {
  const long = filled.filter(({ text }) => text.length > LONGEST);
  if (filled.length < 2) told.error("options_few", { count: filled.length });
  if (filled.length > MOST) told.error("options_many", { count: filled.length, max: MOST });
  for (const { text } of long) told.error("option_long", { value: text, max: LONGEST });
  return filled.length >= 2 && filled.length <= MOST && long.length === 0;
};

interface Options {
  options: object[];
  /** Of the option at each place; blank places have one, too. */
  ids: string[];
}

/** The options that are not blank, with ids by their place; undefined when an error is told. */
export const optionsOf = (choices: readonly Choice[], told: Told): Options | undefined => {
  if (!tellOptions(choices.filter(isFilled), told)) return undefined;
  // Blank places at the end have no letter to take.
  const last = choices.findLastIndex(isFilled);
  const kept = last < MOST ? choices.slice(0, last + 1) : choices.filter(isFilled);
  const all = idsOf(kept);
  const ids = choices.map((choice) => all[kept.indexOf(choice)] ?? "");
  const options = choices.flatMap(({ text, image }, place) =>
    isFilled(choices[place] as Choice)
      ? [{ id: ids[place], text: text === "" ? letterAt(place).toUpperCase() : text, ...(image ? { image } : {}) }]
      : [],
  );
  return { options, ids };
};

/** Fields of a question with options: one right place is a single choice, several are a multiple choice. */
export const choiceFields = (
  choices: readonly Choice[],
  right: readonly number[],
  told: Told,
  type?: "multiple-choice",
): object | undefined => {
  const read = optionsOf(choices, told);
  if (!read) return undefined;
  const key = [...new Set(right)].map((place) => read.ids[place]);
  if (key.length === 0) return void told.error("key_missing");
  const blank = right.find((place) => !isFilled(choices[place] ?? { text: "" }));
  if (blank !== undefined) return void told.error("key_empty_option", { value: letterAt(blank).toUpperCase() });
  return { type: type ?? (key.length > 1 ? "multiple-choice" : "single-choice"), options: read.options, key };
};

/** Fields of a question of opinion: options without a key. */
export const pollFields = (choices: readonly Choice[], told: Told): object | undefined => {
  const read = optionsOf(choices, told);
  return read && { type: "poll", options: read.options };
};
