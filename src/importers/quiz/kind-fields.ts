/** The fields of a question of each kind, from a row that a person wrote. */
import type { Cell } from "../kahoot-rows.ts";
import type { Told } from "./book.ts";
import { type Choice, choiceFields, letterAt, optionsOf, pollFields } from "./choices.ts";
import { drawnOrder, drawnPlace } from "./drawn.ts";
import { readKey } from "./key.ts";
import { keyedFields } from "./keyed.ts";
import type { Kind } from "./kinds.ts";
import { numberIn } from "./number-text.ts";
import type { Reading } from "./reading.ts";
import { listIn, type Row } from "./row.ts";
import { sideOf, sideWord } from "./sides.ts";
import { same, tidy } from "./text.ts";

export interface Asking {
  row: Row;
  stem: string;
  choices: Choice[];
  reading: Reading;
  told: Told;
}

const keyColumn = ({ row }: Pick<Asking, "row">): "key" | "answer" =>
  row.cell("key") === undefined ? "answer" : "key";

const keyCell = (asking: Asking): Cell => asking.row.cell(keyColumn(asking));

/** With the right answer among the options, where it stands in a column of its own. */
const joined = ({ choices, stem, row, told }: Asking, right: string): { choices: Choice[]; place: number } => {
  const filled = choices.filter(({ text }) => text !== "");
  const known = filled.findIndex(({ text }) => same(text) === same(right));
  if (known >= 0) return { choices: filled, place: known };
  const place = drawnPlace(`${stem}\n${right}`, filled.length);
  return { choices: filled.toSpliced(place, 0, { text: row.text(keyColumn({ row }), told) }), place };
};

const choice = (asking: Asking, type?: "multiple-choice"): object | undefined => {
  const { choices, reading, told, row } = asking;
  const cell = keyCell(asking);
  if (reading.apart && cell !== undefined) {
    const own = joined(asking, String(cell));
    return choiceFields(own.choices, [own.place], told);
  }
  return keyedFields(choices, cell, reading.numbers, told, row.under(keyColumn(asking)), type);
};

const trueFalse = (asking: Asking): object | undefined => {
  const { choices, reading, row, told } = asking;
  const cell = keyCell(asking);
  const under = row.under(keyColumn(asking));
  const text = same(cell instanceof Date ? "" : String(cell ?? ""));
  // "B" is the second of two options, and Benar without any.
  const read = choices.length > 1 ? readKey(cell, choices, reading.numbers) : undefined;
  const named = read && "places" in read ? choices[read.places[0] ?? -1]?.text : undefined;
  const [byPlace, byWord] = [sideOf(same(named ?? "")), sideOf(text)];
  const side = reading.sides === "words" ? (byWord ?? byPlace) : (byPlace ?? byWord);
  const isDoubtful = reading.sides === undefined && byPlace !== undefined && byWord !== undefined && byPlace !== byWord;
  if (isDoubtful) told.note("key_doubtful", { value: text.toUpperCase(), text: named ?? "" }, under);
  if (side) return { type: "true-false", key: [side] };
  if (choices.some((one) => one.text !== "")) return choice(asking);
  const [code, params] = text === "" ? (["key_missing"] as const) : (["key_unknown", { value: text }] as const);
  return void told.error(code, params, under);
};

/** Characters of the longest answer that can be typed. */
const TYPED = 100;

/** A question that is answered in more words than can be judged; the file's answer explains it. */
const openText = (answer: string): object => ({ type: "open-text", explanation: answer });

const shortAnswer = ({ row, told, choices }: Asking): object | undefined => {
  const column = (["accept", "key", "answer"] as const).find((one) => row.cell(one) !== undefined);
  const cell = column && row.cell(column);
  const listed = cell instanceof Date ? [row.text(column ?? "key", told)] : listIn(cell);
  const accept = (listed.length > 0 ? listed : choices.map(({ text }) => text)).map(tidy).filter((text) => text !== "");
  if (column && accept.some((text) => text.length > TYPED)) {
    told.note("answer_long", { max: TYPED }, row.under(column));
    return openText(row.text(column, told));
  }
  return accept.length > 0 ? { type: "short-answer", accept } : void told.error("accept_missing");
};

const number = ({ row, told, reading }: Asking): object | undefined => {
  const column = (["answer", "key", "accept"] as const).find((one) => row.cell(one) !== undefined);
  if (!column) return void told.error("key_missing");
  const read = (from: typeof column | "tolerance"): number | undefined => {
    const found = numberIn(row.cell(from), reading.language);
    if (!found || (from === "tolerance" && found.value < 0)) {
      return void told.error("answer_unknown", { value: row.text(from, told) }, row.under(from));
    }
    const { value, isDoubtful } = found;
    if (isDoubtful) told.note("key_doubtful", { value: row.text(from, told), text: String(value) }, row.under(from));
    return value;
  };
  const answer = read(column);
  if (answer === undefined) return undefined;
  const tolerance = row.cell("tolerance") === undefined ? 0 : read("tolerance");
  return tolerance === undefined ? undefined : { type: "numeric", answer, tolerance };
};

const rating = ({ row, choices, reading }: Asking): object => {
  const labels = row.cell("labels") === undefined ? choices.map(({ text }) => text) : listIn(row.cell("labels"));
  const worded = labels.map(tidy).filter((text) => text !== "");
  const scale = numberIn(row.cell("scale"), reading.language)?.value ?? (worded.length > 2 ? worded.length : 5);
  const reverse = row.has("reverse") && /^(?:yes|ya|true|benar|1|x)$/.test(same(String(row.cell("reverse") ?? "")));
  // A single word tells nothing of a scale.
  return { type: "rating", scale, labels: worded.length === 1 ? [] : worded, reverse };
};

/** Listed in the right order unless a key says another; ids drawn, so that they do not tell it. */
const ordering = (asking: Asking): object | undefined => {
  const { choices, told, reading, stem } = asking;
  const cell = keyCell(asking);
  const filled = choices.filter(({ text }) => text !== "");
  const read =
    cell === undefined
      ? { places: filled.map((one) => choices.indexOf(one)) }
      : readKey(cell, choices, reading.numbers);
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
  "open-text": ({ row, told }) => openText(row.text(keyColumn({ row }), told)),
  ordering,
  slide: ({ row, told }) => ({ type: "slide", text: row.text("text", told) || undefined }),
  "word-cloud": plain("word-cloud"),
};

/** The kind of a question that names none: by its options, and by what its answer is. */
export const likelyKind = ({ choices, row, reading }: Pick<Asking, "choices" | "row" | "reading">): Kind => {
  if (choices.some(({ text, image }) => text !== "" || image !== undefined)) return "choice";
  if (row.cell("accept") !== undefined) return "short-answer";
  const answer = row.cell(keyColumn({ row }));
  const text = same(String(answer ?? ""));
  if (sideWord(text) !== undefined || (reading.bareSides && sideOf(text) !== undefined)) return "true-false";
  const marks = answer === undefined || /^[a-f1-6]$/.test(text);
  // Where there are columns for options, a mark in the key is one of them, although they are blank.
  if (choices.length > 0 && (reading.numbers === "places" || marks)) return "choice";
  return numberIn(answer, reading.language) === undefined ? "short-answer" : "numeric";
};
