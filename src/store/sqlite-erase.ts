import { createTurns, type InTurn } from "../turns.ts";
import { type Parts, prepare } from "./sqlite-parts.ts";
import type { Store } from "./store.ts";

/** Rows written or deleted in one step; it holds up the live rooms for some 10 ms. */
export const STEP = 500;

export interface Erasing extends Pick<Store, "erase"> {
  /** Deletes the rows that an import or an erasure left without their room. */
  sweep(roomId: string): Promise<void>;
  /** Runs long work one after another, so that an import and an erasure of one room never mingle. */
  inTurn: InTurn;
}

/**
 * How the embedded store deletes rooms: the room row first, without which nothing of a room is seen, then in small
 * steps what hung on it. What a crash leaves is deleted when the file is next opened.
 */
export const sqliteErase = ({ db, write, seatCounts }: Parts): Erasing => {
  const heads = [
    "room WHERE id",
    ...["pin", "create_attempt", "outage", "beat"].map((table) => `${table} WHERE room_id`),
  ];
  const drops = heads.map((rows) => prepare(db, `DELETE FROM ${rows} = ?`));
  const slice = (table: string, key: string) =>
    prepare(
      db,
      `DELETE FROM ${table} WHERE room_id = ?1 AND (${key}) IN (
         SELECT ${key} FROM ${table} WHERE room_id = ?1 LIMIT ${STEP}
       )`,
    );
  const slices = [slice("response", "round, player_id"), slice("seat", "position")];
  const inTurn = createTurns();

  const sweep = async (roomId: string): Promise<void> => {
    for (const next of slices) while ((await write(() => next.run(roomId))) > 0);
    seatCounts.delete(roomId);
  };

  return {
    sweep,
    inTurn,
    erase: (roomId) =>
      inTurn(async () => {
        await write(() => {
          for (const drop of drops) drop.run(roomId);
        });
        await sweep(roomId);
      }),
  };
};
