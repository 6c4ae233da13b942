/** A player's three acts on a live room: join, respond, hold a seat. */
import type { ErrorCode } from "../../protocol/errors.ts";
import type { Value } from "../../protocol/payloads.ts";
import { typeOf } from "../items/index.ts";
import { parseNickname } from "../nickname.ts";
import type { Rejection, Response, Seat } from "../room.ts";
import { type Respond, type Responded, type Store, StoreUnavailable } from "../store/store.ts";
import { teamModeOf } from "../teams.ts";
import { elapsedOf } from "../verdicts.ts";
import type { Draw } from "./draw.ts";
import type { Joining } from "./identify.ts";
import type { LiveRoom } from "./live-room.ts";
import { freeCode } from "./people.ts";

/** A seat stays present this long without renewal, ms; nodes renew every 5 s. */
export const PRESENT_MS = 10_000;
/** The most travel time that is given back to a player, ms. */
const LAG_CAP_MS = 100;

/** Whether a person whose code somebody bears may be seated: the host removed that seat, and they have no other. */
const isFree = async (live: LiveRoom, personId: string, code: string): Promise<boolean> => {
  await live.readNewSeats();
  const { seats } = live.roster;
  const removed = seats.some((seat) => seat.code === code && seat.removed);
  return removed && !seats.some((seat) => seat.personId === personId && !seat.removed);
};

/** Whether somebody who names no team of the room is one that has a seat here, by the attempt or the code. */
const isBack = async (live: LiveRoom, { attempt, code, codeGiven }: Joining): Promise<boolean> => {
  await live.readNewSeats();
  const { seats } = live.roster;
  return seats.some((seat) => (attempt !== null && seat.attempt === attempt) || (codeGiven && seat.code === code));
};

/** Drawn names, two words each, that may be taken before a number is added. */
const PLAIN_NAMES = 4;

/** The name for the next try, and its key. */
const nameFor = (draw: Draw, language: string, { drawn, nickname, nicknameKey }: Joining, tries: number) => {
  if (!drawn || (tries === 0 && nickname !== "")) return { nickname, nicknameKey };
  const parsed = parseNickname(draw.name(language, tries >= PLAIN_NAMES));
  if ("rejected" in parsed) throw new Error("a drawn name is no nickname");
  return { nickname: parsed.nickname, nicknameKey: parsed.key };
};

/** The seat of an attempt that is known under the name that was drawn for it. */
const seatOfAttempt = async (live: LiveRoom, attempt: string | null): Promise<{ seat: Seat } | Rejection> => {
  await live.readNewSeats();
  const seat = live.roster.seats.find((known) => known.attempt === attempt);
  if (!seat) return { rejected: "attempt_reused" };
  return seat.removed ? { rejected: "removed" } : { seat };
};

/** Takes a seat, or finds the one the attempt or the code already has. Throws StoreUnavailable. */
export const joinRoom = async (
  parts: { store: Store; draw: Draw; capacity: number },
  live: LiveRoom,
  joining: Joining,
): Promise<{ seat: Seat } | Rejection> => {
  const { store, draw, capacity } = parts;
  const roomId = live.room.id;
  const { personId } = joining;
  // Whoever is on the list may still come: their codes are not drawn for others.
  const reserved = new Set(live.room.roster?.map((person) => person.code));
  if (teamModeOf(live.room) === "chosen" && joining.team === null && !(await isBack(live, joining))) {
    return { rejected: "team_unknown" };
  }
  let { code } = joining;
  for (let tries = 0; tries < 12; tries++) {
    const joined = await store.join({
      roomId,
      seat: {
        playerId: draw.id(),
        ...nameFor(draw, live.room.language, joining, tries),
        token: draw.token(roomId),
        code: code ?? freeCode(draw, reserved),
        attempt: joining.attempt,
        device: joining.device,
        personId,
        team: joining.team,
      },
      codeGiven: joining.codeGiven,
      capacity,
    });
    if (joined.kind === "code-taken") {
      if (personId === null || code === undefined) continue;
      // Whoever took this place and was removed from it took the code along.
      if (!(await isFree(live, personId, code))) return { rejected: "person_taken" };
      code = undefined;
      continue;
    }
    if (joined.kind === "refused") {
      if (joining.drawn && joined.code === "nickname_taken") continue;
      if (joining.drawn && joined.code === "attempt_reused") return seatOfAttempt(live, joining.attempt);
      const taken = personId !== null && joined.code === "nickname_taken";
      return { rejected: taken ? "person_taken" : joined.code };
    }
    live.roster.know(joined.seat);
    return { seat: joined.seat };
  }
  return { rejected: "room_full" };
};

