import type { ErrorCode } from "../../protocol/errors.ts";
import type { Amend, Amended } from "./amend.ts";
import * as keys from "./keys.ts";
import type { Line } from "./redis-line.ts";
import { roomFields } from "./redis-rooms.ts";
import { type Arg, script } from "./redis-script.ts";
import { nameEntry, responseEntry, seatEntry } from "./redis-seats.ts";
import type { Store } from "./store.ts";

const amendScript = script("amend");

/** Keys that stand before those of the responses. */
const KEYS_BEFORE = 9;

const seatArgs = (added: Amend["seat"]): Arg[] => {
  if (!added) return ["", "", "", "", "", "", 0];
  const { seat, capacity } = added;
  const { playerId, attempt, nicknameKey, nickname, code } = seat;
  const asked = attempt === null ? "" : JSON.stringify(attempt);
  return [
    playerId,
    asked,
    JSON.stringify(nicknameKey),
    nameEntry(nicknameKey, nickname),
    code,
    seatEntry(seat),
    capacity,
  ];
};

/** What a host adds to a room from paper, on Redis. */
export const redisAmend = (line: Line): Pick<Store, "amend"> => ({
  async amend({ roomId, expect, next, seat, responses }) {
    const own = keys.roomKeys(roomId);
    const rounds = [...new Set(responses.map(({ round }) => round))];
    const written = roomFields(next);
    const [kind, code] = (await amendScript(
      line,
      [
        own.room,
        own.order,
        own.seats,
        own.names,
        own.nicks,
        own.codes,
        own.attempts,
        own.removed,
        own.channel,
        ...rounds.map((round) => keys.responsesKey(roomId, round)),
      ],
      [
        expect,
        next.version,
        next.nonce,
        ...seatArgs(seat),
        written.length,
        ...written,
        ...responses.flatMap(({ round, playerId, response }) => [
          KEYS_BEFORE + 1 + rounds.indexOf(round),
          playerId,
          response === null ? "" : responseEntry(response),
        ]),
      ],
    )) as [Amended["kind"], string?];
    return kind === "refused" ? { kind, code: code as ErrorCode } : { kind };
  },
});
