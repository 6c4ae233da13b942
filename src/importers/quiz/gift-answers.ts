/** What stands between the braces of a GIFT question. */
import type { Told } from "./book.ts";
import { choiceFields } from "./choices.ts";
import { isMarkedUp, plainHtml } from "./entities.ts";
import { cutBefore, splitAt, unescaped } from "./gift-scan.ts";
import { type Language, numberIn } from "./number-text.ts";
import { sideWord } from "./sides.ts";
import { tidy } from "./text.ts";

const FORMAT = /^\s*\[(html|markdown|plain|moodle)\]/i;

/** A text in one of the formats, as plain text; pictures, sound and video in it are told. */
export const plainText = (raw: string, told: Told, inherited = "moodle"): string => {
  const format = (FORMAT.exec(raw)?.[1] ?? inherited).toLowerCase();
  // Lines are broken where the file is too narrow; a line break that is meant is written \n.
  const lines = raw.replace(FORMAT, "").split("\n");
  const text = unescaped(lines.length > 1 ? lines.map((line) => line.trim()).join(" ") : raw.replace(FORMAT, ""));
  if (format === "markdown") return tidy(text.replace(/(\*\*|__)(?=[^\s*_])(.+?)\1/g, "$2"));
  if (format !== "html" && !(format === "moodle" && isMarkedUp(text))) return tidy(text);
  const plain = plainHtml(text);
  if (plain.media) told.note("media_dropped", { value: "HTML" });
  // Tags alone are what is asked for, unless they are said to be HTML.
  return tidy(plain.text) || (format === "html" ? "" : tidy(text));
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

const WEIGHT = /^\s*%(-?\d+(?:[.,]\d+)?)%/;

const answersIn = (inner: string): Answer[] =>
  cutBefore(inner, "=~").flatMap((part) => {
    const sign = part[0];
    if (sign !== "=" && sign !== "~") return [];
    const [before, feedback] = splitAt(part.slice(1), "#");
    const weight = WEIGHT.exec(before)?.[1];
    return [
      {
        sign,
        weight: weight === undefined ? (sign === "=" ? 100 : 0) : Number(weight.replace(",", ".")),
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
  const single = answers.some(({ sign, weight }) => sign === "=" && weight >= 100);
  const isRight = ({ weight }: Answer) => (single ? weight >= 100 : weight > 0);
  const weights = new Set(answers.filter(isRight).map(({ weight }) => weight));
  const partial = single ? answers.some(({ weight }) => weight > 0 && weight < 100) : weights.size > 1;
  tellDropped(answers, partial, told);
  const full = answers
    .filter(({ sign, weight }) => sign === "=" && weight >= 100)
    .map(({ raw }) => plainText(raw, told, format));
  if (full.length > 1) told.note("key_either", { value: full.join(" / ") });
  const shown = answers.map(({ raw }) => plainText(raw, told, format));
  // Options that only their tags tell apart are about those.
  const isOfTags = format === "moodle" && new Set(shown).size < shown.length;
  return choiceFields(
    answers.map(({ raw }, place) => ({ text: isOfTags ? plainText(raw, told, "plain") : (shown[place] ?? "") })),
    answers.flatMap((answer, place) => (isRight(answer) ? [place] : [])),
    told,
  );
};

const shortAnswer = (answers: readonly Answer[], format: string, told: Told) => {
  const right = answers.filter(({ weight }) => weight >= 100);
  tellDropped(answers, right.length < answers.length, told);
  // A star at an end stands for anything; a backslash makes it text.
  const typed = right.map(({ raw }) =>
    raw
      .trim()
      .replace(/^\*+|(?<![\\*])\*+$/g, "")
      .replaceAll("\\*", "*"),
  );
  const accept = typed.map((raw) => plainText(raw, told, format)).filter((text) => text !== "");
  return accept.length > 0 ? { type: "short-answer", accept } : void told.error("accept_missing");
};

/** Without the dust that adding decimals leaves. */
const clean = (value: number): number => Number(value.toPrecision(12));

/** `1822`, `1822:5`, `1820..1825`. A point is the decimal sign of the format, a comma that of the language. */
const boundsIn = (raw: string, language: Language) => {
  const text = unescaped(raw);
  let isDoubtful = false;
  const read = (part = ""): number => {
    const found = numberIn(part.trim(), part.includes(",") ? language : "en");
    isDoubtful ||= found?.isDoubtful ?? false;
    return found?.value ?? Number.NaN;
  };
  const [low, high] = text.split("..");
  if (high !== undefined) {
    const [from, to] = [read(low), read(high)];
    return { answer: clean((from + to) / 2), tolerance: clean(Math.abs(to - from) / 2), isDoubtful };
  }
  const [answer, tolerance = "0"] = text.split(":");
  return { answer: read(answer), tolerance: read(tolerance), isDoubtful };
};

const number = (inner: string, language: Language, told: Told) => {
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
  const { answer, tolerance, isDoubtful } = boundsIn(first.raw, language);
  if (!Number.isFinite(answer) || !Number.isFinite(tolerance) || tolerance < 0) {
    return void told.error("answer_unknown", { value: first.raw.trim() });
  }
  if (isDoubtful) told.note("key_doubtful", { value: first.raw.trim(), text: String(answer) });
  return { type: "numeric", answer, tolerance };
};

/** `T`, `FALSE`, `BENAR`, and what is said to either. */
const sideIn = (text: string): { side: "true" | "false"; feedback: string } | undefined => {
  const [word, feedback = ""] = splitAt(text, "#");
  const named = word.trim().toLowerCase();
  const side = named === "t" ? "true" : named === "f" ? "false" : sideWord(named);
  return side && { side, feedback };
};

export interface Pair {
  left: string;
  right: string;
}

/** The pairs of a matching question, `=left -> right`; undefined when it is none. Without a left: only an option. */
export const pairsIn = (inner: string, format: string, told: Told): Pair[] | undefined => {
  const answers = answersIn(inner);
  const sides = answers.map(({ raw }) => splitAt(raw, "->"));
  if (answers.length === 0 || !sides.every(([, right], at) => answers[at]?.sign === "=" && right !== undefined))
    return undefined;
  return sides.map(([left, right = ""]) => ({
    left: plainText(left, told, format),
    right: plainText(right, told, format),
  }));
};

/** The fields that follow from what stands between the braces; undefined when an error is told. */
export const answerFields = (inner: string, format: string, language: Language, told: Told): object | undefined => {
  const text = inner.trim();
  if (text === "") return { type: "open-text" };
  if (text.startsWith("#")) return number(text.slice(1), language, told);
  const read = sideIn(text);
  if (read) {
    if (read.feedback.trim() !== "") told.note("feedback_dropped");
    return { type: "true-false", key: [read.side] };
  }
  // Pairs that could stand alone do.
  if (text.startsWith(">") || pairsIn(text, format, told)) return void told.error("type_unsupported");
  const answers = answersIn(text);
  if (answers.length === 0) return void told.error("answer_unmarked", { value: text });
  return answers.some(({ sign }) => sign === "~") ? choice(answers, format, told) : shortAnswer(answers, format, told);
};
