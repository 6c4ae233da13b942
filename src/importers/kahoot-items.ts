/** The questions of a Kahoot! report as items. */

import type { PastFaultCode } from "../../protocol/imports.ts";
import type { Value } from "../../protocol/payloads.ts";
import { type Item, typeOf } from "../items/index.ts";
import type { Faults } from "./faults.ts";
import { itemOf } from "./item-of.ts";
import { splitJoined } from "./joined.ts";
import { type KahootRow, secondsOf } from "./kahoot-rows.ts";

export interface KahootItem {
  item: Item;
  /** The value that the cell of an answer stands for; null when it does not fit. */
  read(cell: string): Value | null;
}

const IDS = ["a", "b", "c", "d", "e", "f"];

/** Answers with their ids; a repeated one is told from its twin by nothing, and left out. */
const optionsOf = (rows: readonly KahootRow[]): { id: string; text: string }[] => {
  const texts = rows[0]?.answers.filter((text) => text !== "") ?? [];
  return [...new Set(texts)].map((text, index) => ({ id: IDS[index] ?? `o${index}`, text }));
};

const acceptedOf = (cell: string): string[] =>
  cell
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "");

interface Shape {
  fields: object;
  options: { id: string; text: string }[];
}

/** What kind of item the rows of one question show. */
const shapeOf = (rows: readonly KahootRow[], label: string, tell: (code: PastFaultCode) => void): Shape => {
  const options = optionsOf(rows);
  const given = rows.map(({ answer }) => answer).filter((answer) => answer !== "");
  const correct = rows.find(({ correctAnswers }) => correctAnswers !== "")?.correctAnswers ?? "";
  const texts = options.map(({ text }) => text);
  const idsOf = (cell: string) => splitJoined(cell, texts)?.flatMap((index) => options[index]?.id ?? []);
  if (correct === "") {
    return options.length >= 2 && given.every((answer) => idsOf(answer)?.length === 1)
      ? { fields: { type: "poll", options }, options }
      : { fields: { type: "open-text" }, options: [] };
  }
  const key = idsOf(correct);
  const typedIn = /type|short|slider/i.test(label) || given.some((answer) => !idsOf(answer));
  if (!key || options.length < 2 || (typedIn && key.length === options.length)) {
    return { fields: { type: "short-answer", accept: key ? texts : acceptedOf(correct) }, options: [] };
  }
  if (key.length === 1) return { fields: { type: "single-choice", options, key }, options };
  // Kahoot! has questions where any one of several right answers is enough; only the rows show which they are.
  const single = given.every((answer) => idsOf(answer)?.length === 1);
  if (single && rows.some((row) => row.correct === true)) {
    tell("any_right");
    return {
      fields: { type: "short-answer", accept: options.filter(({ id }) => key.includes(id)).map(({ text }) => text) },
      options: [],
    };
  }
  return { fields: { type: "multiple-choice", options, key }, options };
};

/** The item that the rows of one question show; undefined (and a fault) when they make none. */
export const kahootItem = (
  id: string,
  rows: readonly KahootRow[],
  faults: Faults,
  path: string,
): KahootItem | undefined => {
  const [first] = rows;
  if (!first) return undefined;
  const label = first.number.replace(/^\d+\s*/, "");
  const { fields, options } = shapeOf(rows, label, (code) => faults.tell(path, code));
  const read = itemOf({
    id,
    stem: first.question.slice(0, 1000),
    seconds: secondsOf(first.allotted),
    ...fields,
  });
  if ("blanks" in read) {
    faults.tell(path, "item_impossible", { ...read.blanks, item: first.question, count: rows.length });
    return undefined;
  }
  const { item } = read;
  const type = typeOf(item);
  const texts = options.map(({ text }) => text);
  return {
    item,
    read: (cell) => {
      if (options.length === 0) return type.normalise(item, cell);
      const ids = splitJoined(cell, texts)?.flatMap((index) => options[index]?.id ?? []) ?? [];
      return (ids.length === 1 ? type.normalise(item, ids[0] ?? "") : null) ?? type.normalise(item, ids);
    },
  };
};
