/** A room that was held elsewhere, as importers read it, and as a finished room. */

import type { Options, Value } from "../../protocol/payloads.ts";
import { RoomOptions } from "../../protocol/payloads.ts";
import type { Fault } from "../document-fault.ts";
import type { Item } from "../items/index.ts";
import { parseNickname } from "../nickname.ts";
import type { Quiz } from "../quiz.ts";
import { parseQuiz } from "../quiz.ts";
import { GRACE_MS, newRoom, type Response, type Room, type Round, type Seat } from "../room.ts";
import { type Attendance, type Game, limitOf } from "../verdicts.ts";
import { slugOf } from "./ids.ts";
import { pastTeams } from "./past-teams.ts";

const DAY_MS = 24 * 3600 * 1000;

/** A time (ms) as a file has it; null when it has none, or one that cannot be: negative, or over a day. */
export const thinkingTime = (ms: number | undefined): number | null =>
  ms !== undefined && ms >= 0 && ms <= DAY_MS ? Math.round(ms) : null;

export interface PastEntry {
  attendance: Attendance;
  /** Null unless answered. */
  value: Value | null;
  /** Thinking time, ms; null: not known, or no answer. */
  elapsedMs: number | null;
  /** It was typed in from paper. */
  paper?: boolean;
}

export interface PastSeat {
  /** Empty: none, or only the name of a row. */
  code: string;
  nickname: string;
  /** The name of the team; empty or missing: none. */
  team?: string;
  /** By the index of the item; undefined: the file does not say. */
  entries: (PastEntry | undefined)[];
}

export interface Past {
  quiz: Quiz;
  /** By the index of the item. */
  voided: boolean[];
  /** In the order of the file. */
  seats: PastSeat[];
  workshop: Options["workshop"];
  anonymous: boolean;
  /** When it was held, ms since 1970; null: the file does not say. */
  heldAt: number | null;
}

/** What only the server can give: ids, tokens, by chance. */
export interface PastNames {
  roomId: string;
  pin: string;
  token: string;
  nonce: string;
  /** A fresh one for every seat. */
  seat(): { playerId: string; token: string };
}

/** Between one round's close and the next one's opening, ms. */
const BREAK_MS = 5000;

/** The quiz of a past room; its id is that of the library's quiz it came from, or made from the title. */
export const pastQuiz = (
  title: string,
  items: readonly Item[],
  origin?: Pick<Quiz, "id" | "language">,
): { quiz: Quiz } | { faults: Fault[] } =>
  parseQuiz({
    schemaVersion: 1,
    id: origin?.id ?? slugOf(title),
    title: title.trim().slice(0, 200),
    language: origin?.language ?? "id",
    items,
  });

/** A nickname of any length as a seat bears it; what cannot be seen is dropped. */
const nicknameOf = (text: string): { nickname: string; nicknameKey: string } => {
  const parsed = parseNickname(text);
  if (!("rejected" in parsed)) return { nickname: parsed.nickname, nicknameKey: parsed.key };
  const nickname = text
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, 80);
  return { nickname, nicknameKey: nickname.toLowerCase() };
};

/** When somebody came: just before the first item that was passed over, and after every one before it that was missed. */
const joinedAtOf = (seat: PastSeat, rounds: readonly Round[], started: number): number => {
  const passed = seat.entries.findIndex((entry) => entry?.attendance === "omitted");
  const missed = rounds.findLastIndex(
    ({ voided }, index) =>
      !voided && (passed < 0 || index < passed) && (seat.entries[index]?.attendance ?? "absent") === "absent",
  );
  return rounds[missed]?.openedAt ?? started;
};

const roundsOf = ({ quiz, seats, voided }: Past): Round[] => {
  let openedAt = BREAK_MS;
  return quiz.items.map((item, index) => {
    const limitMs = limitOf(item);
    const longest = seats.reduce((most, { entries }) => Math.max(most, entries[index]?.elapsedMs ?? 0), limitMs ?? 0);
    const round: Round = {
      itemId: item.id,
      openedAt,
      deadline: limitMs === null ? null : openedAt + limitMs,
      closedAt: openedAt + longest + GRACE_MS,
      voided: voided[index] ?? false,
      pauses: [],
      outages: [],
    };
    openedAt += longest + GRACE_MS + BREAK_MS;
    return round;
  });
};

const moved = (round: Round, by: number): Round => ({
  ...round,
  openedAt: round.openedAt === null ? null : round.openedAt + by,
  deadline: round.deadline === null ? null : round.deadline + by,
  closedAt: round.closedAt === null ? null : round.closedAt + by,
});

/**
 * The past room as an ordinary finished one, made at `now` (ms). Its rounds lie one after another, so that thinking
 * times and attendance follow from it as they do from a room held here; it ends now when the file has no date.
 */
export const pastGame = (past: Past, names: PastNames, now: number): Game => {
  const { quiz, seats, workshop, anonymous, heldAt } = past;
  const relative = roundsOf(past);
  const length = relative.at(-1)?.closedAt ?? 0;
  const startedAt = heldAt ?? now - length;
  const rounds = relative.map((round) => moved(round, startedAt));
  const options = RoomOptions.parse({ workshop, identity: anonymous ? "anonymous" : "coded" });
  const { teams, idOf } = pastTeams(seats.map(({ team = "" }) => team));
  const playing = { options: { ...options, teams: { mode: "chosen" as const, names: teams.map(({ name }) => name) } } };
  const { roomId: id, pin, token, nonce } = names;
  const room: Room = {
    ...newRoom(quiz, options, { id, pin, token, nonce }, now),
    phase: "finished",
    round: rounds.length,
    rounds,
    startedAt,
    finishedAt: startedAt + length,
    imported: true,
    ...(teams.length > 0 ? { ...playing, teams } : {}),
    ...(seats.some(({ entries }) => entries.some((entry) => entry?.paper)) ? { answersVersion: 1 } : {}),
  };
  const responses = new Map(rounds.map((_, index) => [index + 1, new Map<string, Response>()]));
  const seated = seats.map((seat): Seat => {
    const { playerId, token } = names.seat();
    rounds.forEach(({ openedAt }, index) => {
      const entry = seat.entries[index];
      if (!entry || entry.value === null || openedAt === null) return;
      const { value, elapsedMs, paper } = entry;
      const receivedAt = openedAt + (elapsedMs ?? 0);
      const untimed = elapsedMs === null ? ({ untimed: true } as const) : {};
      const typed = paper ? ({ paper: true } as const) : {};
      responses
        .get(index + 1)
        ?.set(playerId, { attempt: "imported", value, receivedAt, lagMs: 0, ...untimed, ...typed });
    });
    return {
      playerId,
      ...nicknameOf(seat.nickname),
      token,
      code: seat.code,
      attempt: null,
      device: null,
      personId: null,
      team: idOf(seat.team ?? ""),
      joinedAt: joinedAtOf(seat, rounds, startedAt),
      removed: false,
    };
  });
  return { room, quiz, seats: seated, responses };
};
