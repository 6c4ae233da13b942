/** Questions with options whose right ones a file names, be it in a cell or in a line. */
import type { Place } from "../../../protocol/imports.ts";
import type { Cell } from "../kahoot-rows.ts";
import type { Told } from "./book.ts";
import { type Choice, choiceFields, optionsOf } from "./choices.ts";
import { type NumbersAre, readKey } from "./key.ts";

/** The fields of such a question; undefined when an error is told. */
export const keyedFields = (
  choices: readonly Choice[],
  cell: Cell,
  numbers: NumbersAre,
  told: Told,
  under: Place = {},
  type?: "multiple-choice",
): object | undefined => {
  const read = readKey(cell, choices, numbers);
  // What is wrong with the options comes first: without them no key makes sense.
  if ("fault" in read) {
    return optionsOf(choices, told) && void told.error(read.fault.code, read.fault.params, under);
  }
  if (read.note) told.note(read.note.code, read.note.params, under);
  return choiceFields(choices, read.places, told, type);
};
