/** Aiken: a question on a line or a few, its options each on a line, and `ANSWER: B`. */
import type { Book, Draft, Told } from "./book.ts";
import type { Choice } from "./choices.ts";
import { placeOf } from "./key.ts";
import { keyedFields } from "./keyed.ts";
import type { Format } from "./source.ts";
import { explanationOf, stemOf } from "./stem.ts";
import { linesOf, tidy } from "./text.ts";

const OPTION = /^\s*\(?([A-Za-z])[.)]\s*(\S.*)$/;
const ANSWER =
  /^\s*(?:(?:CORRECT )?ANSWER|ANS|JAWAB|JAWABAN(?: YANG)?(?: BENAR)?|KUNCI(?: JAWABAN)?)\s*:\s*(.*)$|^\s*ANSWER\s+([A-Z])[.)]?\s*$/i;
const EXPLANATION = /^\s*(?:PEMBAHASAN|PENJELASAN|EXPLANATION|FEEDBACK)\s*:\s*(.*)$/i;

interface Option {
  mark: string;
  text: string;
  /** Where several share a line: the line as one option, which all of them have. */
  whole?: Option;
}

const isAfter = (mark: string, other: string): boolean => mark.charCodeAt(0) === other.charCodeAt(0) + 1;

/** The question that is being read. `tail`: lines after its options, which may yet belong to the last one. */
interface Open {
  line: number;
  stem: string[];
  options: Option[];
  tail: { line: number; text: string }[];
}

/** A question that has its answer; an explanation may still follow. */
interface Answered extends Open {
  answer: string;
  explanation: string[];
}

/** What parts options that share a line: a tab, wide space, or any space before a letter with a bracket. */
const BETWEEN = /(?:\t|(?<! ) {2,}(?! )| )(?=\(?[A-Za-z]\))|(?:\t|(?<! ) {2,}(?! ))(?=[A-Za-z]\.)/;

/** Whether letters rise by the same step, of three at most: side by side, or two or three columns. */
const areSteps = (options: readonly Option[]): boolean => {
  const steps = options.slice(1).map(({ mark }, at) => mark.charCodeAt(0) - (options[at]?.mark.charCodeAt(0) ?? 0));
  return steps.every((step) => step === steps[0] && step > 0 && step <= 3);
};

