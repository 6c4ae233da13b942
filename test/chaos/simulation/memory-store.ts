/** A store that is a plain object in memory and keeps the laws of store.ts: a synchronous core, and faces of it that nodes talk to. */
import type { Response, Room, Seat } from "../../../src/room.ts";
import { gateOf, received, refusalOf } from "../../../src/store/gate.ts";
import type {
  Created,
  Guard,
  Join,
  Joined,
  Pulse,
  Respond,
  Responded,
  Store,
  StoredQuiz,
  Transition,
  Transitioned,
} from "../../../src/store/store.ts";
import { OUTAGE_MS, OUTAGES_KEPT } from "../../../src/store/store.ts";
import { createSubscribers } from "../../../src/store/subscribers.ts";
import { amendHeld } from "./memory-amend.ts";
import { documentOf, effected, type Fact, frozen, type Held, isComplete, presentAt } from "./memory-held.ts";
import { memoryLibrary } from "./memory-library.ts";
import { memoryOrganisers } from "./memory-organisers.ts";

type Sync<F> = F extends (...args: infer Given) => Promise<infer Result> ? (...args: Given) => Result : never;
/** Every operation that goes to the store and back, done at once. */
export type MemoryCore = {
  [Name in Exclude<keyof Store, "now" | "tellsAll" | "subscribe" | "full" | "close">]: Sync<Store[Name]>;
} & {
  subscribe(roomId: string, listener: Parameters<Store["subscribe"]>[1]): () => void;
  /** Names of everything stored that mentions a text. */
  leftovers(text: string): string[];
};

