import type { ErrorCode } from "../../protocol/errors.ts";
import type { Effect, Room } from "../room.ts";
import { gateOf } from "./gate.ts";
import { type Parts, prepare, read } from "./sqlite-parts.ts";
import type { Created, Guard, Store, StoredQuiz, Transition, Transitioned } from "./store.ts";

type RoomPart = Pick<
  Store,
  "create" | "createdBy" | "transition" | "findPin" | "findReleasedPin" | "room" | "roomQuiz" | "rooms" | "due"
>;

interface Head {
  version: number;
  nonce: string;
  phase: string;
  round: number;
  due: number | null;
}

/** Undoes the transition it is thrown in. */
class Refused extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

const columns = (room: Room) => {
  const gate = gateOf(room);
  return [
    room.version,
    room.nonce,
    gate.phase,
    Number(gate.locked),
    Number(gate.paused),
    gate.round,
    gate.opensAt,
    gate.closesAt,
    room.due,
    JSON.stringify(room),
  ];
};

/** Writes a room with its quiz, at its first version or as it was elsewhere. */
export const roomInsert = (db: Parts["db"]) => {
  const insert = prepare(
    db,
    `INSERT INTO room (version, nonce, phase, locked, paused, round, opens_at, closes_at, due, doc, id, created_at, quiz)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (room: Room, quiz: StoredQuiz): void =>
    void insert.run(...columns(room), room.id, room.createdAt, JSON.stringify(quiz));
};

/** Writes the next version of a room that is there. */
export const roomUpdate = (db: Parts["db"]) => {
  const update = prepare(
    db,
    `UPDATE room SET version = ?, nonce = ?, phase = ?, locked = ?, paused = ?, round = ?, opens_at = ?, closes_at = ?,
     due = ?, doc = ? WHERE id = ?`,
  );
  return (room: Room): void => void update.run(...columns(room), room.id);
};

const effects = ({ db }: Parts) => {
  const remove = prepare(
    db,
    "UPDATE seat SET removed = 1, present_until = 0 WHERE room_id = ? AND player_id = ? AND removed = 0",
  );
  const holder = prepare(
    db,
    "SELECT 1 FROM seat INDEXED BY seat_nickname WHERE room_id = ? AND nickname_key = ? AND removed = 0 AND player_id <> ?",
  );
  const rename = prepare(
    db,
    "UPDATE seat SET nickname = ?, nickname_key = ? WHERE room_id = ? AND player_id = ? AND removed = 0",
  );
  const release = prepare(db, "UPDATE pin SET released = 1 WHERE pin = ? AND room_id = ?");

  return (room: Room, effect: Effect): void => {
    if (effect.kind === "remove") {
      for (const playerId of effect.playerIds) remove.run(room.id, playerId);
    } else if (effect.kind === "release-pin") {
      release.run(room.pin, room.id);
    } else {
      const { playerId, nickname, nicknameKey } = effect;
      if (holder.one(room.id, nicknameKey, playerId)) throw new Refused("nickname_taken");
      if (rename.run(nickname, nicknameKey, room.id, playerId) === 0) throw new Refused("player_not_found");
    }
  };
};

/** The rooms of the embedded store. `complete` says whether everybody present has responded to a round. */
export const sqliteRooms = (parts: Parts, complete: (roomId: string, round: number) => boolean): RoomPart => {
  const { db, now, write, subscribers } = parts;
  const apply = effects(parts);
  const attempt = prepare<{ body: string; room_id: string }>(
    db,
    "SELECT body, room_id FROM create_attempt WHERE id = ?",
  );
  const remember = prepare(db, "INSERT INTO create_attempt VALUES (?, ?, ?)");
  const pin = prepare<{ room_id: string }>(db, "SELECT room_id FROM pin WHERE pin = ? AND released = ?");
  const claim = prepare(db, "INSERT OR REPLACE INTO pin VALUES (?, ?, 0)");
  const insert = roomInsert(db);
  const update = roomUpdate(db);
  const head = prepare<Head>(db, "SELECT version, nonce, phase, round, due FROM room WHERE id = ?");
  const doc = prepare<{ doc: string }>(db, "SELECT doc FROM room WHERE id = ?");
  const quiz = prepare<{ quiz: string }>(db, "SELECT quiz FROM room WHERE id = ?");
  const list = prepare<{ doc: string; seats: number; beatAt: number | null }>(
    db,
    `SELECT doc, beat.at AS beatAt, (SELECT count(*) FROM seat WHERE room_id = room.id AND removed = 0) AS seats
     FROM room LEFT JOIN beat ON room_id = id ORDER BY created_at DESC, id`,
  );
  const late = prepare<{ id: string }>(db, "SELECT id FROM room WHERE due <= ? ORDER BY due");

  const stored = (roomId: string): Room | undefined => {
    const row = doc.one(roomId);
    return row && (JSON.parse(row.doc) as Room);
  };

  const createdBy = (given: { id: string; body: string }): Room | "attempt-reused" | undefined => {
    const known = attempt.one(given.id);
    return known && ((known.body === given.body ? stored(known.room_id) : undefined) ?? "attempt-reused");
  };

  const blocked = (guard: Guard, roomId: string, at: Head): Transitioned | undefined => {
    if (guard.kind === "due") {
      if (at.due === null) return { kind: "stale" };
      const rest = at.due - now();
      return rest > 0 ? { kind: "early", rest } : undefined;
    }
    const met = at.phase === "open" && at.round === guard.round && complete(roomId, guard.round);
    return met ? undefined : { kind: "waiting" };
  };

  return {
    create: (room, content, given) =>
      write((): Created => {
        const before = given && createdBy(given);
        if (before) return before === "attempt-reused" ? { kind: before } : { kind: "repeat", room: before };
        const holder = pin.one(room.pin, 0)?.room_id;
        if (holder !== undefined) return holder === room.id ? { kind: "created", room } : { kind: "pin-taken" };
        claim.run(room.pin, room.id);
        insert(room, content);
        if (given) remember.run(given.id, given.body, room.id);
        return { kind: "created", room };
      }),

    createdBy: (given) => read(() => createdBy(given)),

    async transition({ roomId, expect, next, effects: wanted, guard }: Transition) {
      try {
        return await write((after): Transitioned => {
          const at = head.one(roomId);
          if (at?.version !== expect) return { kind: at?.nonce === next.nonce ? "done" : "stale" };
          const obstacle = guard && blocked(guard, roomId, at);
          if (obstacle) return obstacle;
          for (const effect of wanted) apply(next, effect);
          update(next);
          after(() => subscribers.emit(roomId, (listener) => listener.changed(next.version)));
          return { kind: "done" };
        });
      } catch (error) {
        if (error instanceof Refused) return { kind: "refused", code: error.code };
        throw error;
      }
    },

    findPin: (wanted) => read(() => pin.one(wanted, 0)?.room_id),
    findReleasedPin: (wanted) => read(() => pin.one(wanted, 1)?.room_id),
    room: (roomId) => read(() => stored(roomId)),
    roomQuiz: (roomId) =>
      read(() => {
        const row = quiz.one(roomId);
        return row && (JSON.parse(row.quiz) as StoredQuiz);
      }),
    rooms: (naming = [""]) =>
      read(() =>
        list
          .all()
          .filter(({ doc }) => naming.some((text) => doc.includes(text)))
          .map(({ doc, seats, beatAt }) => ({ room: JSON.parse(doc) as Room, seats, beatAt })),
      ),
    due: (lateMs) => read(() => late.all(now() - lateMs).map((row) => row.id)),
  };
};
