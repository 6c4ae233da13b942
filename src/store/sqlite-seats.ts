import type { Seat } from "../room.ts";
import { OF_ROOM, type Parts, prepare, prepareTuples, read } from "./sqlite-parts.ts";
import type { Join, Joined, Store } from "./store.ts";

type SeatPart = Pick<Store, "join" | "present" | "seats" | "presentSeats">;

interface SeatRow {
  player_id: string;
  nickname: string;
  nickname_key: string;
  asked_key: string;
  token: string;
  code: string;
  attempt: string | null;
  device: string | null;
  person_id: string | null;
  team: string | null;
  joined_at: number;
  removed: number;
}

const seatOf = (row: SeatRow): Seat => ({
  playerId: row.player_id,
  nickname: row.nickname,
  nicknameKey: row.nickname_key,
  token: row.token,
  code: row.code,
  attempt: row.attempt,
  device: row.device,
  personId: row.person_id,
  team: row.team,
  joinedAt: row.joined_at,
  removed: row.removed === 1,
});

/** Writes a seat at its place in the join order; nobody is present on it yet. */
export const seatInsert = (db: Parts["db"]) => {
  const insert = prepare(db, "INSERT INTO seat VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)");
  return (roomId: string, position: number, seat: Seat): void => {
    const { playerId, nickname, nicknameKey: key, token, code, attempt, joinedAt, removed } = seat;
    const who = [playerId, nickname, key, key, token, code, attempt, joinedAt];
    insert.run(roomId, position, ...who, Number(removed), seat.device, seat.personId, seat.team);
  };
};

/** The seats of the embedded store, and who is present on them. */
export const sqliteSeats = ({ db, now, write, stir, seatCounts }: Parts): SeatPart => {
  // Without statistics SQLite would rather read all seats of the room than use an index that is not unique.
  const seatBy = (index: string, where: string) =>
    prepare<SeatRow>(db, `SELECT * FROM seat INDEXED BY seat_${index} WHERE ${OF_ROOM} AND ${where} = ?`);
  const byAttempt = seatBy("attempt", "attempt");
  const byPlayer = seatBy("player", "player_id");
  const byCode = seatBy("code", "code");
  const byNickname = seatBy("nickname", "removed = 0 AND nickname_key");
  const door = prepare<{ phase: string; locked: number }>(db, "SELECT phase, locked FROM room WHERE id = ?");
  const last = prepare<{ position: number }>(
    db,
    "SELECT position FROM seat WHERE room_id = ? ORDER BY position DESC LIMIT 1",
  );
  const taken = prepare<{ seats: number }>(db, "SELECT count(*) AS seats FROM seat WHERE room_id = ? AND removed = 0");
  const insert = seatInsert(db);
  const renew = prepare(db, "UPDATE seat SET present_until = ? WHERE room_id = ? AND player_id = ? AND removed = 0");
  const here = prepareTuples<[playerId: string]>(
    db,
    `SELECT player_id FROM seat WHERE ${OF_ROOM} AND removed = 0 AND present_until > ? ORDER BY position`,
  );
  const inOrder = prepare<SeatRow>(db, `SELECT * FROM seat WHERE ${OF_ROOM} AND position >= ? ORDER BY position`);

  const answer = (kind: "joined" | "repeat" | "resumed", row: SeatRow): Joined =>
    row.removed === 1 ? { kind: "refused", code: "removed" } : { kind, seat: seatOf(row) };

  const join = ({ roomId, seat, codeGiven, capacity }: Join): Joined => {
    const known = seat.attempt === null ? undefined : byAttempt.one(roomId, seat.attempt);
    if (known) {
      return known.asked_key === seat.nicknameKey
        ? answer("repeat", known)
        : { kind: "refused", code: "attempt_reused" };
    }
    const own = byPlayer.one(roomId, seat.playerId);
    if (own) return answer("joined", own);
    const room = door.one(roomId);
    if (!room || room.phase === "finished") return { kind: "refused", code: "room_not_found" };
    const bearer = seat.code === "" ? undefined : byCode.one(roomId, seat.code);
    if (bearer) return codeGiven ? answer("resumed", bearer) : { kind: "code-taken" };
    if (room.locked === 1) return { kind: "refused", code: "room_locked" };
    const position = (last.one(roomId)?.position ?? -1) + 1;
    // Seats are counted only where some of those ever taken must have been removed, not at each join.
    if (position >= capacity && (taken.one(roomId)?.seats ?? 0) >= capacity) {
      return { kind: "refused", code: "room_full" };
    }
    if (byNickname.one(roomId, seat.nicknameKey)) return { kind: "refused", code: "nickname_taken" };
    const joined = { ...seat, joinedAt: now(), removed: false };
    insert(roomId, position, joined);
    seatCounts.delete(roomId);
    stir(roomId);
    return { kind: "joined", seat: joined };
  };

  return {
    join: (wanted) => write(() => join(wanted)),
    present: (roomId, playerIds, until) =>
      write(() => {
        for (const playerId of playerIds) renew.run(until, roomId, playerId);
        seatCounts.delete(roomId);
        stir(roomId);
      }),
    seats: (roomId, from) => read(() => inOrder.all(roomId, from).map(seatOf)),
    presentSeats: (roomId) => read(() => here.all(roomId, now()).flat()),
  };
};