/** An empty core on a clock (ms); `wrote` hears of every write of live play. */
export const memoryCore = (now: () => number, wrote: (fact: Fact) => void = () => {}): MemoryCore => {
  const held = new Map<string, Held>();
  const pins = new Map<string, { roomId: string; released: boolean }>();
  const attempts = new Map<string, { body: string; roomId: string }>();
  const subscribers = createSubscribers((message) => {
    throw new Error(message);
  });

  const rowOf = (at: Held | undefined, playerId: string) => at?.rows.find(({ seat }) => seat.playerId === playerId);
  const given = (at: Held, round: number): Map<string, Response> => {
    const responses = at.responses.get(round) ?? new Map<string, Response>();
    at.responses.set(round, responses);
    return responses;
  };
  const here = (at: Held) => presentAt(at, now());
  const complete = (at: Held, round: number) => isComplete(at, round, now());

  const blocked = (guard: Guard | undefined, at: Held): Transitioned | undefined => {
    if (guard?.kind === "due") {
      if (at.room.due === null) return { kind: "stale" };
      const rest = at.room.due - now();
      return rest > 0 ? { kind: "early", rest } : undefined;
    }
    if (guard?.kind !== "all-responded") return undefined;
    const met = at.room.phase === "open" && at.room.round === guard.round && complete(at, guard.round);
    return met ? undefined : { kind: "waiting" };
  };

  const transition = ({ roomId, expect, next, effects, guard }: Transition): Transitioned => {
    const at = held.get(roomId);
    if (at?.room.version !== expect) return { kind: at?.room.nonce === next.nonce ? "done" : "stale" };
    const obstacle = blocked(guard, at);
    if (obstacle) return obstacle;
    const rows = effected(at, effects);
    if (typeof rows === "string") return { kind: "refused", code: rows };
    at.rows = rows;
    at.room = documentOf(next);
    const pin = pins.get(next.pin);
    if (pin?.roomId === roomId && effects.some(({ kind }) => kind === "release-pin")) pin.released = true;
    wrote({ kind: "moved", next: at.room, guard, effects });
    subscribers.emit(roomId, (listener) => listener.changed(next.version));
    return { kind: "done" };
  };

  const createdBy: MemoryCore["createdBy"] = ({ id, body }) => {
    const known = attempts.get(id);
    return known && ((known.body === body ? held.get(known.roomId)?.room : undefined) ?? "attempt-reused");
  };

  const create = (room: Room, quiz: StoredQuiz, attempt?: { id: string; body: string }): Created => {
    const before = attempt && createdBy(attempt);
    if (before) return before === "attempt-reused" ? { kind: before } : { kind: "repeat", room: before };
    const pin = pins.get(room.pin);
    if (pin && !pin.released) return pin.roomId === room.id ? { kind: "created", room } : { kind: "pin-taken" };
    pins.set(room.pin, { roomId: room.id, released: false });
    const kept = documentOf({ room, quiz });
    held.set(room.id, {
      ...kept,
      attempt: attempt?.id,
      rows: [],
      responses: new Map(),
      beatAt: null,
      outages: [],
    });
    if (attempt) attempts.set(attempt.id, { body: attempt.body, roomId: room.id });
    wrote({ kind: "created", room: kept.room });
    return { kind: "created", room };
  };

  const answer = (kind: "joined" | "repeat" | "resumed", seat: Seat): Joined =>
    seat.removed ? { kind: "refused", code: "removed" } : { kind, seat };

  const join = ({ roomId, seat, codeGiven, capacity }: Join): Joined => {
    const at = held.get(roomId);
    const rows = at?.rows ?? [];
    const known = seat.attempt === null ? undefined : rows.find((row) => row.seat.attempt === seat.attempt);
    if (known) {
      const same = known.asked === seat.nicknameKey;
      return same ? answer("repeat", known.seat) : { kind: "refused", code: "attempt_reused" };
    }
    const own = rowOf(at, seat.playerId);
    if (own) return answer("joined", own.seat);
    if (!at || at.room.phase === "finished") return { kind: "refused", code: "room_not_found" };
    const bearer = seat.code === "" ? undefined : rows.find((row) => row.seat.code === seat.code);
    if (bearer) return codeGiven ? answer("resumed", bearer.seat) : { kind: "code-taken" };
    if (at.room.locked) return { kind: "refused", code: "room_locked" };
    const kept = rows.filter((row) => !row.seat.removed);
    if (kept.length >= capacity) return { kind: "refused", code: "room_full" };
    const taken = kept.some((row) => row.seat.nicknameKey === seat.nicknameKey);
    if (taken) return { kind: "refused", code: "nickname_taken" };
    const joined = frozen({ ...seat, joinedAt: now(), removed: false });
    rows.push({ seat: joined, asked: seat.nicknameKey, presentUntil: 0 });
    wrote({ kind: "seated", seat: joined });
    return { kind: "joined", seat: joined };
  };

  const respond = ({ roomId, round, playerId, response }: Respond): Responded => {
    const at = held.get(roomId);
    const row = rowOf(at, playerId);
    if (!at || !row) return { kind: "refused", code: "not_joined" };
    if (row.seat.removed) return { kind: "refused", code: "removed" };
    const first = at.responses.get(round)?.get(playerId);
    if (first) return { kind: first.attempt === response.attempt ? "repeat" : "already", response: first };
    const receivedAt = received(response.receivedAt, now());
    const code = refusalOf(gateOf(at.room), round, receivedAt);
    if (code) return { kind: "refused", code };
    const stored = frozen({ ...response, receivedAt });
    given(at, round).set(playerId, stored);
    wrote({ kind: "responded", round, playerId, response: stored });
    return { kind: "stored", response: stored, complete: complete(at, round) };
  };

  const pulse = (roomId: string): Pulse | undefined => {
    const at = held.get(roomId);
    if (!at) return undefined;
    const { version, phase, round } = at.room;
    const responses = given(at, round);
    const kept = at.rows.filter(({ seat }) => !seat.removed);
    const responded = kept.filter(({ seat }) => responses.has(seat.playerId)).length;
    const awaited = here(at).filter(({ seat }) => !responses.has(seat.playerId)).length;
    const done = phase === "open" && complete(at, round);
    return { version, seats: at.rows.length, responded, of: responded + awaited, complete: done };
  };

  const beat = (roomIds: string[]): void => {
    for (const roomId of roomIds) {
      const at = held.get(roomId);
      if (!at) continue;
      const [from, to] = [at.beatAt ?? now(), now()];
      if (to - from > OUTAGE_MS) at.outages = [...at.outages, { id: `${from}-${to}`, from, to }].slice(-OUTAGES_KEPT);
      at.beatAt = to;
    }
  };

  const pinned = (pin: string, released: boolean): string | undefined => {
    const found = pins.get(pin);
    return found?.released === released ? found.roomId : undefined;
  };
  const { leftovers: shelved, ...library } = memoryLibrary(now);
  const { leftovers: signedIn, ...organisers } = memoryOrganisers(now);

  return {
    ...library,
    ...organisers,
    create,
    createdBy,
    transition,
    amend: (wanted) => {
      const amended = amendHeld(held.get(wanted.roomId), wanted);
      if (amended.kind === "done") subscribers.emit(wanted.roomId, (listener) => listener.changed(wanted.next.version));
      return amended;
    },
    join,
    respond,
    pulse,
    beat,
    present(roomId, playerIds, until) {
      for (const row of held.get(roomId)?.rows ?? []) {
        if (!row.seat.removed && playerIds.includes(row.seat.playerId)) row.presentUntil = until;
      }
    },
    importRoom({ room, quiz, seats, responses }) {
      if (held.has(room.id)) return;
      const rows = seats.map((seat) => ({ seat: documentOf(seat), asked: seat.nicknameKey, presentUntil: 0 }));
      const kept = [...responses].map(([round, all]) => [round, new Map(all)] as const);
      const past = { ...documentOf({ room, quiz }), attempt: undefined, beatAt: null, outages: [] };
      held.set(room.id, { ...past, rows, responses: new Map(kept) });
    },
    erase(roomId) {
      const at = held.get(roomId);
      if (at && pins.get(at.room.pin)?.roomId === roomId) pins.delete(at.room.pin);
      if (at?.attempt !== undefined) attempts.delete(at.attempt);
      held.delete(roomId);
    },
    findPin: (pin) => pinned(pin, false),
    findReleasedPin: (pin) => pinned(pin, true),
    room: (roomId) => held.get(roomId)?.room,
    roomQuiz: (roomId) => held.get(roomId)?.quiz,
    seats: (roomId, from) => (held.get(roomId)?.rows ?? []).slice(from).map(({ seat }) => seat),
    response: (roomId, round, playerId) => held.get(roomId)?.responses.get(round)?.get(playerId),
    responses: (roomId, round) => new Map(held.get(roomId)?.responses.get(round)),
    responded: (roomId, round) => [...(held.get(roomId)?.responses.get(round)?.keys() ?? [])],
    presentSeats: (roomId) => {
      const at = held.get(roomId);
      return at ? here(at).map(({ seat }) => seat.playerId) : [];
    },
    rooms: () =>
      [...held.values()]
        .map(({ room, rows, beatAt }) => ({ room, seats: rows.filter(({ seat }) => !seat.removed).length, beatAt }))
        .sort((a, b) => b.room.createdAt - a.room.createdAt),
    due: (lateMs) =>
      [...held.values()].flatMap(({ room }) => (room.due !== null && room.due <= now() - lateMs ? [room.id] : [])),
    notify: (roomId, note) => subscribers.emit(roomId, (listener) => listener.noted(note)),
    subscribe(roomId, listener) {
      const remove = subscribers.add(roomId, listener);
      return () => void remove();
    },
    outages: (roomId) => held.get(roomId)?.outages ?? [],
    ping() {},
    leftovers: (text) => {
      const rooms = [...held].map(([id, at]) => [
        id,
        { ...at, responses: [...at.responses].map(([n, all]) => [n, ...all]) },
      ]);
      const all = { rooms, pins: [...pins], attempts: [...attempts] };
      return [
        ...shelved(text),
        ...signedIn(text),
        ...Object.entries(all).flatMap(([name, kept]) => (JSON.stringify(kept).includes(text) ? [name] : [])),
      ];
    },
  };
};
