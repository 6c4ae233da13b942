/** One live run of a quiz as data: what is stored of it, what may be asked of it, what the store must do beside it. */
import type { ErrorCode } from "../protocol/errors.ts";
import type { Options, Value } from "../protocol/payloads.ts";
import type { RosterEntry } from "../protocol/workshops.ts";
import { type Item, typeOf } from "./items/index.ts";
import type { Quiz } from "./quiz.ts";

export type Phase = "lobby" | "preview" | "open" | "reveal" | "leaderboard" | "finished";

/** What the room needs to know of an item to run it; the quiz itself is stored once, beside the room. */
interface PlannedRound {
  itemId: string;
  /** The authored limit; null: no limit. */
  seconds: number | null;
  /** Its own reading time, s; left out: the room's. */
  previewSeconds?: number;
  /** Nothing is answered: it stays in preview until the host goes on. */
  slide?: true;
}

/** A round that has been reached. Times are ms of the store's clock. */
export interface Round {
  itemId: string;
  /** Responses count from here on; null while the stem is previewed. */
  openedAt: number | null;
  /** Moved by pauses, extensions and outages; null: no limit. */
  deadline: number | null;
  closedAt: number | null;
  voided: boolean;
  /** Finished pauses inside the open phase; they do not count as thinking time. */
  pauses: { from: number; to: number }[];
  /** Ids of the store's outages already made good by an extension. */
  outages: string[];
  /** Rows of the distribution that the host has taken off the screen; they stay in the report. */
  hidden?: string[];
}

export interface Room {
  schema: 1;
  id: string;
  pin: string;
  /** The host's right to this room; never leaves the server but in the answer to create. */
  token: string;
  quizId: string;
  title: string;
  language: string;
  options: Options;
  plan: PlannedRound[];
  /** Counts transitions only. */
  version: number;
  /** Names the writer of this version: a resent transition that comes back stale compares it. */
  nonce: string;
  phase: Phase;
  /** 1-based; 0 in the lobby. */
  round: number;
  rounds: Round[];
  /** When a preview opens by itself; null outside preview. */
  opensAt: number | null;
  pausedAt: number | null;
  locked: boolean;
  /** When the store's due index fires this room; null: it waits for its host. */
  due: number | null;
  /** The version of the last removal or rename: a node behind it reloads the seats. */
  rosterVersion: number;
  /** The version at which answers from paper were last typed in: a node behind it reads the responses of closed rounds again. */
  answersVersion?: number;
  /** Seats that the host took for people without a phone, playerIds. */
  paper?: string[];
  /** Attempts of extend already carried out. */
  extensions: { attempt: string; round: number; seconds: number; version: number }[];
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** Who is expected; empty or missing: everybody types a name. */
  roster?: RosterEntry[];
  /** Its teams; missing: it has none. Who is in which is derived, see teams.ts. */
  teams?: Team[];
  /** playerId -> id of the team that the host has put them into. */
  moved?: Record<string, string>;
  /** A pre-test's share right per item may be projected. */
  sharesShown?: boolean;
  /** When a pre-test's results ceased to be secret. */
  releasedAt?: number;
  /** It was held elsewhere and read from a file. */
  imported?: boolean;
  /** The organiser whose it is; missing: the administrator's. */
  ownerId?: string;
  /** The room whose people play on in this one. */
  replayOf?: string;
  /** The rooms in which its people play on, the latest last. */
  replays?: Replay[];
}

/** A room that was opened for the people of another, and the attempt that did it. */
interface Replay {
  attempt: string;
  roomId: string;
  pin: string;
}

/** How people of a room come into their teams; undefined: there are none. */
export type TeamMode = NonNullable<Options["teams"]>["mode"];

export interface Team {
  id: string;
  name: string;
}

/** How people of a room are known; rooms of before this was asked are coded. */
export const identityOf = ({ options }: Room): Options["identity"] => options.identity ?? "coded";

/** Whether nicknames are drawn; those of a list are its own. */
export const drawsNames = (room: Room): boolean => room.options.names === "generated" && identityOf(room) !== "roster";

/** What a room is known by; only the server can draw it. */
export interface RoomNames {
  id: string;
  pin: string;
  token: string;
  nonce: string;
}

