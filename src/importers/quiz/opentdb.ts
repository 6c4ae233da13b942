/** Answers of the Open Trivia Database, in each of its encodings. */
import type { Draft, Told } from "./book.ts";
import { choiceFields } from "./choices.ts";
import { drawnOrder } from "./drawn.ts";
import { decodedEntities } from "./entities.ts";
import { type Format, objectOf } from "./source.ts";
import { stemOf } from "./stem.ts";
import { tidy } from "./text.ts";

type Fields = Record<string, unknown>;

const resultsOf = (json: unknown): Fields[] => {
  const results = Array.isArray(json) ? json : objectOf(json)?.results;
  return Array.isArray(results) ? results.map((one) => objectOf(one) ?? {}) : [];
};

const isQuestion = (fields: Fields): boolean => "correct_answer" in fields && Array.isArray(fields.incorrect_answers);

const fromBase64 = (text: string): string =>
  new TextDecoder().decode(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)));

/** The kinds `multiple` and `boolean` in base 64 show how the whole answer is written. */
const BASE64_KINDS = ["bXVsdGlwbGU=", "Ym9vbGVhbg=="];

/** How the texts of an answer are read. */
const readerOf = (results: readonly Fields[]): ((text: unknown) => string) => {
  const base64 = results.some(({ type }) => BASE64_KINDS.includes(String(type)));
  const address = results.some(({ question }) => /^[^\s%]*%[0-9A-F]{2}\S*$/i.test(String(question)));
  return (value) => {
    const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
    try {
      if (base64) return tidy(fromBase64(text));
      if (address) return tidy(decodeURIComponent(text.replaceAll("+", " ")));
    } catch {
      // One text that is not written so stays as it is.
    }
    return tidy(decodedEntities(text));
  };
};

const draftOf = (fields: Fields, read: (text: unknown) => string, told: Told): Draft | undefined => {
  const stem = stemOf(read(fields.question), told);
  const right = read(fields.correct_answer);
  if (stem === undefined) return undefined;
  const side = right.toLowerCase();
  if (read(fields.type) === "boolean" && (side === "true" || side === "false")) {
    return { type: "true-false", stem, key: [side] };
  }
  if (right === "") return void told.error("key_missing");
  const wrong = (fields.incorrect_answers as unknown[]).map(read);
  // The right answer stands first in the file, and must not on the screen.
  const texts = drawnOrder([right, ...wrong], (text) => text, stem);
  const own = choiceFields(
    texts.map((text) => ({ text })),
    [texts.indexOf(right)],
    told,
  );
  return own && { stem, ...own };
};

export const opentdb: Format = {
  name: "opentdb",
  recognise: ({ json }) => resultsOf(json).some(isQuestion),
  read: ({ json }, book) => {
    const results = resultsOf(json);
    const read = readerOf(results);
    results.forEach((fields, index) => {
      book.question({ path: Array.isArray(json) ? `[${index}]` : `results[${index}]` }, (told) =>
        isQuestion(fields) ? draftOf(fields, read, told) : void told.error("stem_missing"),
      );
    });
  },
};
