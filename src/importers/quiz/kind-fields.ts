/** The fields of a question of each kind, from a row that a person wrote. */
import { LOCALES } from "../../i18n/index.ts";
import { numeric } from "../../items/numeric.ts";
import type { Cell } from "../kahoot-rows.ts";
import type { Told } from "./book.ts";
import { type Choice, choiceFields, letterAt, optionsOf, pollFields } from "./choices.ts";
import { drawnOrder, drawnPlace } from "./drawn.ts";
import { type NumbersAre, readKey } from "./key.ts";
import type { Kind } from "./kinds.ts";
import { listIn, type Row } from "./row.ts";
import { same, tidy } from "./text.ts";

export interface Asking {
  row: Row;
  stem: string;
  choices: Choice[];
  numbers: NumbersAre;
  /** The column of right answers holds texts that are no options yet. */
  apart: boolean;
  told: Told;
}

const keyColumn = ({ row }: Asking): "key" | "answer" => (row.cell("key") === undefined ? "answer" : "key");

const keyCell = (asking: Asking): Cell => asking.row.cell(keyColumn(asking));

const NO_ITEM = { type: "numeric", id: "n", stem: "n", answer: 0, tolerance: 0, seconds: null, points: 0 } as const;

/** The number that a cell holds; undefined when it holds none. */
const numberIn = (cell: Cell): number | undefined => {
  if (typeof cell !== "number" && typeof cell !== "string") return undefined;
  const value = numeric.normalise(NO_ITEM, cell);
  return typeof value === "number" ? value : undefined;
};

/** With the right answer among the options, where it stands in a column of its own. */
const joined = ({ choices, stem, ...asking }: Asking, right: string): { choices: Choice[]; place: number } => {
  const filled = choices.filter(({ text }) => text !== "");
  const known = filled.findIndex(({ text }) => same(text) === same(right));
  if (known >= 0) return { choices: filled, place: known };
  const place = drawnPlace(`${stem}\n${right}`, filled.length);
  const one = asking.row.text(keyColumn({ choices, stem, ...asking }), asking.told);
  return { choices: filled.toSpliced(place, 0, { text: one }), place };
};

const choice = (asking: Asking, type?: "multiple-choice"): object | undefined => {
  const { choices, numbers, told, apart, row } = asking;
  const cell = keyCell(asking);
  if (apart && cell !== undefined) {
    const own = joined(asking, String(cell));
    return choiceFields(own.choices, [own.place], told);
  }
  const read = readKey(cell, choices, numbers);
  const under = row.under(keyColumn(asking));
  // What is wrong with the options comes first: without them no key makes sense.
  if ("fault" in read) {
    return optionsOf(choices, told) && void told.error(read.fault.code, read.fault.params, under);
  }
  if (read.note) told.note(read.note.code, read.note.params, under);
  return choiceFields(choices, read.places, told, type);
};

const sideWords = (side: "true" | "false"): string[] =>
  Object.values(LOCALES).map(({ common }) => common[side].toLowerCase());
const TRUE = [...sideWords("true"), "t", "b", "ya", "yes", "y", "betul", "1"];
const FALSE = [...sideWords("false"), "f", "s", "tidak", "no", "n", "keliru", "0"];

const sideOf = (text: string): "true" | "false" | undefined =>
  TRUE.includes(text) ? "true" : FALSE.includes(text) ? "false" : undefined;

const trueFalse = (asking: Asking): object | undefined => {
  const cell = keyCell(asking);
  const text = same(cell instanceof Date ? "" : String(cell ?? ""));
  // "B" is the second of two options, and Benar without any.
  const read = asking.choices.length > 1 ? readKey(cell, asking.choices, asking.numbers) : undefined;
  const named = read && "places" in read ? asking.choices[read.places[0] ?? -1]?.text : undefined;
  const side = sideOf(same(named ?? "")) ?? sideOf(text);
  if (side) return { type: "true-false", key: [side] };
  if (asking.choices.some((one) => one.text !== "")) return choice(asking);
  const under = asking.row.under(keyColumn(asking));
  return void asking.told.error(
    text === "" ? "key_missing" : "key_unknown",
    text === "" ? undefined : { value: text },
    under,
  );
};

