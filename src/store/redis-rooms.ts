import type { ErrorCode } from "../../protocol/errors.ts";
import type { Effect, Room } from "../room.ts";
import { gateOf } from "./gate.ts";
import * as keys from "./keys.ts";
import type { Line } from "./redis-line.ts";
import { type Arg, script } from "./redis-script.ts";
import { nameEntry } from "./redis-seats.ts";
import { shardOf } from "./shard.ts";
import { type Store, type StoredQuiz, StoreUnavailable, type Transitioned } from "./store.ts";

type RoomPart = Pick<
  Store,
  "create" | "createdBy" | "transition" | "erase" | "findPin" | "findReleasedPin" | "room" | "roomQuiz"
>;

const createScript = script("create");
const transitionScript = script("transition");
const eraseScript = script("erase");

const text = (value: number | null): string => (value === null ? "" : String(value));

/** Fields and values of the room hash that a transition writes. */
export const roomFields = (room: Room): Arg[] => {
  const gate = gateOf(room);
  return Object.entries({
    doc: JSON.stringify(room),
    version: String(room.version),
    nonce: room.nonce,
    phase: gate.phase,
    locked: gate.locked ? "1" : "0",
    paused: gate.paused ? "1" : "0",
    round: String(gate.round),
    opensAt: text(gate.opensAt),
    closesAt: text(gate.closesAt),
    due: text(room.due),
  }).flat();
};

/** Four strings a step, as transition.lua reads them. */
const steps = (effects: Effect[]): string[] =>
  effects.flatMap((effect) => {
    if (effect.kind === "release-pin") return [effect.kind, "", "", ""];
    if (effect.kind === "remove") return effect.playerIds.flatMap((playerId) => [effect.kind, playerId, "", ""]);
    const { kind, playerId, nickname, nicknameKey } = effect;
    return [kind, playerId, JSON.stringify(nicknameKey), nameEntry(nicknameKey, nickname)];
  });

/** The document of a room, as no change of master can take back; undefined when there is none. */
export const readRoom = async (line: Line, roomId: string): Promise<Room | undefined> => {
  const doc = await line.confirmed((client) => client.hget(keys.roomKeys(roomId).room, "doc"));
  return doc === null ? undefined : (JSON.parse(doc) as Room);
};

/** The rooms on Redis and their PINs. */
export const redisRooms = (line: Line): RoomPart => {
  return {
    async create(wanted, quiz, attempt) {
      const shard = shardOf(wanted.id);
      if (shardOf(wanted.pin) !== shard || (attempt && shardOf(attempt.id) !== shard)) {
        throw new Error("A room's id, its PIN and the attempt of create must share a shard.");
      }
      const own = keys.roomKeys(wanted.id);
      const pin = keys.pinKey(wanted.pin);
      const first = attempt ? keys.createKey(attempt.id) : pin;
      const [kind, before] = (await createScript(
        line,
        [first, pin, own.room, own.quiz, keys.roomsKey(shard), keys.dueKey(shard)],
        [
          attempt ? "1" : "0",
          attempt?.body ?? "",
          wanted.id,
          JSON.stringify(quiz),
          wanted.createdAt,
          text(wanted.due),
          keys.SHORT_TTL_MS,
          keys.PIN_TTL_MS,
          ...roomFields(wanted),
          ...(attempt ? ["attempt", attempt.id] : []),
        ],
      )) as ["created" | "repeat" | "pin-taken" | "attempt-reused", string?];
      if (kind === "pin-taken" || kind === "attempt-reused") return { kind };
      if (kind === "created") return { kind, room: wanted };
      const stored = await readRoom(line, before ?? "");
      if (!stored) throw new StoreUnavailable("The room was erased meanwhile.");
      return { kind, room: stored };
    },

    async createdBy({ id, body }) {
      const [known, roomId] = await line.run((client) => client.hmget(keys.createKey(id), "body", "room"));
      if (typeof known !== "string" || typeof roomId !== "string") return undefined;
      return known === body ? readRoom(line, roomId) : "attempt-reused";
    },

    async transition({ roomId, expect, next, effects, guard }): Promise<Transitioned> {
      const own = keys.roomKeys(roomId);
      const round = guard?.kind === "all-responded" ? guard.round : 0;
      const written = roomFields(next);
      const [kind, detail] = (await transitionScript(
        line,
        [
          own.room,
          keys.dueKey(shardOf(roomId)),
          keys.pinKey(next.pin),
          own.names,
          own.nicks,
          own.removed,
          own.present,
          keys.responsesKey(roomId, round),
          own.channel,
        ],
        [
          expect,
          next.version,
          next.nonce,
          roomId,
          text(next.due),
          guard?.kind ?? "",
          round,
          keys.PIN_TTL_MS,
          written.length,
          ...written,
          ...steps(effects),
        ],
      )) as [Transitioned["kind"], string?];
      if (kind === "early") return { kind, rest: Number(detail) };
      if (kind === "refused") return { kind, code: detail as ErrorCode };
      return { kind };
    },

    async erase(roomId) {
      const own = keys.roomKeys(roomId);
      const [doc, attempt] = await line.run((client) => client.hmget(own.room, "doc", "attempt"));
      if (typeof doc !== "string") return;
      const { pin, plan } = JSON.parse(doc) as Room;
      const { channel: _, ...kept } = own;
      const responses = plan.map((_round, index) => keys.responsesKey(roomId, index + 1));
      const shard = shardOf(roomId);
      const all = [keys.pinKey(pin), keys.dueKey(shard), keys.roomsKey(shard), ...Object.values(kept), ...responses];
      await eraseScript(line, attempt ? [...all, keys.createKey(attempt)] : all, [roomId]);
    },

    findPin: async (pin) => {
      const holder = await line.run((client) => client.get(keys.pinKey(pin)));
      return holder === null || holder.startsWith(keys.RELEASED) ? undefined : holder;
    },
    findReleasedPin: async (pin) => {
      const holder = await line.run((client) => client.get(keys.pinKey(pin)));
      return holder?.startsWith(keys.RELEASED) ? holder.slice(keys.RELEASED.length) : undefined;
    },
    room: (roomId) => readRoom(line, roomId),
    async roomQuiz(roomId) {
      const quiz = await line.run((client) => client.get(keys.roomKeys(roomId).quiz));
      return quiz === null ? undefined : (JSON.parse(quiz) as StoredQuiz);
    },
  };
};
