/** A row a person, for SPSS, JASP, jamovi and Excel: 1 for right, 0 for wrong or omitted, blank for absent and void. */
import type { PairedBy } from "../../protocol/comparisons.ts";
import type { Occasion } from "../../protocol/rooms.ts";
import type { Game } from "../verdicts.ts";
import { csvSlices } from "./csv.ts";
import { valueCell } from "./long-report.ts";
import { participantCodes } from "./participants.ts";
import { type Column, columnsOf, type Person, personsOf, scoresOf } from "./persons.ts";
import type { Participant } from "./same-person.ts";
import { gainOf, isComplete, type Sides, totalOf } from "./sides.ts";
import { sumOf } from "./stats/descriptive.ts";
import { isNumber, type Stat } from "./stats/stat.ts";
import { teamsIn } from "./team-lines.ts";
import { variableNames } from "./variables.ts";

/** What stands in the cells of items: whether it was right, or what was answered (option ids, text or a number). */
export type Values = "scores" | "letters";

const cellsIn = (person: Person | null, places: readonly number[], values: Values) =>
  places.map((place) => {
    const cell = person?.cells[place];
    if (values === "scores") return cell?.x ?? null;
    return cell && cell.value !== null && cell.status !== "void" ? valueCell(cell.value) : null;
  });

/** How many of these columns somebody had right; null for who was not shown all of them, and where there are none. */
export const totalIn = (person: Person, places: readonly number[]): number | null => {
  const scores = scoresOf(person, places);
  return scores && scores.length > 0 ? sumOf(scores) : null;
};

const placesOf = (columns: readonly Column[], fits: (column: Column) => boolean): number[] =>
  columns.flatMap((column, place) => (fits(column) ? [place] : []));

/** The scored items of a room (with letters, all items), and the total of those to whom all that counts was shown. */
export const matrixCsv = (game: Game, values: Values): Iterable<string> => {
  const columns = columnsOf(game);
  const places = placesOf(columns, ({ type }) => type.scored || values === "letters");
  const counting = placesOf(columns, ({ counts }) => counts);
  const codeOf = participantCodes(game);
  const teams = game.room.teams && teamsIn(game);
  const fixed = ["participant_code", "total", ...(teams ? ["team"] : [])];
  const ids = places.map((place) => columns[place]?.item.id ?? "");
  return csvSlices(
    ["participant_code", ...variableNames(ids, fixed), ...fixed.slice(1)],
    personsOf(game, columns).map((person) => [
      codeOf(person.seat),
      ...cellsIn(person, places, values),
      totalIn(person, counting),
      ...(teams ? [teams.get(person.seat.playerId)?.name ?? null] : []),
    ]),
  );
};

/** Somebody of either occasion, with what was done on each. */
export interface ParticipantRow {
  code: string;
  nickname: string;
  /** null: not paired. */
  by: PairedBy | null;
  pre: Participant | null;
  post: Participant | null;
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
  return ({ seat }: Participant): string => seat.code || `${occasion}-${codeOf(seat)}`;
};

/** Everybody of either occasion, pairs first; of somebody with several seats the one that counts. */
export const participantRows = ({ games, common, paired }: Sides): ParticipantRow[] => {
  const codes = { pre: codeIn(games.pre, "pre"), post: codeIn(games.post, "post") };
  const total = (person: Participant | null) => (person && isComplete(person) ? totalOf(person) : null);
  const rowOf = (before: Participant | null, after: Participant | null, by: PairedBy | null): ParticipantRow => {
    const gain = before && after && isComplete(before) && isComplete(after) && gainOf(before, after, common.length);
    return {
      code: before ? codes.pre(before) : after ? codes.post(after) : "",
      nickname: (before ?? after)?.seat.nickname ?? "",
      by,
      pre: before,
      post: after,
      preTotal: total(before),
      postTotal: total(after),
      gain: gain ? gain.gain : null,
      ngain: gain ? numberOf(gain.g) : null,
      c: gain ? numberOf(gain.c) : null,
    };
  };
  const known = new Set(paired.pairs.flatMap((pair) => [pair.pre, pair.post]));
  return [
    ...paired.pairs.map((pair) => rowOf(pair.pre, pair.post, pair.by)),
    ...paired.pre.filter((person) => !known.has(person)).map((person) => rowOf(person, null, null)),
    ...paired.post.filter((person) => !known.has(person)).map((person) => rowOf(null, person, null)),
  ];
};

/**
 * `paired` is 1 for who is in both rooms; gains are of those to whom all compared items were shown twice. `comparison_empty`:
 * the rooms share no scored item.
 */
export const wideCsv = (sides: Sides, values: Values): Iterable<string> | { rejected: "comparison_empty" } => {
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
    participantRows(sides).map((person) => [
      person.code,
      person.by === null ? 0 : 1,
      ...cellsIn(person.pre, before, values),
      ...cellsIn(person.post, after, values),
      ...[person.preTotal, person.postTotal, person.gain, person.ngain, person.c],
    ]),
  );
};