export interface Seat {
  playerId: string;
  nickname: string;
  /** What makes two nicknames the same one: no two seats of a room share it. */
  nicknameKey: string;
  /** The player's right to the seat; never leaves the server but in the answers to its own join. */
  token: string;
  /** Empty in an anonymous room. */
  code: string;
  attempt: string | null;
  /** A digest of what the browser keeps, for pairing; null: it told nothing, or the room is anonymous. */
  device: string | null;
  /** The person of the roster; null: not on the list, or there is none. */
  personId: string | null;
  /** The id of the team that was chosen at join; null: none was. */
  team: string | null;
  joinedAt: number;
  removed: boolean;
}

export interface Response {
  attempt: string;
  value: Value;
  /** When it reached the server, ms of the store's clock. */
  receivedAt: number;
  /** Travel time given back to the player (0..100 ms), see the fair clock in SPEC.md. */
  lagMs: number;
  /** Its thinking time is not known: typed in from paper, or read from a file that has none. */
  untimed?: true;
  /** The host has typed it in from paper. */
  paper?: true;
}

/** An interval in which the store did not answer, ms of its own clock. */
export interface Outage {
  id: string;
  from: number;
  to: number;
}

export type Command =
  | { kind: "advance"; version: number }
  | { kind: "close"; round: number }
  | { kind: "extend"; round: number; seconds: number; attempt?: string | undefined }
  | { kind: "void"; round: number }
  | { kind: "skip"; round: number }
  | { kind: "pause"; paused: boolean }
  | { kind: "lock"; locked: boolean }
  | { kind: "finish" }
  | { kind: "replay"; attempt: string; roomId: string; pin: string }
  | { kind: "shares"; shown: boolean }
  | { kind: "release" }
  | { kind: "hide"; round: number; ids: string[]; hidden: boolean }
  | { kind: "remove"; playerIds: string[] }
  | { kind: "rename"; playerId: string; nickname: string; nicknameKey: string }
  | { kind: "move"; playerId: string; team: string }
  /** A seat for somebody who answers on paper. */
  | { kind: "add"; playerId: string }
  /** Answers from paper to these rounds are typed in, corrected or taken back. */
  | { kind: "enter"; rounds: readonly number[] }
  /** The due time has come. */
  | { kind: "due"; outages: Outage[] }
  /** Everybody present has responded; the store checks that again. */
  | { kind: "all-responded"; round: number };

/** What the store must do in the same step as writing the next room. */
export type Effect =
  | { kind: "remove"; playerIds: string[] }
  | { kind: "rename"; playerId: string; nickname: string; nicknameKey: string }
  | { kind: "release-pin" };

export type Rejection = { rejected: ErrorCode };
export type Outcome = { room: Room; effects: Effect[] } | { unchanged: true; version: number } | Rejection;

/** Responses count up to this long after the deadline; the close is due then. */
export const GRACE_MS = 300;
/** `open` is committed this long before the options show, so that every phone shows them at the same instant. */
export const LEAD_MS = 400;

const planned = (item: Item): PlannedRound => ({
  itemId: item.id,
  seconds: item.seconds,
  ...(item.previewSeconds === undefined ? {} : { previewSeconds: item.previewSeconds }),
  ...(typeOf(item).unanswered ? { slide: true } : {}),
});

/** Which question a round is, and of how many, by whether each round is a slide; nothing where none is. */
export const questionAt = (slides: readonly boolean[], round: number) => {
  if (!slides.includes(true)) return {};
  const questionsIn = (list: readonly boolean[]) => list.filter((slide) => !slide).length;
  return {
    question: slides[round - 1] === false ? questionsIn(slides.slice(0, round)) : null,
    questions: questionsIn(slides),
  };
};

/** The same for a round of a room. */
export const questionOf = ({ plan }: Room, round: number) =>
  questionAt(
    plan.map(({ slide = false }) => slide),
    round,
  );

/** A room of this quiz in which nothing has happened: in its lobby, version 1, at `now` (ms). */
export const newRoom = (quiz: Quiz, options: Options, names: RoomNames, now: number): Room => ({
  schema: 1,
  ...names,
  quizId: quiz.id,
  title: quiz.title,
  language: quiz.language,
  options,
  plan: quiz.items.map(planned),
  version: 1,
  phase: "lobby",
  round: 0,
  rounds: [],
  opensAt: null,
  pausedAt: null,
  locked: false,
  due: null,
  rosterVersion: 1,
  extensions: [],
  createdAt: now,
  startedAt: null,
  finishedAt: null,
});
