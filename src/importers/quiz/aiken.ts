/** Aiken: a question on a line or a few, its options each on a line, and `ANSWER: B`. */
import type { Book, Told } from "./book.ts";
import { choiceFields } from "./choices.ts";
import type { Format } from "./source.ts";
import { stemOf } from "./stem.ts";
import { linesOf, tidy } from "./text.ts";

const OPTION = /^\s*([A-Za-z])[.)]\s*(\S.*)$/;
const ANSWER = /^\s*(?:ANSWER|JAWABAN|KUNCI|KUNCI JAWABAN)\s*:\s*(.*)$/i;

interface Option {
  mark: string;
  text: string;
}

/** The question that is being read. `tail`: lines after its options, which may yet belong to the last one. */
interface Open {
  line: number;
  stem: string[];
  options: Option[];
  tail: { line: number; text: string }[];
}

const draftOf = ({ stem, options }: Open, answer: string, told: Told) => {
  const words = stemOf(stem.join("\n"), told);
  const marks = answer
    .toUpperCase()
    .split(/[\s,;&]+/)
    .filter((mark) => mark !== "");
  const right = marks.map((mark) => options.findIndex((option) => option.mark === mark.replace(/[.)]$/, "")));
  if (words === undefined) return undefined;
  if (marks.length === 0) return void told.error("key_missing");
  if (right.includes(-1))
    return void told.error(options.length < 2 ? "options_few" : "key_unknown", {
      value: answer,
      count: options.length,
    });
  const own = choiceFields(
    options.map(({ text }) => ({ text: tidy(text) })),
    right,
    told,
  );
  return own && { stem: words, ...own };
};

/** Takes lines one by one, and gives the book each question when it ends. */
const reader = (book: Book) => {
  let open: Open | undefined;
  const fresh = (line: number): Open => ({ line, stem: [], options: [], tail: [] });
  const stray = (line: number) => book.question({ line }, (told) => void told.error("line_stray"));
  /** Ends what is open without its answer. */
  const leave = () => {
    if (open) {
      const { line, options } = open;
      book.question(
        { line },
        (told) => void told.error(options.length === 0 ? "options_few" : "unfinished", { count: 0 }),
      );
    }
    open = undefined;
  };
  const takeOption = (line: number, mark: string, text: string, raw: string) => {
    const last = open?.options.at(-1);
    if (!open) return mark === "A" ? stray(line) : takeText(line, raw);
    if (last && mark === "A") {
      // A question began in the lines after the options, and the answer before them is missing.
      const { tail } = open;
      leave();
      if (tail.length === 0) return stray(line);
      open = { ...fresh(tail[0]?.line ?? line), stem: tail.map((one) => one.text), options: [{ mark, text }] };
      return undefined;
    }
    if (mark !== "A" && (!last || mark <= last.mark)) return takeText(line, raw);
    if (last) last.text += open.tail.map((one) => `\n${one.text}`).join("");
    open.tail = [];
    open.options.push({ mark, text });
    return undefined;
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
    book.question({ line: ended.line }, (told) => draftOf(ended, answer, told));
  };
  let blank = false;
  return {
    take: (text: string, line: number) => {
      if (text.trim() === "") {
        blank = true;
        return;
      }
      const [, answer] = ANSWER.exec(text) ?? [];
      const [, mark, option = ""] = OPTION.exec(text) ?? [];
      // After a blank line a new question begins, unless an option or the answer follows.
      if (blank && answer === undefined && mark === undefined) leave();
      blank = false;
      if (answer !== undefined) takeAnswer(line, answer);
      else if (mark !== undefined) takeOption(line, mark.toUpperCase(), option, text);
      else takeText(line, text);
    },
    end: leave,
  };
};

export const aiken: Format = {
  name: "aiken",
  recognise: ({ text }) =>
    text !== undefined &&
    /^[ \t]*[A-Za-z][.)]/m.test(text) &&
    /^[ \t]*(?:ANSWER|JAWABAN|KUNCI)\b[^:\r\n]*:/im.test(text),
  read: ({ text = "" }, book) => {
    const { take, end } = reader(book);
    for (const { line, text: words } of linesOf(text)) take(words, line);
    end();
  },
};