export interface Submission {
  round: number;
  attempt: string;
  value: Value;
  /** What the phone measured, ms; a hint. */
  elapsedMs: number | undefined;
  /** The store's time when the message reached this node, ms. */
  receivedAt: number;
  /** The round trip of this socket, ms; undefined: not measured yet. */
  roundTripMs: number | undefined;
}

/**
 * The travel time given back: what the phone measured is taken only between the server's own reading less the socket's
 * round trip and that reading, so that a lie wins at most LAG_CAP_MS.
 */
const lagOf = (live: LiveRoom, submission: Submission): number => {
  const round = live.room.rounds[submission.round - 1];
  const { elapsedMs, receivedAt, roundTripMs = LAG_CAP_MS } = submission;
  if (!round || elapsedMs === undefined || !Number.isFinite(elapsedMs)) return 0;
  const own = elapsedOf(round, { receivedAt, lagMs: 0 }, null);
  return Math.round(Math.min(Math.max(own - elapsedMs, 0), roundTripMs, LAG_CAP_MS));
};

export type Submitted = { response: Response; complete: boolean } | { rejected: ErrorCode; response?: Response };

/** A submission that cannot be stored: the seat's earlier response to the round, if there is one, answers it first. */
const known = async (
  store: Store,
  live: LiveRoom,
  playerId: string,
  { round, attempt }: Submission,
  code: ErrorCode,
): Promise<Submitted> => {
  const response = await store.response(live.room.id, round, playerId);
  if (!response) return { rejected: code };
  return response.attempt === attempt ? { response, complete: false } : { rejected: "already_responded", response };
};

const isLate = (result: Responded): boolean => result.kind === "refused" && result.code === "round_closed";
const isOpen = ({ room }: LiveRoom, round: number): boolean => room.phase === "open" && room.round === round;

/**
 * Nobody is late by the clock alone: until the close is written, what is due may still be the extension for an outage.
 * Throws StoreUnavailable, also while that is not decided.
 */
const respondLate = async (store: Store, live: LiveRoom, respond: Respond, late: Responded): Promise<Responded> => {
  const { round } = respond;
  if (live.room.rounds[round - 1]?.closedAt) return late;
  await live.catchUp();
  if (!isOpen(live, round)) return late;
  const again = await store.respond(respond);
  if (isLate(again) && isOpen(live, round)) throw new StoreUnavailable("the round is past its time and not yet closed");
  return again;
};

/** Stores a response once; the same attempt gets the same response again. Throws StoreUnavailable. */
export const submitResponse = async (
  store: Store,
  live: LiveRoom,
  playerId: string,
  submission: Submission,
): Promise<Submitted> => {
  const { round, attempt, receivedAt } = submission;
  const item = live.item(round);
  const value = item ? typeOf(item).normalise(item, submission.value) : null;
  if (value === null) return known(store, live, playerId, submission, item ? "invalid_payload" : "not_open");
  const response = { attempt, value: live.stored(round, value), receivedAt, lagMs: lagOf(live, submission) };
  const respond = { roomId: live.room.id, round, playerId, response };
  const first = await store.respond(respond);
  const result = isLate(first) ? await respondLate(store, live, respond, first) : first;
  if (result.kind === "refused") return { rejected: result.code };
  live.progress.mark(round, playerId);
  if (result.kind === "already") return { rejected: "already_responded", response: result.response };
  return { response: result.response, complete: result.kind === "stored" && result.complete };
};
