/** GIFT, the text format of Moodle. */
import type { Place } from "../../../protocol/imports.ts";
import type { Book, Draft, Told } from "./book.ts";
import { choiceFields } from "./choices.ts";
import { drawnOrder } from "./drawn.ts";
import { answerFields, formatOf, type Pair, pairsIn, plainText } from "./gift-answers.ts";
import { type Block, giftBlocks } from "./gift-blocks.ts";
import { signAt, splitAt } from "./gift-scan.ts";
import type { Language } from "./number-text.ts";
import type { Format } from "./source.ts";
import { explanationOf, stemOf } from "./stem.ts";
import { languageOf } from "./text.ts";

const GAP = "_____";
const TITLE = /^\s*::(?:\\[\s\S]|[^\\])*?::/;
/** What only questions in this format have. */
const SIGN = /\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE|BENAR|SALAH)\s*[}#])|^[ \t]*::[^\n]*::|^[ \t]*\$CATEGORY:/im;

/** A page, or another file of markup, which may have such signs in its scripts. */
const PAGE = /^\s*<(?:[?!]|(?:html|head|body|script|style|svg|quiz|questestinterop)\b)/i;

/** The question with a gap where its answer stood, unless only the end of the sentence follows. */
const withGap = (before: string, after: string): string => {
  const rest = after.trim();
  const ended = /[?!.:]\s*$/.test(before);
  if (rest === "" || (ended && /^[.?!]+$/.test(rest))) return before;
  return `${before.trimEnd()} ${GAP}${/^[.,;:?!)]/.test(rest) ? "" : " "}${rest}`;
};

/** A question in its parts, each as it is written. */
interface Asked {
  /** With a gap where the answer stood. */
  stem: string;
  format: string;
  /** What stands between the braces; undefined: there are none. */
  inner: string | undefined;
  general: string;
}

const askedIn = ({ text }: Block, told: Told): Asked | undefined => {
  const body = text.replace(TITLE, "");
  const format = formatOf(body);
  const from = signAt(body, "{");
  const to = signAt(body, "}", Math.max(0, from));
  if (from < 0 && to < 0) {
    // What is left of an answer whose braces are not there.
    if (/^\s*[=~]/.test(body)) return void told.error("line_stray");
    if (/\n[ \t]*([=~])(?!\1)/.test(body)) return void told.error("question_broken");
    return { stem: body, format, inner: undefined, general: "" };
  }
  if (from >= 0 && to > from && signAt(body, "{", to) >= 0) return void told.error("blank_line_missing");
  if (from < 0 || to < from || signAt(body, "{", from + 1) >= 0 || signAt(body, "}", to + 1) >= 0)
    return void told.error("question_broken");
  const [inner, general = ""] = splitAt(body.slice(from + 1, to), "####");
  return { stem: withGap(body.slice(0, from), body.slice(to + 1)), format, inner, general };
};

const draftOf = ({ stem: raw, format, inner, general }: Asked, language: Language, told: Told): Draft | undefined => {
  const stem = stemOf(plainText(raw, told), told);
  const own = inner === undefined ? { type: "slide" } : answerFields(inner, format, language, told);
  if (stem === undefined || !own) return undefined;
  return { stem, ...own, explanation: explanationOf(plainText(general, told, format), told) };
};

const MOST_OPTIONS = 6;
const SILENT: Told = { error: () => {}, note: () => {} };

/** A pair of a matching question as a question of its own, with the right sides of the others as options. */
const pairDraft = (asked: Asked, { left, right }: Pair, sides: readonly string[], told: Told): Draft | undefined => {
  const stem = stemOf(`${plainText(asked.stem, told)}\n${left}`, told);
  const others = drawnOrder(sides, (side) => side, left).filter((side) => side !== right);
  const texts = drawnOrder([right, ...others.slice(0, MOST_OPTIONS - 1)], (side) => side, String(stem));
  const own = choiceFields(
    texts.map((text) => ({ text })),
    [texts.indexOf(right)],
    told,
  );
  const explanation = explanationOf(plainText(asked.general, told, asked.format), told);
  return stem === undefined || !own ? undefined : { stem, ...own, explanation };
};

/** Gives the book a matching question, pair by pair; false when it is none, or one of them cannot stand alone. */
const readPairs = (asked: Asked, place: Place, book: Book): boolean => {
  const pairs = asked.inner?.includes("->") ? pairsIn(asked.inner, asked.format, SILENT) : undefined;
  if (!pairs) return false;
  const sides = [...new Set(pairs.map(({ right }) => right))].filter((right) => right !== "");
  // A right side without a left one is only an option.
  const asking = pairs.filter(({ left }) => left !== "");
  const fit = asking.every((pair) => pairDraft(asked, pair, sides, SILENT) !== undefined);
  if (!fit || asking.length === 0) return false;
  asking.forEach((pair, index) => {
    book.question(place, (told) => {
      if (index === 0) told.note("matching_split");
      return pairDraft(asked, pair, sides, told);
    });
  });
  return true;
};

export const gift: Format = {
  name: "gift",
  recognise: ({ text }) => text !== undefined && !PAGE.test(text) && SIGN.test(text.replace(/^[ \t]*\/\/.*$/gm, "")),
  read: ({ text = "" }, book) => {
    const language = languageOf([text.slice(0, 100_000)]);
    for (const block of giftBlocks(text)) {
      const place = { line: block.line };
      const asked = askedIn(block, SILENT);
      if (asked && readPairs(asked, place, book)) continue;
      book.question(place, (told) => {
        const own = askedIn(block, told);
        return own && draftOf(own, language, told);
      });
    }
  },
};
