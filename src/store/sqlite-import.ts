import { type Parts, prepare } from "./sqlite-parts.ts";
import { roomInsert } from "./sqlite-rooms.ts";
import { seatInsert } from "./sqlite-seats.ts";
import type { Store } from "./store.ts";

/** Rooms that were held elsewhere, on the embedded store. */
export const sqliteImport = ({ db, write }: Parts): Pick<Store, "importRoom"> => {
  const known = prepare(db, "SELECT 1 FROM room WHERE id = ?");
  const insertRoom = roomInsert(db);
  const insertSeat = seatInsert(db);
  const insertResponse = prepare(db, "INSERT INTO response VALUES (?, ?, ?, ?, ?)");

  return {
    importRoom: ({ room, quiz, seats, responses }) =>
      write(() => {
        if (known.one(room.id)) return;
        insertRoom(room, quiz);
        for (const [position, seat] of seats.entries()) insertSeat(room.id, position, seat);
        for (const [round, given] of responses) {
          for (const [playerId, response] of given) {
            insertResponse.run(room.id, round, playerId, response.receivedAt, JSON.stringify(response));
          }
        }
      }),
  };
};
