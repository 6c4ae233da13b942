import type { Response } from "../room.ts";
import { type Gate, received, refusalOf } from "./gate.ts";
import { OF_ROOM, type Parts, prepare, prepareTuples, read } from "./sqlite-parts.ts";
import type { Respond, Responded, Store } from "./store.ts";

type ResponsePart = Pick<Store, "respond" | "response" | "responses" | "responded"> & {
  /** Somebody is present, and everybody present has responded to the round. */
  complete(roomId: string, round: number): boolean;
};

/** All that decides about a response; the last: the seat's response to the round, if it was stored before. */
type FoundRow = [
  phase: Gate["phase"],
  paused: number,
  round: number,
  opensAt: number | null,
  closesAt: number | null,
  removed: number,
  presentUntil: number,
  before: string | null,
];

/** Rooms of which it is remembered who is awaited; beyond that they are looked for anew. */
const WATCHED = 1000;

/** The responses of the embedded store. */
export const sqliteResponses = ({ db, now, write, stir, seatCounts }: Parts): ResponsePart => {
  const before = prepare<{ doc: string }>(
    db,
    `SELECT doc FROM response WHERE ${OF_ROOM} AND round = ? AND player_id = ?`,
  );
  const insert = prepare(db, "INSERT INTO response VALUES (?, ?, ?, ?, ?)");
  const list = prepareTuples<[playerId: string, doc: string]>(
    db,
    `SELECT player_id, doc FROM response WHERE ${OF_ROOM} AND round = ?`,
  );
  const who = prepareTuples<[playerId: string]>(db, `SELECT player_id FROM response WHERE ${OF_ROOM} AND round = ?`);
  const anybody = prepare(db, "SELECT 1 FROM seat WHERE room_id = ? AND removed = 0 AND present_until > ? LIMIT 1");
  const awaitedSeats = `SELECT player_id FROM seat WHERE room_id = ?1 AND removed = 0 AND present_until > ?2 AND NOT EXISTS (
    SELECT 1 FROM response WHERE room_id = seat.room_id AND round = ?3 AND player_id = seat.player_id
  )`;
  const firstAwaited = prepareTuples<[playerId: string]>(db, `${awaitedSeats} LIMIT 1`);
  const isAwaited = prepareTuples<[playerId: string]>(db, `${awaitedSeats} AND player_id = ?4`);
  const found = prepareTuples<FoundRow>(
    db,
    `SELECT phase, paused, room.round, opens_at, closes_at, removed, present_until, response.doc
     FROM room JOIN seat ON seat.room_id = id AND seat.player_id = ?2
     LEFT JOIN response ON response.room_id = id AND response.round = ?3 AND response.player_id = ?2
     WHERE id = ?1`,
  );
  /** By room a seat that was awaited when it was last asked for. While it is, a crowd's seats are not looked through at each response. */
  const watched = new Map<string, string>();

  const complete = (roomId: string, round: number): boolean => {
    const at = now();
    const known = watched.get(roomId);
    if (known !== undefined && isAwaited.one(roomId, at, round, known)) return false;
    const [next] = firstAwaited.one(roomId, at, round) ?? [];
    if (watched.size >= WATCHED) watched.clear();
    if (next === undefined) watched.delete(roomId);
    else watched.set(roomId, next);
    return next === undefined && anybody.one(roomId, at) !== undefined;
  };

  const respond = ({ roomId, round, playerId, response }: Respond): Responded => {
    const row = found.one(roomId, playerId, round);
    if (!row) return { kind: "refused", code: "not_joined" };
    const [phase, paused, current, opensAt, closesAt, removed, presentUntil, before] = row;
    if (removed === 1) return { kind: "refused", code: "removed" };
    if (before !== null) {
      const first = JSON.parse(before) as Response;
      return { kind: first.attempt === response.attempt ? "repeat" : "already", response: first };
    }
    const at = now();
    const receivedAt = received(response.receivedAt, at);
    const code = refusalOf({ phase, paused: paused === 1, round: current, opensAt, closesAt }, round, receivedAt);
    if (code) return { kind: "refused", code };
    const stored: Response = { ...response, receivedAt };
    insert.run(roomId, round, playerId, receivedAt, JSON.stringify(stored));
    if (presentUntil <= at) seatCounts.delete(roomId);
    stir(roomId);
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
      read(() => new Map(list.all(roomId, round).map(([playerId, doc]) => [playerId, JSON.parse(doc) as Response]))),
    responded: (roomId, round) => read(() => who.all(roomId, round).flat()),
  };
};
