/** What no honest client sends: bad payloads made from good ones, bad ways to send good ones, bad names, bad frames. */
import type { z } from "zod";
import { HOST_EVENTS, PLAYER_EVENTS } from "../../protocol/payloads.ts";
import { SMALL_QUIZ } from "../support.ts";

export type Namespace = "player" | "host";
export type Good = Record<string, Record<string, unknown>>;

export const SCHEMAS: Record<Namespace, Record<string, z.ZodType>> = { player: PLAYER_EVENTS, host: HOST_EVENTS };

/** A payload of each event that would be carried out, and mostly change the room, if it were sent as it should be. */
export const goodPayloads = (room: {
  pin: string;
  roomId: string;
  version: number;
  round: number;
  playerId: string;
  token: string;
}): Record<Namespace, Good> => {
  const round = Math.max(room.round, 1);
  return {
    player: {
      "room:look": { pin: room.pin },
      "room:join": { pin: room.pin, nickname: "Somebody new", attempt: "a".repeat(22), device: "d".repeat(22) },
      "room:resume": { token: room.token },
      "response:submit": { round, attempt: "new", value: "a" },
      "room:sync": { version: 0 },
      "clock:probe": {},
      "room:leave": {},
    },
    host: {
      "room:create": { quiz: SMALL_QUIZ, attempt: "b".repeat(22) },
      "room:attach": { roomId: room.roomId },
      "room:advance": { version: room.version },
      "round:close": { round },
      "round:extend": { round, seconds: 10 },
      "round:void": { round },
      "round:skip": { round },
      "room:pause": { paused: true },
      "room:lock": { locked: true },
      "room:finish": {},
      "room:replay": { attempt: "c".repeat(22) },
      "room:shares": { shown: true },
      "room:release": {},
      "text:hide": { round, ids: ["a"], hidden: true },
      "room:sync": { version: 0 },
      "clock:probe": {},
      "player:remove": { playerIds: [room.playerId] },
      "player:list": { since: 0 },
      "player:rename": { playerId: room.playerId, nickname: "Renamed" },
      "player:team": { playerId: room.playerId, team: "t1" },
      "player:add": { nickname: "On paper", attempt: "c".repeat(22) },
      "answer:list": { playerId: room.playerId },
      "answer:enter": { playerId: room.playerId, answers: [{ round, value: ["a"] }] },
      "rehearsal:phones": { count: 3 },
      "host:ask": { pin: room.pin, label: "Phone" },
      "host:approve": { askId: "a", allow: true },
    },
  };
};

/** `levels` objects inside each other. */
export const nested = (levels: number): unknown => (levels === 0 ? 1 : { in: nested(levels - 1) });

const STRANGE: unknown[] = [
  undefined,
  null,
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e308,
  true,
  "",
  "x",
  "\u0000",
  "\ud800",
  [],
  [null],
  [[[]]],
  {},
  { toString: 1, constructor: null, hasOwnProperty: 0 },
  { length: 1e9 },
];

/** Payloads that the event's schema does not take: no object, and the good one with each field wrong or missing in turn. */
export const badPayloads = (schema: z.ZodType, good: Record<string, unknown>): unknown[] => {
  const fields = Object.keys(good).flatMap((name) => {
    const { [name]: _gone, ...rest } = good;
    return [rest, ...STRANGE.map((value) => ({ ...good, [name]: value }))];
  });
  // As JSON carries them, which is what the server will see.
  const seen = (payload: unknown): unknown => JSON.parse(JSON.stringify([payload]))[0];
  return [...STRANGE, ...fields].filter((payload) => !schema.safeParse(seen(payload)).success);
};

/** A good payload with a key `__proto__` of its own, at the top and further in. */
export const poisoned = (good: Record<string, unknown>): unknown[] => [
  JSON.parse(`{"__proto__":{"polluted":1},${JSON.stringify(good).slice(1)}`.replace(",}", "}")),
  { ...good, more: [{ deep: JSON.parse('{"__proto__":{"polluted":1}}') }] },
];

export const ODD_NAMES = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "message:refused",
  "snapshot",
  "room:closed",
  "room:join ",
  "ROOM:FINISH",
  "error",
  "ping",
  "",
  "x".repeat(500),
];

/** Frames of the transport that no client library writes, `ns` the namespace they are sent to. */
export const rawFrames = (ns: Namespace): (string | Uint8Array<ArrayBuffer>)[] => {
  const other = ns === "player" ? "host" : "player";
  const act = ns === "player" ? "room:leave" : "room:finish";
  const reserved = ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener"];
  const packets = [
    "",
    "2",
    "9",
    "garbage",
    `2/${ns}`,
    `2/${ns},`,
    `2/${ns},[`,
    `2/${ns},{}`,
    `2/${ns},null`,
    `2/${ns},[]`,
    `2/${ns},1[]`,
    ...[1, null, {}, [act], true].map((name) => `2/${ns},1${JSON.stringify([name, {}])}`),
    ...reserved.map((name) => `2/${ns},1${JSON.stringify([name, {}])}`),
    `2/${ns},1["${act}",{}`,
    `2/${ns},-1["${act}",{}]`,
    `2/${ns},1e9["${act}",{}]`,
    `2/${ns},${"9".repeat(400)}["${act}"]`,
    `2/${ns},${"9".repeat(16)}["${act}"]`,
    `2/${"n".repeat(100)},1["${act}",{}]`,
    `2/${other},1["${act}",{}]`,
    `2["${act}",{}]`,
    `0/${ns},{"protocol":1}`,
    `0/${other},{"protocol":0}`,
    "0/nowhere,{}",
    "0{}",
    `0/${ns},[`,
    `0/${ns},{"protocol":1,"token":"${"t".repeat(5000)}"}`,
    `3/${ns},1[]`,
    `3/${ns},1[null]`,
    `3/${ns},["a"]`,
    `4/${ns},{"message":"x"}`,
    `51-/${ns},1["${act}",{"_placeholder":true,"num":0}]`,
    `59999-/${ns},1["${act}",{"_placeholder":true,"num":9998}]`,
    `5/${ns},1["${act}",{}]`,
    `61-/${ns},1[{"_placeholder":true,"num":0}]`,
    `2/${ns},1["${act}",${"[".repeat(2000)}${"]".repeat(2000)}]`,
    `2/${ns},1["${act}",{"a":"${"\\u0000".repeat(100)}\ud800"},{}]`,
    `1/${ns},`,
  ];
  const beneath = ["", "0", "1", "2probe", "3probe", "5", "6", "7", "b", "bAAAA", "\u0000", "4".repeat(10)];
  const bytes = [new Uint8Array(0), new Uint8Array([4, 2, 255]), new Uint8Array(1000)];
  return [...packets.map((packet) => `4${packet}`), ...beneath, ...bytes, `4${"x".repeat(300 * 1024)}`];
};
