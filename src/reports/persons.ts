/** A game as a table: a row per person, a column per closed round. Statistics and wide files are read off it. */
import type { Value } from "../../protocol/payloads.ts";
import type { Seat } from "../room.ts";
import {
  type Attendance,
  attendanceOf,
  type ClosedRound,
  closedRounds,
  type Game,
  limitOf,
  seatsOf,
  timeOf,
} from "../verdicts.ts";

/** A closed round is a column of the table. */
export type Column = ClosedRound;
export const columnsOf = closedRounds;

export interface Cell {
  status: Attendance | "void";
  /** 1 for full credit, 0 for any other answer and for none; null where it does not count, or was never shown. */
  x: 0 | 1 | null;
  value: Value | null;
  /** Thinking time; null without an answer, or when it is not known. */
  ms: number | null;
  /** By what the answer came; null without one. */
  source: "phone" | "paper" | null;
}

/** A row of the table. */
export interface Person {
  seat: Seat;
  /** One per column. */
  cells: Cell[];
}

/** How a column reads a seat: what is the same for all seats is looked up once. */
const reader = (game: Game, { position, item, type, round, counts }: Column) => {
  const responses = game.responses.get(position);
  const limitMs = limitOf(item);
  return (seat: Seat): Cell => {
    const response = responses?.get(seat.playerId);
    const status = round.voided ? "void" : attendanceOf(round, seat, response);
    const right = counts && response !== undefined && type.judge(item, response.value) === 1;
    return {
      status,
      x: !counts || status === "absent" ? null : right ? 1 : 0,
      value: response?.value ?? null,
      ms: response ? timeOf(round, response, limitMs) : null,
      source: response ? (response.paper ? "paper" : "phone") : null,
    };
  };
};

/** Whether any answer of a room came from paper. */
export const hasPaper = ({ room, responses }: Pick<Game, "room" | "responses">): boolean =>
  room.answersVersion !== undefined &&
  [...responses.values()].some((given) => [...given.values()].some(({ paper }) => paper));

/** All seats but removed ones, in join order, each with a cell per column. */
export const personsOf = (game: Game, columns: readonly Column[] = columnsOf(game)): Person[] => {
  const seats = seatsOf(game);
  // Column by column, as responses are kept: with thousands of seats the other way is several times slower.
  const read = columns.map((column) => seats.map(reader(game, column)));
  return seats.map((seat, person) => ({ seat, cells: read.map((cells) => cells[person] as Cell) }));
};

/** The scores of a person in these columns (by place); null when one of them was never shown: no complete case. */
export const scoresOf = ({ cells }: Person, places: readonly number[]): number[] | null => {
  const scores: number[] = [];
  for (const place of places) {
    const x = cells[place]?.x ?? null;
    if (x === null) return null;
    scores.push(x);
  }
  return scores;
};

/** The ids a value chose; none without an answer. */
export const chosenIn = (value: Value | null): readonly string[] =>
  value === null ? [] : Array.isArray(value) ? value : [String(value)];
