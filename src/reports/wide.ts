/** A row a person, for SPSS, JASP, jamovi and Excel: 1 for right, 0 for wrong or omitted, blank for absent and void. */
import type { Game } from "../verdicts.ts";
import type { Occasion, Pairing } from "../workshop.ts";
import type { PairedBy } from "./comparison-types.ts";
import { csvSlices } from "./csv.ts";
import { valueCell } from "./long-report.ts";
import { participantCodes } from "./participants.ts";
import { type Column, columnsOf, type Person, personsOf, scoresOf } from "./persons.ts";
import { sidesOf, type Visitor } from "./sides.ts";
import { normalisedChange, personGain } from "./stats/gain.ts";
import { isNumber, type Stat } from "./stats/stat.ts";
import { variableNames } from "./variables.ts";

/** What stands in the cells of items: whether it was right, or what was answered (option ids, text or a number). */
export type Values = "scores" | "letters";

const cellsIn = (person: Person | null, places: readonly number[], values: Values) =>
  places.map((place) => {
    const cell = person?.cells[place];
    if (values === "scores") return cell?.x ?? null;
    return cell && cell.value !== null && cell.status !== "void" ? valueCell(cell.value) : null;
  });

const sumOf = (scores: readonly number[] | null): number | null =>
  scores && scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) : null;

/** How many of these columns somebody had right; null for who was not shown all of them, and where there are none. */
export const totalIn = (person: Person, places: readonly number[]): number | null => sumOf(scoresOf(person, places));

const placesOf = (columns: readonly Column[], fits: (column: Column) => boolean): number[] =>
  columns.flatMap((column, place) => (fits(column) ? [place] : []));

/** The scored items of a room (with letters, all items), and the total of those to whom all that counts was shown. */
export const matrixCsv = (game: Game, values: Values): Iterable<string> => {
  const columns = columnsOf(game);
  const places = placesOf(columns, ({ type }) => type.scored || values === "letters");
  const counting = placesOf(columns, ({ counts }) => counts);
  const codeOf = participantCodes(game);
  const fixed = ["participant_code", "total"];
  const ids = places.map((place) => columns[place]?.item.id ?? "");
  return csvSlices(
    ["participant_code", ...variableNames(ids, fixed), "total"],
    personsOf(game, columns).map((person) => [
      codeOf(person.seat),
      ...cellsIn(person, places, values),
      totalIn(person, counting),
    ]),
  );
};

/** Two rooms, and what the organiser has said of pairs. */
export interface Pair {
  pre: Game;
  post: Game;
  pairings: readonly Pairing[];
}

/** Somebody of either occasion, with what was done on each. */
export interface Attendant {
  code: string;
  nickname: string;
  /** null: not paired. */
  by: PairedBy | null;
  pre: Visitor | null;
  post: Visitor | null;
  preTotal: number | null;
  postTotal: number | null;
  gain: number | null;
  /** null at the maximum before. */
  ngain: number | null;
  c: number | null;
}

const numberOf = (stat: Stat): number | null => (isNumber(stat) ? stat : null);

/** `pre-anon-001`: without codes of their own two persons of two rooms would look like one. */
const codeIn = (game: Game, occasion: Occasion) => {
  const codeOf = participantCodes(game);
  return ({ seat }: Visitor): string => seat.code || `${occasion}-${codeOf(seat)}`;
};

/** Everybody of either occasion, pairs first; of somebody with several seats the one that counts. */
export const attendants = (
  { pre, post, pairings }: Pair,
  { common, paired } = sidesOf(pre, post, pairings),
): Attendant[] => {
  const codes = { pre: codeIn(pre, "pre"), post: codeIn(post, "post") };
  const attendant = (before: Visitor | null, after: Visitor | null, by: PairedBy | null): Attendant => {
    const [preTotal, postTotal] = [sumOf(before?.scores ?? null), sumOf(after?.scores ?? null)];
    const both = preTotal !== null && postTotal !== null;
    return {
      code: before ? codes.pre(before) : after ? codes.post(after) : "",
      nickname: (before ?? after)?.seat.nickname ?? "",
      by,
      pre: before,
      post: after,
      preTotal,
      postTotal,
      gain: both ? postTotal - preTotal : null,
      ngain: both ? numberOf(personGain(preTotal, postTotal, common.length)) : null,
      c: both ? numberOf(normalisedChange(preTotal, postTotal, common.length)) : null,
    };
  };
  const known = new Set(paired.pairs.flatMap((pair) => [pair.pre, pair.post]));
  return [
    ...paired.pairs.map((pair) => attendant(pair.pre, pair.post, pair.by)),
    ...paired.pre.filter((person) => !known.has(person)).map((person) => attendant(person, null, null)),
    ...paired.post.filter((person) => !known.has(person)).map((person) => attendant(null, person, null)),
  ];
};

/**
 * `paired` is 1 for who is in both rooms; gains are of those to whom all compared items were shown twice. `comparison_empty`:
 * the rooms share no scored item.
 */
export const wideCsv = (pair: Pair, values: Values): Iterable<string> | { rejected: "comparison_empty" } => {
  const sides = sidesOf(pair.pre, pair.post, pair.pairings);
  const { common } = sides;
  if (common.length === 0) return { rejected: "comparison_empty" };
  const ids = common.map(({ pre }) => pre.item.id);
  const names = variableNames(ids, ["total"]);
  const [before, after] = [common.map(({ prePlace }) => prePlace), common.map(({ postPlace }) => postPlace)];
  return csvSlices(
    [
      "participant_code",
      "paired",
      ...names.map((name) => `pre_${name}`),
      ...names.map((name) => `post_${name}`),
      ...["pre_total", "post_total", "gain", "ngain", "c"],
    ],
    attendants(pair, sides).map((person) => [
      person.code,
      person.by === null ? 0 : 1,
      ...cellsIn(person.pre, before, values),
      ...cellsIn(person.post, after, values),
      ...[person.preTotal, person.postTotal, person.gain, person.ngain, person.c],
    ]),
  );
};
