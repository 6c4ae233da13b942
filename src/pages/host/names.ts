/** A pasted list of people. */

/** The most the server takes. */
const MOST_NAMES = 500;

/** The names in a text, one a line; the running number of a pasted table is not part of one. */
export const namesIn = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) =>
      line
        .replace(/^\s*\d+[.)]?\t/, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .filter((name) => name !== "")
    .slice(0, MOST_NAMES);
