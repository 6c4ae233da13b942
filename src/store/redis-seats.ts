import type { ErrorCode } from "../../protocol/errors.ts";
import type { Response, Seat } from "../room.ts";
import * as keys from "./keys.ts";
import type { Line } from "./redis-line.ts";
import { script } from "./redis-script.ts";
import type { Joined, Pulse, Responded, Store } from "./store.ts";

type SeatPart = Pick<
  Store,
  "join" | "respond" | "present" | "seats" | "presentSeats" | "response" | "responses" | "responded" | "pulse"
>;

/** Forgetting the round a room was in costs one question, so the memory of it is simply emptied when large. */
const ROUNDS_KEPT = 10_000;

const joinScript = script("join");
const respondScript = script("respond");
const presentScript = script("present", "run");
const seatsScript = script("seats");
const pulseScript = script("pulse", "run");

/** Both parts are JSON, so that neither holds the line break between them. */
export const nameEntry = (nicknameKey: string, nickname: string): string =>
  `${JSON.stringify(nicknameKey)}\n${JSON.stringify(nickname)}`;

type Fixed = Omit<Seat, "nickname" | "nicknameKey" | "joinedAt" | "removed">;

/** A seat's entry, as join.lua writes it. */
export const seatEntry = ({ playerId, token, code, attempt, device, personId, team, joinedAt }: Seat): string =>
  `${joinedAt}\n${JSON.stringify({ playerId, token, code, attempt, device, personId, team } satisfies Fixed)}`;

const seatOf = (entry: string, name: string, removed: boolean): Seat => {
  const [joinedAt = "", fixed = ""] = entry.split("\n");
  const [nicknameKey = "", nickname = ""] = name.split("\n");
  // Seats of earlier versions lack device and personId, or the team.
  const { playerId, token, code, attempt, device = null, personId = null, team = null } = JSON.parse(fixed) as Fixed;
  return {
    playerId,
    nickname: JSON.parse(nickname) as string,
    nicknameKey: JSON.parse(nicknameKey) as string,
    token,
    code,
    attempt,
    device,
    personId,
    team,
    joinedAt: Number(joinedAt),
    removed,
  };
};

/** What of a response's entry follows its time; fields that are not set leave nothing. */
const entryAfterTime = ({ attempt, value, lagMs, untimed, paper }: Response): string => {
  const rest = { value, lagMs, untimed, paper } satisfies Record<
    Exclude<keyof Response, "attempt" | "receivedAt">,
    unknown
  >;
  return `${JSON.stringify(attempt)}\n${JSON.stringify(rest)}`;
};

/** A response's entry, as respond.lua writes it. */
export const responseEntry = (response: Response): string => `${response.receivedAt}\n${entryAfterTime(response)}`;

const responseOf = (entry: string): Response => {
  const [receivedAt = "", attempt = "", rest = ""] = entry.split("\n");
  const others = JSON.parse(rest) as Omit<Response, "attempt" | "receivedAt">;
  return { ...others, attempt: JSON.parse(attempt) as string, receivedAt: Number(receivedAt) };
};

/** What respond.lua says of a response. */
const respondedOf = (found: string, response: Response): Responded => {
  const [kind = "", first = "", complete] = found.split("\n", 3);
  if (kind === "refused") return { kind, code: first as ErrorCode };
  if (kind === "stored") {
    return { kind, response: { ...response, receivedAt: Number(first) }, complete: complete === "1" };
  }
  return { kind: kind as "repeat" | "already", response: responseOf(found.slice(kind.length + 1)) };
};

/** Seats, presence and responses on Redis. */
export const redisSeats = (line: Line, now: () => number): SeatPart => {
  /** Which round a room was in when last looked at: the guess that saves the pulse a question. */
  const rounds = new Map<string, string>();

  const pulse = async (roomId: string): Promise<Pulse | undefined> => {
    const own = keys.roomKeys(roomId);
    for (;;) {
      const round = rounds.get(roomId) ?? "0";
      const found = (await pulseScript(
        line,
        [own.room, own.order, own.removed, own.present, keys.responsesKey(roomId, Number(round))],
        [round],
      )) as string[] | null;
      if (found === null) {
        rounds.delete(roomId);
        return undefined;
      }
      const [kind, first = "0", ...counts] = found;
      if (kind === "round") {
        if (rounds.size >= ROUNDS_KEPT) rounds.clear();
        rounds.set(roomId, first);
      } else {
        const [seats = 0, responded = 0, of = 0, complete = 0] = counts.map(Number);
        return { version: Number(first), seats, responded, of, complete: complete === 1 };
      }
    }
  };

  return {
    pulse,

    async join({ roomId, seat, codeGiven, capacity }) {
      const own = keys.roomKeys(roomId);
      const { nickname, nicknameKey, ...fixed } = seat;
      const [kind, first = "", name = ""] = (await joinScript(
        line,
        [own.room, own.order, own.seats, own.names, own.nicks, own.codes, own.attempts, own.removed],
        [
          seat.playerId,
          seat.attempt === null ? "" : JSON.stringify(seat.attempt),
          JSON.stringify(nicknameKey),
          JSON.stringify(nickname),
          seat.code,
          codeGiven ? "1" : "0",
          capacity,
          JSON.stringify(fixed),
        ],
      )) as [Joined["kind"], string?, string?];
      if (kind === "code-taken") return { kind };
      if (kind === "refused") return { kind, code: first as ErrorCode };
      return { kind, seat: seatOf(first, name, false) };
    },

    async respond({ roomId, round, playerId, response }) {
      const own = keys.roomKeys(roomId);
      const found = (await respondScript(
        line,
        [own.room, own.seats, own.removed, keys.responsesKey(roomId, round), own.present],
        [playerId, round, entryAfterTime(response), response.receivedAt],
      )) as string;
      return respondedOf(found, response);
    },

    async present(roomId, playerIds, until) {
      const own = keys.roomKeys(roomId);
      if (playerIds.length === 0) return;
      await presentScript(line, [own.seats, own.removed, own.present], [until, keys.SHORT_TTL_MS, ...playerIds]);
    },

    async seats(roomId, from) {
      const own = keys.roomKeys(roomId);
      const found = (await seatsScript(line, [own.order, own.seats, own.names, own.removed], [from])) as string[];
      return Array.from({ length: found.length / 3 }, (_, index) => {
        const [entry = "", name = "", removed] = found.slice(index * 3, index * 3 + 3);
        return seatOf(entry, name, removed === "1");
      });
    },

    presentSeats: (roomId) =>
      line.run((client) => client.zrangebyscore(keys.roomKeys(roomId).present, `(${now()}`, "+inf")),

    async response(roomId, round, playerId) {
      const entry = await line.confirmed((client) => client.hget(keys.responsesKey(roomId, round), playerId));
      return entry === null ? undefined : responseOf(entry);
    },

    responded: (roomId, round) => line.run((client) => client.hkeys(keys.responsesKey(roomId, round))),

    async responses(roomId, round) {
      const all = await line.run((client) => client.hgetall(keys.responsesKey(roomId, round)));
      return new Map(Object.entries(all).map(([playerId, entry]) => [playerId, responseOf(entry)]));
    },
  };
};
