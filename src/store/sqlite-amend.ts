import type { Response } from "../room.ts";
import type { Amend, Amended } from "./amend.ts";
import { OF_ROOM, type Parts, prepare } from "./sqlite-parts.ts";
import { roomUpdate } from "./sqlite-rooms.ts";
import { seatInsert } from "./sqlite-seats.ts";
import type { Store } from "./store.ts";

interface SeatCounts {
  /** The place of a new seat. */
  next: number;
  taken: number;
  /** Seats that bear its id, code or attempt, and its name. */
  same: number;
  named: number;
}

/** What a host adds to a room from paper, on the embedded store. */
export const sqliteAmend = ({ db, write, subscribers }: Parts): Pick<Store, "amend"> => {
  const head = prepare<{ version: number; nonce: string }>(db, "SELECT version, nonce FROM room WHERE id = ?");
  const update = roomUpdate(db);
  const insertSeat = seatInsert(db);
  const counts = prepare<SeatCounts>(
    db,
    `SELECT coalesce(max(position) + 1, 0) AS next, count(*) FILTER (WHERE removed = 0) AS taken,
       count(*) FILTER (WHERE player_id = ? OR (code = ? AND code <> '') OR attempt = ?) AS same,
       count(*) FILTER (WHERE removed = 0 AND nickname_key = ?) AS named
     FROM seat WHERE room_id = ?`,
  );
  const seated = prepare(db, `SELECT 1 FROM seat WHERE ${OF_ROOM} AND player_id = ? AND removed = 0`);
  const before = prepare<{ doc: string }>(
    db,
    `SELECT doc FROM response WHERE ${OF_ROOM} AND round = ? AND player_id = ?`,
  );
  const put = prepare(db, "INSERT OR REPLACE INTO response VALUES (?, ?, ?, ?, ?)");
  const drop = prepare(db, "DELETE FROM response WHERE room_id = ? AND round = ? AND player_id = ?");

  const obstacle = ({ roomId, seat: added, responses }: Amend, found: SeatCounts | undefined): Amended | undefined => {
    if (added && found) {
      if (found.same > 0) return { kind: "seated" };
      if (found.taken >= added.capacity) return { kind: "refused", code: "room_full" };
      if (found.named > 0) return { kind: "refused", code: "nickname_taken" };
    }
    for (const { round, playerId } of responses) {
      const there = playerId === added?.seat.playerId || seated.one(roomId, playerId) !== undefined;
      if (!there) return { kind: "refused", code: "player_not_found" };
      const first = before.one(roomId, round, playerId);
      if (first && !(JSON.parse(first.doc) as Response).paper) return { kind: "refused", code: "already_responded" };
    }
    return undefined;
  };

  return {
    amend: (wanted) =>
      write((after): Amended => {
        const { roomId, expect, next, seat: added, responses } = wanted;
        const at = head.one(roomId);
        if (at?.version !== expect) return { kind: at?.nonce === next.nonce ? "done" : "stale" };
        const { playerId = "", code = "", attempt = null, nicknameKey = "" } = added?.seat ?? {};
        const found = added && counts.one(playerId, code, attempt, nicknameKey, roomId);
        const refused = obstacle(wanted, found);
        if (refused) return refused;
        if (added && found) insertSeat(roomId, found.next, added.seat);
        for (const { round, playerId, response } of responses) {
          if (response === null) drop.run(roomId, round, playerId);
          else put.run(roomId, round, playerId, response.receivedAt, JSON.stringify(response));
        }
        update(next);
        after(() => subscribers.emit(roomId, (listener) => listener.changed(next.version)));
        return { kind: "done" };
      }),
  };
};