/** The options of a line, each with its letter: several where their letters rise, all large or all small. */
const optionsIn = (line: string): Option[] => {
  const read = (text: string): Option[] => {
    const [, mark, option = ""] = OPTION.exec(text) ?? [];
    return mark === undefined ? [] : [{ mark: mark.toUpperCase(), text: option }];
  };
  const parts = line.trim().split(BETWEEN);
  const options = parts.flatMap(read);
  const alike = new Set(parts.map((part) => /^\(?[a-z]/.test(part))).size === 1;
  const [whole] = read(line);
  if (!whole || !alike || options.length < parts.length || !areSteps(options)) return whole ? [whole] : [];
  return options.length === 1 ? options : options.map((option) => ({ ...option, whole }));
};

/** The options at the places of their letters; where one is left out its place is blank. */
const choicesOf = (options: readonly Option[]): Choice[] => {
  const choices: Choice[] = [];
  for (const { mark, text } of options) {
    const place = placeOf(mark.toLowerCase());
    while (choices.length <= place) choices.push({ text: "" });
    choices[place] = { text: tidy(text) };
  }
  return choices;
};

const draftOf = ({ stem, options, answer, explanation }: Answered, told: Told): Draft | undefined => {
  const words = stemOf(stem.join("\n"), told);
  if (words === undefined) return undefined;
  const own = keyedFields(choicesOf(options), answer, "places", told);
  return own && { stem: words, ...own, explanation: explanationOf(explanation.join("\n"), told) };
};

/** Takes lines one by one, and gives the book each question when it ends. */
const reader = (book: Book) => {
  let open: Open | undefined;
  let answered: Answered | undefined;
  const fresh = (line: number): Open => ({ line, stem: [], options: [], tail: [] });
  const stray = (line: number) => book.question({ line }, (told) => void told.error("line_stray"));
  /** Gives away the question whose answer has been read. */
  const give = () => {
    const given = answered;
    answered = undefined;
    if (given) book.question({ line: given.line }, (told) => draftOf(given, told));
  };
  /** Ends what is open without its answer. */
  const leave = () => {
    give();
    if (open) {
      const { line, options } = open;
      book.question({ line }, (told) => void told.error(options.length === 0 ? "line_stray" : "unfinished"));
    }
    open = undefined;
  };
  const takeOption = (line: number, option: Option, raw: string) => {
    const { mark } = option;
    const last = open?.options.at(-1);
    if (!open) return mark === "A" ? stray(line) : takeText(line, raw);
    if (last && mark === "A") {
      // A question began in the lines after the options, and the answer before them is missing.
      const { tail } = open;
      leave();
      if (tail.length === 0) return stray(line);
      open = { ...fresh(tail[0]?.line ?? line), stem: tail.map((one) => one.text), options: [option] };
      return undefined;
    }
    const marks = open.options.map((one) => one.mark);
    // Two columns are read down: after A and C, B may follow.
    const isNext = mark > (last?.mark ?? mark) || (!marks.includes(mark) && marks.some((one) => isAfter(mark, one)));
    if (mark !== "A" && !isNext) return takeText(line, raw);
    if (last) last.text += open.tail.map((one) => `\n${one.text}`).join("");
    open.tail = [];
    open.options.push(option);
    return undefined;
  };
  /** A letter that comes again was within the text of the first option of its line. */
  const rejoin = (mark: string) => {
    const whole = open?.options.find((option) => option.mark === mark)?.whole;
    if (!open || !whole || whole.mark === mark) return;
    const at = open.options.findIndex((option) => option.whole === whole);
    open.options = open.options.filter((option) => option.whole !== whole).toSpliced(at, 0, { ...whole });
  };
  const takeText = (line: number, text: string) => {
    open ??= fresh(line);
    if (open.options.length === 0) open.stem.push(text);
    else open.tail.push({ line, text });
  };
  const takeAnswer = (line: number, answer: string) => {
    const ended = open;
    open = undefined;
    if (!ended) return stray(line);
    const last = ended.options.at(-1);
    if (last) last.text += ended.tail.map((one) => `\n${one.text}`).join("");
    answered = { ...ended, answer, explanation: [] };
    return undefined;
  };
  let blank = false;
  return {
    take: (text: string, line: number) => {
      if (text.trim() === "") {
        blank = true;
        return;
      }
      const explains = answered && EXPLANATION.exec(text);
      if (answered && (explains || (answered.explanation.length > 0 && !blank))) {
        answered.explanation.push(explains?.[1] ?? text);
        blank = false;
        return;
      }
      give();
      const [, worded, lettered] = ANSWER.exec(text) ?? [];
      const answer = worded ?? lettered;
      const options = optionsIn(text);
      // After a blank line a new question begins, unless an option or the answer follows.
      if (blank && answer === undefined && options.length === 0) leave();
      blank = false;
      if (answer !== undefined) takeAnswer(line, answer);
      else if (options.length === 0 || (options[0]?.mark !== "A" && !open?.options.length)) takeText(line, text);
      else {
        for (const one of options) {
          rejoin(one.mark);
          takeOption(line, one, options.length === 1 ? text : `${one.mark}. ${one.text}`);
        }
      }
    },
    end: leave,
  };
};

export const aiken: Format = {
  name: "aiken",
  recognise: ({ text }) =>
    text !== undefined &&
    /^[ \t]*\(?[A-Za-z][.)]/m.test(text) &&
    /^[ \t]*(?:(?:CORRECT )?ANSWER|ANS|JAWAB|JAWABAN|KUNCI)\b(?:[^:\r\n]*:(?!\s*\{)| [A-Z]\r?$)/im.test(text),
  read: ({ text = "" }, book) => {
    const { take, end } = reader(book);
    for (const { line, text: words } of linesOf(text)) take(words, line);
    end();
  },
};
