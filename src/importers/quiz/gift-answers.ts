/** What stands between the braces of a GIFT question. */
import { numeric } from "../../items/numeric.ts";
import type { Told } from "./book.ts";
import { choiceFields } from "./choices.ts";
import { plainHtml } from "./entities.ts";
import { cutBefore, splitAt, unescaped } from "./gift-scan.ts";
import { tidy } from "./text.ts";

const FORMAT = /^\s*\[(html|markdown|plain|moodle)\]/i;

/** A text in one of the formats, as plain text; pictures, sound and video in it are told. */
export const plainText = (raw: string, told: Told, inherited = "moodle"): string => {
  const format = (FORMAT.exec(raw)?.[1] ?? inherited).toLowerCase();
  // Lines are broken where the file is too narrow; a line break that is meant is written \n.
  const text = unescaped(raw.replace(FORMAT, "").replace(/[ \t]*\r?\n\s*/g, " "));
  if (format === "markdown") return tidy(text.replace(/(\*\*|__)(.+?)\1/g, "$2"));
  if (format !== "html") return tidy(text);
  const plain = plainHtml(text);
  if (plain.media) told.note("media_dropped", { value: "HTML" });
  return tidy(plain.text);
};

export const formatOf = (raw: string): string => (FORMAT.exec(raw)?.[1] ?? "moodle").toLowerCase();

interface Answer {
  /** Of a right one; what begins with the sign of a wrong one may have a weight, too. */
  sign: "=" | "~";
  /** Percent. */
  weight: number;
  raw: string;
  feedback: boolean;
}

const WEIGHT = /^\s*%(-?\d+(?:\.\d+)?)%/;

const answersIn = (inner: string): Answer[] =>
  cutBefore(inner, "=~").flatMap((part) => {
    const sign = part[0];
    if (sign !== "=" && sign !== "~") return [];
    const [before, feedback] = splitAt(part.slice(1), "#");
    const weight = WEIGHT.exec(before)?.[1];
    return [
      {
        sign,
        weight: weight === undefined ? (sign === "=" ? 100 : 0) : Number(weight),
        raw: before.replace(WEIGHT, ""),
        feedback: (feedback ?? "").trim() !== "",
      },
    ];
  });

const tellDropped = (answers: readonly Answer[], partial: boolean, told: Told): void => {
  if (partial) told.note("partial_dropped");
  if (answers.some(({ feedback }) => feedback)) told.note("feedback_dropped");
};

const choice = (answers: readonly Answer[], format: string, told: Told) => {
  const single = answers.some(({ sign }) => sign === "=");
  const isRight = ({ weight }: Answer) => (single ? weight >= 100 : weight > 0);
  const weights = new Set(answers.filter(isRight).map(({ weight }) => weight));
  const partial = single ? answers.some(({ weight }) => weight > 0 && weight < 100) : weights.size > 1;
  tellDropped(answers, partial, told);
  return choiceFields(
    answers.map(({ raw }) => ({ text: plainText(raw, told, format) })),
    answers.flatMap((answer, place) => (isRight(answer) ? [place] : [])),
    told,
  );
};

const shortAnswer = (answers: readonly Answer[], format: string, told: Told) => {
  const right = answers.filter(({ weight }) => weight >= 100);
  tellDropped(answers, right.length < answers.length, told);
  const accept = right.map(({ raw }) => plainText(raw, told, format)).filter((text) => text !== "");
  return accept.length > 0 ? { type: "short-answer", accept } : void told.error("accept_missing");
};

const NO_ITEM = { type: "numeric", id: "n", stem: "n", answer: 0, tolerance: 0, seconds: null, points: 0 } as const;
const numberIn = (text: string): number => {
  const value = numeric.normalise(NO_ITEM, text.trim());
  return typeof value === "number" ? value : Number.NaN;
};
/** Without the dust that adding decimals leaves. */
const clean = (value: number): number => Number(value.toPrecision(12));

/** `1822`, `1822:5`, `1820..1825` */
const boundsIn = (raw: string): { answer: number; tolerance: number } => {
  const text = unescaped(raw);
  const [low, high] = text.split("..");
  if (high !== undefined) {
    const [from, to] = [numberIn(low ?? ""), numberIn(high)];
    return { answer: clean((from + to) / 2), tolerance: clean(Math.abs(to - from) / 2) };
  }
  const [answer = "", tolerance = "0"] = text.split(":");
  return { answer: numberIn(answer), tolerance: numberIn(tolerance) };
};

const number = (inner: string, told: Told) => {
  const listed = answersIn(inner);
  const [plain, feedback] = splitAt(inner, "#");
  const answers =
    listed.length > 0 ? listed : [{ sign: "=" as const, weight: 100, raw: plain, feedback: feedback !== undefined }];
  const right = answers.filter(({ weight }) => weight >= 100);
  const partial = answers.some(({ weight }) => weight > 0 && weight < 100);
  tellDropped(answers, partial, told);
  const [first] = right;
  if (!first || first.raw.trim() === "") return void told.error("key_missing");
  if (right.length > 1) told.note("answers_more");
  const { answer, tolerance } = boundsIn(first.raw);
  if (!Number.isFinite(answer) || !Number.isFinite(tolerance) || tolerance < 0) {
    return void told.error("answer_unknown", { value: first.raw.trim() });
  }
  return { type: "numeric", answer, tolerance };
};

const SIDE = /^(T|TRUE|F|FALSE)\s*(?:#([\s\S]*))?$/i;

/** The fields that follow from what stands between the braces; undefined when an error is told. */
export const answerFields = (inner: string, format: string, told: Told): object | undefined => {
  const text = inner.trim();
  if (text === "") return { type: "open-text" };
  if (text.startsWith("#")) return number(text.slice(1), told);
  const [, side, feedback = ""] = SIDE.exec(text) ?? [];
  if (side !== undefined) {
    if (feedback.trim() !== "") told.note("feedback_dropped");
    return { type: "true-false", key: [side.toUpperCase().startsWith("T") ? "true" : "false"] };
  }
  if (text.startsWith(">")) return void told.error("type_unsupported", { type: "ordering" });
  const answers = answersIn(text);
  const wrong = answers.some(({ sign }) => sign === "~");
  if (!wrong && answers.length > 0 && answers.every(({ raw }) => splitAt(raw, "->")[1] !== undefined)) {
    return void told.error("type_unsupported", { type: "matching" });
  }
  if (answers.length === 0) return void told.error("question_broken");
  return wrong ? choice(answers, format, told) : shortAnswer(answers, format, told);
};
