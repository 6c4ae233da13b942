import { type Erasing, STEP } from "./sqlite-erase.ts";
import { type Parts, prepare, read } from "./sqlite-parts.ts";
import { roomInsert } from "./sqlite-rooms.ts";
import { seatInsert } from "./sqlite-seats.ts";
import type { PastRoom, Store } from "./store.ts";

/**
 * Rooms that were held elsewhere, on the embedded store. A large room would hold up everybody for seconds if it were
 * written in one turn: its seats and responses go first, in small steps, and are seen once the room row is there.
 */
export const sqliteImport = ({ db, write }: Parts, { inTurn, sweep }: Erasing): Pick<Store, "importRoom"> => {
  const known = prepare(db, "SELECT 1 FROM room WHERE id = ?");
  const insertRoom = roomInsert(db);
  const insertSeat = seatInsert(db);
  const insertResponse = prepare(db, "INSERT INTO response VALUES (?, ?, ?, ?, ?)");

  const rows = function* ({ room: { id }, seats, responses }: PastRoom): Generator<() => void> {
    for (const [position, seat] of seats.entries()) yield () => insertSeat(id, position, seat);
    for (const [round, given] of responses) {
      for (const [playerId, response] of given) {
        yield () => insertResponse.run(id, round, playerId, response.receivedAt, JSON.stringify(response));
      }
    }
  };

  return {
    importRoom: (past) =>
      inTurn(async () => {
        if (await read(() => known.one(past.room.id))) return;
        // An earlier import of this id may have failed half way.
        await sweep(past.room.id);
        let step: (() => void)[] = [];
        const next = (): Promise<void> => {
          const inserts = step;
          step = [];
          return write(() => {
            for (const insert of inserts) insert();
          });
        };
        for (const insert of rows(past)) if (step.push(insert) === STEP) await next();
        step.push(() => insertRoom(past.room, past.quiz));
        await next();
      }),
  };
};
