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

/** All that decides about a response. */
interface FoundRow extends Omit<GateRow, "version"> {
  removed: number;
  /** The seat's response to the round, if it was stored before. */
  before: string | null;
  /** Whether somebody else is present who has not responded. */
  awaited: number;
}

/** The responses of the embedded store, and how far a round has come. */
export const sqliteResponses = ({ db, now, write }: Parts): ResponsePart => {
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
  // Stops at the first seat that is awaited, which is cheap while many are.
  const awaitedSeats = `SELECT 1 FROM seat AS other WHERE room_id = ?1 AND removed = 0 AND present_until > ?2 AND NOT EXISTS (
    SELECT 1 FROM response WHERE room_id = other.room_id AND round = ?3 AND player_id = other.player_id
  )`;
  const awaited = prepare(db, `${awaitedSeats} LIMIT 1`);
  const found = prepare<FoundRow>(
    db,
    `SELECT phase, paused, room.round, opens_at, closes_at, removed, response.doc AS before,
       EXISTS (${awaitedSeats} AND player_id <> ?4) AS awaited
     FROM room JOIN seat ON seat.room_id = id AND seat.player_id = ?4
     LEFT JOIN response ON response.room_id = id AND response.round = ?3 AND response.player_id = ?4
     WHERE id = ?1`,
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
    const at = now();
    const row = found.one(roomId, at, round, playerId);
    if (!row) return { kind: "refused", code: "not_joined" };
    if (row.removed === 1) return { kind: "refused", code: "removed" };
    if (row.before !== null) {
      const first = JSON.parse(row.before) as Response;
      return { kind: first.attempt === response.attempt ? "repeat" : "already", response: first };
    }
    const receivedAt = received(response.receivedAt, at);
    const { phase, paused, opens_at: opensAt, closes_at: closesAt } = row;
    const code = refusalOf({ phase, paused: paused === 1, round: row.round, opensAt, closesAt }, round, receivedAt);
    if (code) return { kind: "refused", code };
    const stored: Response = { ...response, receivedAt };
    insert.run(roomId, round, playerId, receivedAt, JSON.stringify(stored));
    return { kind: "stored", response: stored, complete: row.awaited === 0 && anybody.one(roomId, at) !== undefined };
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
