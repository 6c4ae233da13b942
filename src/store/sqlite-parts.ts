import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { storeError, type Work } from "./group-commit.ts";
import type { Subscribers } from "./subscribers.ts";

/** What a pulse says of a room's seats; true of this version of the room, before this time, ms. */
export interface SeatCounts {
  version: number;
  until: number;
  seats: number;
  present: number;
  /** Seats that have responded and were removed since, or are away. */
  gone: number;
  away: number;
}

/** What each part of the embedded store is built from. */
export interface Parts {
  db: DatabaseSync;
  now: () => number;
  write: <T>(work: Work<T>) => Promise<T>;
  subscribers: Subscribers;
  /** By room, while they are true: whoever writes seats without a new version of the room takes its counts out. */
  seatCounts: Map<string, SeatCounts>;
  /** To be called in a write that changes a room's seats or responses: what listeners then read is of after it. */
  stir(roomId: string): void;
}

/** Rows of a room that is there: while it is being imported or erased, rows without a room row stand in the file. */
export const OF_ROOM = "room_id = (SELECT id FROM room WHERE id = ?)";

/** Runs a read at once; between ticks no transaction is ever half done. Rejects with StoreUnavailable when the file fails. */
export const read = async <T>(query: () => T): Promise<T> => {
  try {
    return query();
  } catch (error) {
    throw storeError(error);
  }
};

const typed = <Row>(statement: StatementSync) => ({
  one: (...values: SQLInputValue[]) => statement.get(...values) as Row | undefined,
  all: (...values: SQLInputValue[]) => statement.all(...values) as Row[],
  run: (...values: SQLInputValue[]) => Number(statement.run(...values).changes),
});

/** A prepared statement with typed rows: `one` gives the first row or undefined, `all` every row, `run` the rows changed. */
export const prepare = <Row>(db: DatabaseSync, sql: string) => typed<Row>(db.prepare(sql));

/** The same with rows that are arrays, at half the cost: for what is read at each response, or for each seat. */
export const prepareTuples = <Row extends unknown[]>(db: DatabaseSync, sql: string) => {
  const statement = db.prepare(sql);
  statement.setReturnArrays(true);
  return typed<Row>(statement);
};
