/** Frames that no client writes: whole ones with a few bytes changed, cut, doubled, or wrong in the ways WebSocket, Engine.IO and Socket.IO can be. */
import type { Chance } from "./chance.ts";
import { frame } from "./raw.ts";

const EVENTS: Record<string, string[]> = {
  player: ["room:look", "room:join", "room:resume", "response:submit", "room:sync", "clock:probe"],
  host: [
    "room:create",
    "room:attach",
    "room:advance",
    "round:close",
    "round:extend",
    "room:sync",
    "clock:probe",
    "host:ask",
  ],
};
const PAYLOADS = [
  "{}",
  '{"pin":"482913","nickname":"Ani"}',
  '{"round":1,"attempt":"a1","value":"b"}',
  '{"version":3}',
  '{"token":"a.b"}',
  '{"quizId":"none"}',
  "null",
  "[]",
  '{"__proto__":{"a":1}}',
  '{"a":{"_placeholder":true,"num":0}}',
];

/** Message packets of Socket.IO, right and wrong. */
const packet = (namespace: string, chance: Chance): string => {
  const ack = chance.pick(["", "1", "77", "999999999999999", "-1", "1e9", "9".repeat(400), "00"]);
  const ns = chance.pick([
    namespace,
    namespace,
    namespace,
    "player",
    "host",
    "",
    "nowhere",
    "n".repeat(80),
    "/",
    "player/../host",
  ]);
  const event = chance.pick([...(EVENTS[namespace] ?? []), "connect", "disconnect", "error", "__proto__", "toString"]);
  const type = chance.pick([
    "2",
    "2",
    "2",
    "2",
    "0",
    "1",
    "3",
    "4",
    "5",
    "51-",
    "6",
    "61-",
    "59999-",
    "50-",
    "7",
    "9",
    "",
  ]);
  const body = chance.pick([
    `[${JSON.stringify(event)},${chance.pick(PAYLOADS)}]`,
    `[${JSON.stringify(event)},${chance.pick(PAYLOADS)},${chance.pick(PAYLOADS)}]`,
    `[${JSON.stringify(event)}]`,
    "[]",
    "[1]",
    "{}",
    `["${event}"`,
    `["${event}",${"[".repeat(chance.pick([9, 30, 3000]))}`,
    `["${event}",{"pad":"${"x".repeat(chance.pick([100, 4096, 9000]))}"}]`,
    '{"protocol":1}',
    `{"protocol":1,"key":"${"k".repeat(300)}"}`,
  ]);
  return `${type}${ns === "" ? "" : `/${ns},`}${ack}${body}`;
};

/** Pieces that a message may come in. */
const PIECES = 40;

const flipped = (bytes: Buffer, chance: Chance): Buffer => {
  const copy = Buffer.from(bytes);
  for (let flips = chance.between(1, 4); flips > 0; flips--) {
    const at = chance.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(8));
  }
  return copy;
};

/** Text of one frame in a few pieces. */
const fragments = (text: string, chance: Chance): Buffer => {
  const bytes = Buffer.from(text);
  const size = Math.max(chance.pick([2, 7, 20]), Math.ceil(bytes.length / PIECES));
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    const last = at + size >= bytes.length;
    parts.push(frame(bytes.subarray(at, at + size), (last ? 0x80 : 0) | (at === 0 ? 1 : 0)));
    // A ping may stand between fragments.
    if (chance.yes(0.02)) parts.push(frame("p", 0x89));
  }
  return Buffer.concat(parts);
};

/** A frame that is odd and that a connection must outlive: of a known event, whole, and with JSON in it. */
export const odd = (namespace: string, chance: Chance): Buffer => {
  const event = chance.pick([...(EVENTS[namespace] ?? []), "__proto__", "toString", "snapshot"]);
  const ack = chance.pick(["", "1", "77", "999999999999999", "00"]);
  const args = Array.from({ length: chance.below(4) }, () => `,${chance.pick(PAYLOADS.slice(0, -1))}`).join("");
  const text = `42/${namespace},${ack}[${JSON.stringify(event)}${args}]`;
  switch (chance.below(6)) {
    case 0:
      return fragments(text, chance);
    case 1:
      return frame("x".repeat(chance.pick([0, 7, 125])), chance.pick([0x89, 0x8a]));
    case 2:
      return frame(`42/${namespace},5["room:sync",{"version":1,"pad":"${"é".repeat(chance.pick([10, 1000]))}"}]`);
    default:
      return frame(text);
  }
};

/** The bytes of a frame that may well end its connection (or of some, when it comes in fragments). */
export const hostile = (namespace: string, chance: Chance): Buffer => {
  const message = `4${packet(namespace, chance)}`;
  switch (chance.below(14)) {
    case 0:
      return flipped(frame(message), chance);
    case 1:
      return flipped(frame(`42/${namespace},5["clock:probe",{}]`), chance);
    case 2:
      return frame(message).subarray(0, chance.between(1, message.length));
    case 3:
      return fragments(message.slice(0, 300), chance);
    case 4:
      return frame(message, chance.pick([0x82, 0x80, 0x00, 0x01, 0x83, 0x8b, 0xc1, 0xf1, 0x91]));
    case 5:
      return frame(message, 0x81, false);
    case 6:
      return frame(
        chance.pick(["", "0", "1", "2", "2probe", "3", "3probe", "5", "6", "7", "b", "bAAAA", "\u0000", "4", "44444"]),
      );
    case 7:
      return frame(
        Buffer.from(Array.from({ length: chance.between(0, 60) }, () => chance.below(256))),
        chance.pick([0x81, 0x82]),
      );
    case 8:
      return frame(`4${"x".repeat(chance.pick([5000, 70_000, 300_000]))}`);
    case 9:
      return frame(Buffer.from([0x03, chance.pick([0xe8, 0x00, 0xff])]), 0x88);
    case 10:
      return frame("x".repeat(chance.pick([0, 125, 126])), chance.pick([0x89, 0x8a]));
    case 11: {
      // The announced length is not the length.
      const wrong = frame(message);
      wrong[1] = 0x80 | chance.pick([0, 1, 125, 126, 127]);
      return wrong;
    }
    default:
      return frame(message);
  }
};