const shortAnswer = ({ row, told, choices }: Asking): object | undefined => {
  const column = (["accept", "key", "answer"] as const).find((one) => row.cell(one) !== undefined);
  const cell = column && row.cell(column);
  const listed = cell instanceof Date ? [row.text(column ?? "key", told)] : listIn(cell);
  const accept = (listed.length > 0 ? listed : choices.map(({ text }) => text)).map(tidy).filter((text) => text !== "");
  return accept.length > 0 ? { type: "short-answer", accept } : void told.error("accept_missing");
};

const number = ({ row, told }: Asking): object | undefined => {
  const column = (["answer", "key", "accept"] as const).find((one) => row.cell(one) !== undefined);
  if (!column) return void told.error("key_missing");
  const answer = numberIn(row.cell(column));
  if (answer === undefined)
    return void told.error("answer_unknown", { value: row.text(column, told) }, row.under(column));
  const tolerance = row.cell("tolerance");
  const width = tolerance === undefined ? 0 : numberIn(tolerance);
  if (width === undefined || width < 0) {
    return void told.error("answer_unknown", { value: row.text("tolerance", told) }, row.under("tolerance"));
  }
  return { type: "numeric", answer, tolerance: width };
};

const rating = ({ row, choices }: Asking): object => {
  const labels = row.cell("labels") === undefined ? choices.map(({ text }) => text) : listIn(row.cell("labels"));
  const worded = labels.map(tidy).filter((text) => text !== "");
  const scale = numberIn(row.cell("scale")) ?? (worded.length > 2 ? worded.length : 5);
  const reverse = row.has("reverse") && /^(?:yes|ya|true|benar|1|x)$/.test(same(String(row.cell("reverse") ?? "")));
  // A single word tells nothing of a scale.
  return { type: "rating", scale, labels: worded.length === 1 ? [] : worded, reverse };
};

/** Listed in the right order unless a key says another; ids drawn, so that they do not tell it. */
const ordering = (asking: Asking): object | undefined => {
  const { choices, told, numbers, stem } = asking;
  const cell = keyCell(asking);
  const filled = choices.filter(({ text }) => text !== "");
  const read =
    cell === undefined ? { places: filled.map((one) => choices.indexOf(one)) } : readKey(cell, choices, numbers);
  if ("fault" in read) return void told.error(read.fault.code, read.fault.params, asking.row.under(keyColumn(asking)));
  const ids = new Map(drawnOrder(filled, ({ text }) => text, stem).map((one, place) => [one, letterAt(place)]));
  const own = optionsOf(
    filled.map((one) => ({ ...one, id: one.id ?? ids.get(one) })),
    told,
  );
  if (!own) return undefined;
  const key = read.places.map((place) => own.ids[filled.indexOf(choices[place] as Choice)]);
  const whole = new Set(key).size === filled.length;
  return whole
    ? { type: "ordering", options: own.options, key }
    : void told.error("key_unknown", { value: String(cell) });
};

const plain = (type: string) => () => ({ type });

/** Gives the fields that only questions of a kind have, or tells why it cannot. */
export const KIND_FIELDS: Record<Kind, (asking: Asking) => object | undefined> = {
  choice: (asking) => choice(asking),
  "multiple-choice": (asking) => choice(asking, "multiple-choice"),
  "true-false": trueFalse,
  "short-answer": shortAnswer,
  numeric: number,
  poll: ({ choices, told }) => pollFields(choices, told),
  rating,
  "open-text": plain("open-text"),
  ordering,
  slide: ({ row, told }) => ({ type: "slide", text: row.text("text", told) || undefined }),
  "word-cloud": plain("word-cloud"),
};

/** The kind of a question that names none: by its options, and by what its answer is. */
export const likelyKind = ({ choices, row, numbers }: Pick<Asking, "choices" | "row" | "numbers">): Kind => {
  if (choices.some(({ text, image }) => text !== "" || image !== undefined)) return "choice";
  if (row.cell("accept") !== undefined) return "short-answer";
  const answer = row.cell("key") ?? row.cell("answer");
  const marks = answer === undefined || /^[a-f1-6]$/i.test(String(answer).trim());
  // Where there are columns for options, a mark in the key is one of them, although they are blank.
  if (choices.length > 0 && (numbers === "places" || marks)) return "choice";
  return answer !== undefined && numberIn(answer) !== undefined ? "numeric" : "short-answer";
};
