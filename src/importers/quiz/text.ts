/** Texts as people leave them in files. */

/** Spaces of other widths, and signs that draw nothing: what is pasted from pages and word processors. */
const SPACES = /[\t\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const UNSEEN = /[\u200b\u2060\ufeff]|(?!\n)\p{Cc}/gu;

/** A text without what nobody means: single spaces, none at the ends of lines, at most one empty line. */
export const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(SPACES, " ")
    .replace(UNSEEN, "")
    .replace(/ {2,}/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

/** Whether there is nothing in a cell that can be seen. */
export const isBlank = (cell: unknown): boolean =>
  cell === null || cell === undefined || cell === "" || (typeof cell === "string" && tidy(cell) === "");

/** The form in which two texts of one file are the same: case and spaces do not matter. */
export const same = (text: string): string => tidy(text).replace(/\s+/g, " ").toLowerCase();

/** So many characters of a text, and no half of one. */
export const cut = (text: string, most: number): string =>
  text.length > most
    ? text
        .slice(0, most)
        .replace(/[\ud800-\udbff]$/, "")
        .trim()
    : text;

/** The lines of a text with their numbers, one at a time: all of a large text at once would take many times its size. */
export function* linesOf(text: string): Generator<{ line: number; text: string }> {
  const ends = /\r\n?|\n/g;
  let from = 0;
  for (let line = 1; ; line++) {
    const end = ends.exec(text);
    yield { line, text: text.slice(from, end?.index) };
    if (!end) return;
    from = ends.lastIndex;
  }
}

const INDONESIAN =
  /\b(?:yang|adalah|apa|apakah|siapa|siapakah|berapa|berapakah|di|dari|dan|dengan|untuk|pada|ini|itu|manakah|mana|kapan|bagaimana|mengapa|kecuali|dalam|tidak|oleh|sebutkan|jelaskan|ibu|kota|guru|murid)\b/gi;
const ENGLISH =
  /\b(?:the|is|are|was|were|what|which|who|whose|when|where|how|why|of|in|and|to|for|from|does|did|do|not|this|that|with|an)\b/gi;
/** "a" before a word; a capital one is a letter unless a text begins with it: a class, a vitamin, an option. */
const ARTICLE = /(?<!\S)a(?= [A-Za-z]{2})|^A(?= [a-z]{2})/gm;

/** The language of the questions, told by their small words; Indonesian when nothing tells. */
export const languageOf = (texts: readonly string[]): "id" | "en" => {
  const all = texts.join("\n");
  const count = (words: RegExp) => all.match(words)?.length ?? 0;
  return count(ENGLISH) + count(ARTICLE) > count(INDONESIAN) ? "en" : "id";
};
