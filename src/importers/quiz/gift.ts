/** GIFT, the text format of Moodle. */
import type { Draft, Told } from "./book.ts";
import { answerFields, formatOf, plainText } from "./gift-answers.ts";
import { type Block, giftBlocks } from "./gift-blocks.ts";
import { signAt, splitAt } from "./gift-scan.ts";
import type { Format } from "./source.ts";
import { explanationOf, stemOf } from "./stem.ts";

const GAP = "_____";
const TITLE = /^\s*::(?:\\[\s\S]|[^\\])*?::/;
/** What only questions in this format have. */
const SIGN = /\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[}#])|^[ \t]*::[^\n]*::|^[ \t]*\$CATEGORY:/im;

/** The question with a gap where its answer stood, unless only the end of the sentence follows. */
const withGap = (before: string, after: string): string => {
  const rest = after.trim();
  const ended = /[?!.:]\s*$/.test(before);
  if (rest === "" || (ended && /^[.?!]+$/.test(rest))) return before;
  return `${before.trimEnd()} ${GAP}${/^[.,;:?!)]/.test(rest) ? "" : " "}${rest}`;
};

const draftOf = ({ text }: Block, told: Told): Draft | undefined => {
  const body = text.replace(TITLE, "");
  const format = formatOf(body);
  const from = signAt(body, "{");
  if (from < 0) {
    if (signAt(body, "}") >= 0) return void told.error("question_broken");
    const stem = stemOf(plainText(body, told), told);
    return stem === undefined ? undefined : { type: "slide", stem };
  }
  const to = signAt(body, "}", from);
  const broken = to < 0 || signAt(body, "{", from + 1) >= 0 || signAt(body, "}", to + 1) >= 0;
  if (broken) return void told.error("question_broken");
  const [inner, general] = splitAt(body.slice(from + 1, to), "####");
  const stem = stemOf(plainText(withGap(body.slice(0, from), body.slice(to + 1)), told), told);
  const own = answerFields(inner, format, told);
  if (stem === undefined || !own) return undefined;
  return { stem, ...own, explanation: explanationOf(plainText(general ?? "", told, format), told) };
};

export const gift: Format = {
  name: "gift",
  recognise: ({ text }) => text !== undefined && !/^\s*</.test(text) && SIGN.test(text.replace(/^[ \t]*\/\/.*$/gm, "")),
  read: ({ text = "" }, book) => {
    for (const block of giftBlocks(text)) book.question({ line: block.line }, (told) => draftOf(block, told));
  },
};
