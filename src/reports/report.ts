import { type Game, tallyOf } from "../verdicts.ts";
import { type Analysis, analyse } from "./analysis.ts";
import { FIFTHS } from "./bands.ts";
import { itemLines } from "./item-lines.ts";
import type { Note } from "./notes.ts";
import { questionnaire } from "./questionnaire.ts";
import { roomLine } from "./room-line.ts";
import { testLine } from "./test-line.ts";
import type { Bands, Report, TestLine, TextList } from "./types.ts";

/** Under this many persons only counts say something; under this many no D is shown; under this many items alpha is low. */
const COUNTS_ONLY = 10;
const SMALL = 30;
const FEW_ITEMS = 10;

/** What a number of complete cases and of items forbids to conclude. */
export const sizeNotes = (n: number, k: number): Note[] => [
  ...(n < COUNTS_ONLY ? (["under_10"] as const) : []),
  ...(n < SMALL ? (["under_30"] as const) : []),
  ...(k > 0 && k < FEW_ITEMS ? (["few_items"] as const) : []),
];

/** Lists of texts as written; equal ones once. Hidden ones stay, marked. */
const textLists = (game: Game, { columns }: Analysis): TextList[] =>
  columns.flatMap(({ position, item, type, round }) => {
    if (type.present(item, "en").widget !== "long-text") return [];
    const hidden = new Set(round.hidden);
    const rows = tallyOf(game, position)?.distribution ?? [];
    const entries = rows.map(({ id, text = id, count }) => ({ text, count, hidden: hidden.has(id) }));
    const n = entries.reduce((sum, { count }) => sum + count, 0);
    return [{ itemId: item.id, position, stem: item.stem, n, entries, why: {} }];
  });

const repeats = (keys: readonly (string | null)[]): boolean => {
  const known = keys.filter((key) => key !== null && key !== "");
  return new Set(known).size < known.length;
};

const notesOf = ({ persons }: Analysis, { n, k, excluded }: TestLine): Note[] => {
  const seats = persons.map(({ seat }) => seat);
  const twice = repeats(seats.map(({ code }) => code)) || repeats(seats.map(({ personId }) => personId));
  return [
    ...sizeNotes(k > 0 ? n : persons.length, k),
    ...(excluded > 0 ? (["incomplete_left_out"] as const) : []),
    ...(twice ? (["code_repeats"] as const) : []),
  ];
};

/**
 * The closed rounds of a room with all that can be said of them. Closed by rule: an open round is not evidence yet.
 * `bands` name the classes of the questionnaire; equal fifths when left out.
 */
export const report = (game: Game, { bands = FIFTHS }: { bands?: Bands } = {}): Report => {
  const analysis = analyse(game);
  const test = testLine(analysis);
  return {
    schema: 1,
    room: roomLine(game),
    items: itemLines(game, analysis),
    test,
    questionnaire: questionnaire(analysis, bands),
    texts: textLists(game, analysis),
    notes: notesOf(analysis, test),
  };
};
