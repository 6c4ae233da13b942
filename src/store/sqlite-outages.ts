import type { Outage } from "../room.ts";
import { type Parts, prepare, read } from "./sqlite-parts.ts";
import { OUTAGE_MS, OUTAGES_KEPT, type Store } from "./store.ts";

type OutagePart = Pick<Store, "beat" | "outages">;

/** The heartbeat of the embedded store. It is kept a room, so that hours in which nobody beat for a room are no outage of it. */
export const sqliteOutages = ({ db, now, write }: Parts): OutagePart => {
  const last = prepare<{ at: number }>(db, "SELECT at FROM beat WHERE room_id = ?");
  const beat = prepare(
    db,
    `INSERT INTO beat SELECT id, ?2 FROM room WHERE id = ?1
     ON CONFLICT (room_id) DO UPDATE SET at = excluded.at`,
  );
  const record = prepare(db, "INSERT OR IGNORE INTO outage VALUES (?, ?, ?, ?)");
  const trim = prepare(
    db,
    "DELETE FROM outage WHERE room_id = ?1 AND began < (SELECT began FROM outage WHERE room_id = ?1 ORDER BY began DESC LIMIT 1 OFFSET ?2)",
  );
  const list = prepare<Outage>(
    db,
    `SELECT id, began AS "from", ended AS "to" FROM outage WHERE room_id = ? ORDER BY began`,
  );

  return {
    beat: (roomIds) =>
      write(() => {
        const at = now();
        for (const roomId of roomIds) {
          const from = last.one(roomId)?.at ?? at;
          if (at - from > OUTAGE_MS) {
            record.run(roomId, `${from}-${at}`, from, at);
            trim.run(roomId, OUTAGES_KEPT - 1);
          }
          beat.run(roomId, at);
        }
      }),
    outages: (roomId) => read(() => list.all(roomId).map((row) => ({ ...row }))),
  };
};
