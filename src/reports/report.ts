import type { Bands, Report, TestLine, TextList } from "../../protocol/reports.ts";
import type { Note } from "../../protocol/why.ts";
import type { Room } from "../room.ts";
import { type Game, tallyOf } from "../verdicts.ts";
import { type Analysis, analyse } from "./analysis.ts";
import { FIFTHS } from "./bands.ts";
import { itemLines } from "./item-lines.ts";
import { sizeNotes } from "./notes.ts";
import { questionnaire } from "./questionnaire.ts";
import { roomLine } from "./room-line.ts";
import { distinctPersons } from "./same-person.ts";
import { teamLines } from "./team-lines.ts";
import { testLine } from "./test-line.ts";

/** Widgets of answers in one's own words that nobody judges. */
const TYPED = ["long-text", "words"];

/** Lists of texts as written; equal ones once. Hidden ones stay, marked. */
const textLists = (game: Game, { columns }: Analysis): TextList[] =>
  columns.flatMap(({ position, item, type, round }) => {
    if (!TYPED.includes(type.present(item, "en").widget)) return [];
    const hidden = new Set(round.hidden);
    const rows = tallyOf(game, position)?.distribution ?? [];
    const entries = rows.map(({ id, text = id, count }) => ({ text, count, hidden: hidden.has(id) }));
    const n = entries.reduce((sum, { count }) => sum + count, 0);
    return [{ itemId: item.id, position, stem: item.stem, n, entries, why: {} }];
  });

const notesOf = ({ options }: Room, { persons }: Analysis, { n, k, excluded }: TestLine): Note[] => {
  const distinct = distinctPersons(persons.map((person) => ({ ...person, scores: null })));
  return [
    ...(options.rehearsal ? (["rehearsal"] as const) : []),
    ...sizeNotes(k > 0 ? n : persons.length, k),
    ...(excluded > 0 ? (["incomplete_left_out"] as const) : []),
    ...(distinct.length < persons.length ? (["code_repeats"] as const) : []),
    ...(persons.some(({ cells }) => cells.some(({ source }) => source === "paper")) ? (["paper"] as const) : []),
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
    teams: teamLines(game, analysis),
    notes: notesOf(game.room, analysis, test),
  };
};
