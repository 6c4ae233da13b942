/** Who may do what, in which phase: written by hand from SPEC.md. An event without a row here fails the suite. */
import type { ErrorCode } from "../../protocol/errors.ts";
import type { HostAnswers, PlayerAnswers } from "../../protocol/events.ts";

/** A room of two rounds, in its first; the last two are of a pre-test that is not released. */
export const PHASES = [
  "lobby",
  "preview",
  "open",
  "paused",
  "reveal",
  "leaderboard",
  "finished",
  "pretest reveal",
  "pretest finished",
] as const;
export type PhaseName = (typeof PHASES)[number];

/** `own`: it is carried out in the sender's own room, whatever comes of it there. */
export type Expected = "ok" | "own" | ErrorCode;

const all = (code: Expected): Expected[] => PHASES.map(() => code);
/** One code in the phases of a live room, another in the finished ones. */
const live = (code: Expected, finished: Expected): Expected[] =>
  PHASES.map((phase) => (phase.endsWith("finished") ? finished : code));

/** What a host of the room gets, phase by phase. */
const HOST_OF_ROOM: Record<keyof HostAnswers, Expected[]> = {
  "room:create": all("unauthorized"),
  "room:attach": all("ok"),
  "room:advance": live("ok", "wrong_phase"),
  "round:close": ["round_unknown", "not_open", "ok", "ok", "ok", "ok", "ok", "ok", "ok"],
  "round:extend": [
    "round_unknown",
    "not_open",
    "ok",
    "ok",
    "round_closed",
    "round_closed",
    "round_closed",
    "round_closed",
    "round_closed",
  ],
  "round:void": ["round_unknown", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"],
  "round:skip": ["round_unknown", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"],
  "room:pause": live("ok", "wrong_phase"),
  "room:lock": live("ok", "wrong_phase"),
  "room:finish": all("ok"),
  "room:replay": live("wrong_phase", "ok"),
  "room:shares": PHASES.map((phase) => (phase === "pretest finished" ? "ok" : "wrong_phase")),
  "room:release": PHASES.map((phase) => (phase.startsWith("pretest") ? "ok" : "wrong_phase")),
  "text:hide": ["round_unknown", "wrong_phase", "wrong_phase", "wrong_phase", "ok", "ok", "ok", "ok", "ok"],
  "room:sync": all("ok"),
  "clock:probe": all("ok"),
  "player:remove": all("ok"),
  "player:rename": all("ok"),
  "player:team": all("ok"),
  "player:list": all("ok"),
  "player:add": all("ok"),
  "answer:list": all("ok"),
  "answer:enter": ["round_unknown", "wrong_phase", "wrong_phase", "wrong_phase", "ok", "ok", "ok", "ok", "ok"],
  // None of these rooms is a rehearsal.
  "rehearsal:phones": all("wrong_phase"),
  "host:ask": live("ok", "room_not_found"),
  "host:approve": all("ok"),
};

/** Connections to `/host`. The room is an organiser's, its owner's; the key opens it too. */
export const HOST_ROLES = [
  "nobody",
  "asker",
  "key",
  "key, attached",
  "owner",
  "owner, attached",
  "another organiser",
  "token",
  "token, attached",
  "token of another room, attached there",
] as const;
export type HostRole = (typeof HOST_ROLES)[number];

/** Open to every connection to `/host`, with any rights or none. */
const FOR_ALL = ["host:ask"];

const hostExpected = (event: keyof HostAnswers, role: HostRole, phase: number): Expected => {
  const bound = HOST_OF_ROOM[event][phase] ?? "ok";
  if (FOR_ALL.includes(event)) return bound;
  const known = /^(key|owner|another organiser)/.test(role);
  if (event === "room:create") return known ? "ok" : "unauthorized";
  // By its id, which is no right: a room of somebody else is as good as none.
  if (event === "room:attach") return role === "another organiser" ? "room_not_found" : known ? "ok" : "unauthorized";
  if (event === "clock:probe") return role === "nobody" || role === "asker" ? "unauthorized" : "ok";
  if (role.endsWith(", attached")) return bound;
  if (!role.endsWith("there")) return "unauthorized";
  // Players of this room are nobody in the other one; all else happens there.
  const ofPlayers = ["player:remove", "player:rename", "player:team", "answer:list", "answer:enter"];
  return ofPlayers.includes(event) ? "player_not_found" : "own";
};

/** What the holder of a seat gets, phase by phase. */
const SEATED: Record<keyof PlayerAnswers, Expected[]> = {
  "room:look": live("ok", "room_not_found"),
  "room:join": live("ok", "room_not_found"),
  "room:resume": all("ok"),
  "response:submit": [
    "not_open",
    "not_open",
    "ok",
    "not_open",
    "round_closed",
    "round_closed",
    "round_closed",
    "round_closed",
    "round_closed",
  ],
  "room:sync": all("ok"),
  "clock:probe": all("ok"),
  "room:leave": all("ok"),
};

export const PLAYER_ROLES = ["nobody", "seated", "removed", "seated in another room"] as const;
export type PlayerRole = (typeof PLAYER_ROLES)[number];

const playerExpected = (event: keyof PlayerAnswers, role: PlayerRole, phase: number): Expected => {
  const seated = SEATED[event][phase] ?? "ok";
  if (role === "seated" || ["room:look", "room:join", "clock:probe"].includes(event)) return seated;
  // Each with the token it has: a forged one, that of a removed seat, that of a seat elsewhere.
  if (event === "room:resume") return role === "nobody" ? "unauthorized" : role === "removed" ? "removed" : "own";
  return role === "seated in another room" ? "own" : "not_joined";
};

/** The code that answers, or undefined when the table has no row for the event. */
export const expectedOf = (
  namespace: "player" | "host",
  event: string,
  role: HostRole | PlayerRole,
  phase: number,
): Expected | undefined => {
  const rows: object = namespace === "player" ? SEATED : HOST_OF_ROOM;
  if (!Object.hasOwn(rows, event)) return undefined;
  return namespace === "player"
    ? playerExpected(event as keyof PlayerAnswers, role as PlayerRole, phase)
    : hostExpected(event as keyof HostAnswers, role as HostRole, phase);
};
