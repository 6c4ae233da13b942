import type { Response } from "../room.ts";
import { type Gate, received, refusalOf } from "./gate.ts";
import { OF_ROOM, type Parts, prepare, read } from "./sqlite-parts.ts";
import type { Pulse, Respond, Responded, Store } from "./store.ts";

type ResponsePart = Pick<Store, "respond" | "response" | "responses" | "responded" | "pulse"> & {
  /** Somebody is present, and everybody present has responded to the round. */
  complete(roomId: string, round: number): boolean;
};

interface GateRow {
  version: number;
  phase: Gate["phase"];
  paused: number;
  round: number;
  opens_at: number | null;
  closes_at: number | null;
}

/** The responses of the embedded store, and how far a round has come. */
export const sqliteResponses = ({ db, now, write }: Parts): ResponsePart => {
  const seat = prepare<{ removed: number }>(db, `SELECT removed FROM seat WHERE ${OF_ROOM} AND player_id = ?`);
  const before = prepare<{ doc: string }>(
    db,
    `SELECT doc FROM response WHERE ${OF_ROOM} AND round = ? AND player_id = ?`,
  );
  const gateRow = prepare<GateRow>(
    db,
    "SELECT version, phase, paused, round, opens_at, closes_at FROM room WHERE id = ?",
  );
  const insert = prepare(db, "INSERT INTO response VALUES (?, ?, ?, ?, ?)");
  const list = prepare<{ player_id: string; doc: string }>(
    db,
    `SELECT player_id, doc FROM response WHERE ${OF_ROOM} AND round = ?`,
  );
  const who = prepare<{ player_id: string }>(db, `SELECT player_id FROM response WHERE ${OF_ROOM} AND round = ?`);
  const anybody = prepare(db, "SELECT 1 FROM seat WHERE room_id = ? AND removed = 0 AND present_until > ? LIMIT 1");
  // Looks from the last seat back and stops at the first that is awaited, which is cheap while many are.
  const awaited = prepare(
    db,
    `SELECT 1 FROM seat WHERE room_id = ? AND removed = 0 AND present_until > ? AND NOT EXISTS (
       SELECT 1 FROM response WHERE room_id = seat.room_id AND round = ? AND player_id = seat.player_id
     ) ORDER BY position DESC LIMIT 1`,
  );
  const seatCount = prepare<{ seats: number; present: number }>(
    db,
    `SELECT count(*) AS seats, count(*) FILTER (WHERE removed = 0 AND present_until > ?) AS present
     FROM seat WHERE room_id = ?`,
  );
  const responseCount = prepare<{ stored: number }>(
    db,
    `SELECT count(*) AS stored FROM response WHERE ${OF_ROOM} AND round = ?`,
  );
  // Few are removed or away, so that hardly any response is looked up.
  const notHere = prepare<{ removed: number; answered: number }>(
    db,
    `SELECT removed, count(*) AS answered FROM seat
     WHERE room_id = ? AND (removed = 1 OR present_until <= ?) AND EXISTS (
       SELECT 1 FROM response WHERE room_id = seat.room_id AND round = ? AND player_id = seat.player_id
     ) GROUP BY removed`,
  );

  /** How far a round has come, counted from both ends: all responses, less those of seats that are removed or away. */
  const counts = (roomId: string, round: number) => {
    const at = now();
    const { seats = 0, present = 0 } = seatCount.one(at, roomId) ?? {};
    const gone = notHere.all(roomId, at, round);
    const answered = (removed: number) => gone.find((row) => row.removed === removed)?.answered ?? 0;
    const responded = (responseCount.one(roomId, round)?.stored ?? 0) - answered(1);
    const away = answered(0);
    return { seats, responded, of: present + away, complete: present > 0 && responded - away === present };
  };

  const complete = (roomId: string, round: number): boolean => {
    const at = now();
    return anybody.one(roomId, at) !== undefined && awaited.one(roomId, at, round) === undefined;
  };

  const respond = ({ roomId, round, playerId, response }: Respond): Responded => {
    const owner = seat.one(roomId, playerId);
    if (!owner) return { kind: "refused", code: "not_joined" };
    if (owner.removed === 1) return { kind: "refused", code: "removed" };
    const first = before.one(roomId, round, playerId);
    if (first) {
      const stored = JSON.parse(first.doc) as Response;
      return { kind: stored.attempt === response.attempt ? "repeat" : "already", response: stored };
    }
    const row = gateRow.one(roomId);
    if (!row) return { kind: "refused", code: "not_joined" };
    const receivedAt = received(response.receivedAt, now());
    const gate = { ...row, paused: row.paused === 1, opensAt: row.opens_at, closesAt: row.closes_at };
    const code = refusalOf(gate, round, receivedAt);
    if (code) return { kind: "refused", code };
    const stored: Response = { ...response, receivedAt };
    insert.run(roomId, round, playerId, receivedAt, JSON.stringify(stored));
    return { kind: "stored", response: stored, complete: complete(roomId, round) };
  };

  return {
    complete,
    respond: (wanted) => write(() => respond(wanted)),
    response: (roomId, round, playerId) =>
      read(() => {
        const row = before.one(roomId, round, playerId);
        return row && (JSON.parse(row.doc) as Response);
      }),
    responses: (roomId, round) =>
      read(() => new Map(list.all(roomId, round).map((row) => [row.player_id, JSON.parse(row.doc) as Response]))),
    responded: (roomId, round) => read(() => who.all(roomId, round).map((row) => row.player_id)),
    pulse: (roomId) =>
      read((): Pulse | undefined => {
        const row = gateRow.one(roomId);
        if (!row) return undefined;
        const { complete, ...counted } = counts(roomId, row.round);
        return { version: row.version, ...counted, complete: row.phase === "open" && complete };
      }),
  };
};
