/** The interface every store keeps, and its laws. One contract suite (test/contract/store-suite.ts) runs over all of them. */

import type { ErrorCode } from "../../protocol/errors.ts";
import type { Workshop } from "../../protocol/workshops.ts";
import type { Quiz } from "../quiz.ts";
import type { Effect, Outage, Response, Room, Seat } from "../room.ts";
import type { Amend, Amended } from "./amend.ts";
import type { ImageShare } from "./image-share.ts";
import type { OrganiserStore } from "./organisers.ts";

/** Thrown by any operation whose result is not known (no answer, a timeout): ask again with the same attempt or nonce. */
export class StoreUnavailable extends Error {
  override name = "StoreUnavailable";
}

/** Thrown when the store has refused a write because it has no space. */
export class StoreFull extends StoreUnavailable {}

/** A silence between two beats of a room that is longer than this (ms) is an outage. */
export const OUTAGE_MS = 1000;
/** Outages remembered of a room, the latest ones. */
export const OUTAGES_KEPT = 50;

export type Created = { kind: "created" | "repeat"; room: Room } | { kind: "pin-taken" | "attempt-reused" };

/** Checked by the store in the same step as the write. `due`: its clock has passed room.due. */
export type Guard = { kind: "due" } | { kind: "all-responded"; round: number };

export interface Transition {
  roomId: string;
  /** The version the next room was computed from. */
  expect: number;
  next: Room;
  effects: Effect[];
  guard?: Guard | undefined;
}

export type Transitioned =
  | { kind: "done" }
  /** Somebody else moved first; read the room again. */
  | { kind: "stale" }
  /** The due time is `rest` ms away. */
  | { kind: "early"; rest: number }
  /** Somebody present has not responded. */
  | { kind: "waiting" }
  | { kind: "refused"; code: ErrorCode };

export interface Join {
  roomId: string;
  seat: Omit<Seat, "joinedAt" | "removed">;
  /** The code came from the player: a seat that bears it is resumed. Otherwise it was drawn and must be free. */
  codeGiven: boolean;
  /** Seats the room may hold, removed ones not counted. */
  capacity: number;
}

export type Joined =
  | { kind: "joined" | "repeat" | "resumed"; seat: Seat }
  | { kind: "code-taken" }
  | { kind: "refused"; code: ErrorCode };

export interface Respond {
  roomId: string;
  round: number;
  playerId: string;
  /** `receivedAt` is the node's reading of the store's clock; the store moves it into the last second of its own. */
  response: Response;
}

export type Responded =
  /** `complete`: everybody present has now responded to the round. */
  | { kind: "stored"; response: Response; complete: boolean }
  | { kind: "repeat" | "already"; response: Response }
  | { kind: "refused"; code: ErrorCode };

/** The cheap reading that a node takes often. */
export interface Pulse {
  version: number;
  /** Seats ever taken, removed ones too: the length of the join order. */
  seats: number;
  /** Responses to the current round. */
  responded: number;
  /** Seats that are present or have responded to the current round; removed ones not counted. */
  of: number;
  /** Some seat is present, and all present seats have responded to the open round. */
  complete: boolean;
}

export interface RoomListener {
  changed(version: number): void;
  noted(note: string): void;
  /** Its seats or responses may have changed: told by a store that `tellsAll`. */
  stirred?(): void;
}

export interface QuizSummary {
  id: string;
  title: string;
  language: string;
  /** Its questions: slides are none. */
  items: number;
  updatedAt: number;
  /** The organiser whose it is; missing: the administrator's. */
  ownerId?: string;
  /** It came with the server: every organiser may read it. */
  shipped?: true;
}

export interface StoredImage {
  type: string;
  bytes: Uint8Array;
}

export interface StoredQuiz {
  quiz: Quiz;
  /** Image file name -> content hash. */
  images: Record<string, string>;
  updatedAt: number;
  /** The organiser whose it is; missing: the administrator's. */
  ownerId?: string;
  /** It came with the server: every organiser may read it. */
  shipped?: true;
}

/** What must hold of a quiz that is there already for it to be replaced. */
export type PutQuiz = { ifAbsent: boolean } | { base: string | null };

export interface StoredRoom {
  room: Room;
  /** Removed ones not counted. */
  seats: number;
  /** The last beat, which says that a node was serving it; null: there was none. */
  beatAt: number | null;
}

/** A room that was held elsewhere, whole. Codes and nicknames may repeat. */
export interface PastRoom {
  room: Room;
  quiz: StoredQuiz;
  /** In join order. */
  seats: Seat[];
  /** Round (1-based) -> playerId -> response. */
  responses: ReadonlyMap<number, ReadonlyMap<string, Response>>;
}

/**
 * Laws: every write is atomic and idempotent; a promise settles only after the write is durable; `transition` is a
 * compare-and-set on `version`; `join` is set-once per nickname key and attempt, `respond` per round and seat and only
 * while the gate of that round is open; `amend` is a compare-and-set like `transition`, never over a response that a phone
 * gave; nothing is counted with an increment but in the step that stores what is counted. A known attempt gets its old answer
 * before every other check. All times are the store's.
 */
export interface Store extends OrganiserStore {
  /** The store's time in ms, as this node knows it; never goes back. */
  now(): number;

  /** Claims the PIN and writes the room with its quiz. `pin-taken`: draw another. `body` identifies the content of an attempt. */
  create(room: Room, quiz: StoredQuiz, attempt?: { id: string; body: string } | undefined): Promise<Created>;
  /** What `create` would say of a known attempt, without a room and quiz at hand; undefined: not known, so create. */
  createdBy(attempt: { id: string; body: string }): Promise<Room | "attempt-reused" | undefined>;
  transition(transition: Transition): Promise<Transitioned>;
  /** Writes a room with answers from paper, in one step. All or nothing: a response that a phone gave is `already_responded`. */
  amend(amend: Amend): Promise<Amended>;
  join(join: Join): Promise<Joined>;
  respond(respond: Respond): Promise<Responded>;
  /** Renews the presence of seats until `until` (ms); a past time ends it. */
  present(roomId: string, playerIds: string[], until: number): Promise<void>;
  /**
   * Writes a finished room with all that belongs to it, in one step; its PIN is neither claimed nor released, and shares
   * a shard with its id all the same. An id that is there is a resend, which writes nothing.
   */
  importRoom(past: PastRoom): Promise<void>;
  /**
   * Deletes a room and all that belongs to it: nobody finds anything of it once it has begun, and nothing is stored once
   * it settles. One that the end of the process cuts off may be sent again, and is finished at the next start.
   */
  erase(roomId: string): Promise<void>;

  /** The room a PIN points to, while it is live. */
  findPin(pin: string): Promise<string | undefined>;
  /** The finished room that bore a PIN last, until another takes it: a join that was accepted still finds its answer. */
  findReleasedPin(pin: string): Promise<string | undefined>;
  room(roomId: string): Promise<Room | undefined>;
  /** The quiz as it was when the room was created. */
  roomQuiz(roomId: string): Promise<StoredQuiz | undefined>;
  /** Seats in join order, from an index on; removed ones are marked. */
  seats(roomId: string, from: number): Promise<Seat[]>;
  response(roomId: string, round: number, playerId: string): Promise<Response | undefined>;
  /** playerId -> response, for one round. */
  responses(roomId: string, round: number): Promise<Map<string, Response>>;
  /** Seats that have responded to a round, removed ones too, in no order. */
  responded(roomId: string, round: number): Promise<string[]>;
  pulse(roomId: string): Promise<Pulse | undefined>;
  /** Seats present now. */
  presentSeats(roomId: string): Promise<string[]>;
  /** All rooms, newest first; `naming`: at least those in whose document one of these texts stands, of the others none need be read. */
  rooms(naming?: readonly string[]): Promise<StoredRoom[]>;

  /** Rooms whose due time passed at least `lateMs` ago. */
  due(lateMs: number): Promise<string[]>;
  /** This node is the only one, and each change of a room's seats and responses is told to its listeners. */
  readonly tellsAll?: true;
  /** Calls back each time a room changes or a note is sent, on any node, this one too. Resolves when listening. */
  subscribe(roomId: string, listener: RoomListener): Promise<() => void>;
  /** Sends a note to every node that listens to the room; it may be lost, nothing durable hangs on it. */
  notify(roomId: string, note: string): Promise<void>;
  /** Says that the store is alive to these rooms. The first beat of a room starts its record; one more than OUTAGE_MS after the last records the gap as an outage. */
  beat(roomIds: string[]): Promise<void>;
  /** The latest outages of a room, oldest first. */
  outages(roomId: string): Promise<Outage[]>;

  /** Quizzes are told apart by id and owner: two organisers may each have one of the same id. This lists all of them. */
  quizzes(): Promise<QuizSummary[]>;
  quiz(quizId: string, ownerId?: string): Promise<StoredQuiz | undefined>;
  /**
   * Stores or replaces the document. In the same step `images` is laid over those the library has for this quiz, of
   * which only such go as quiz-version.ts says; `{}` keeps them. `ifAbsent`: a quiz that is there is left as it is. `base`: a
   * compare-and-set, on the version of the document (see quiz-version.ts; null: there is none); false: it is another one.
   * The same document sent again is written, not stale.
   */
  putQuiz(quiz: StoredQuiz, options?: PutQuiz): Promise<boolean>;
  /** Sets one image of a quiz and its time of change, and nothing else of it. False: there is no such quiz. */
  putQuizImage(quizId: string, file: string, hash: string, ownerId?: string): Promise<boolean>;
  /** False: it was not there. Of two at once, both may be told true. */
  deleteQuiz(quizId: string, ownerId?: string): Promise<boolean>;
  /** Keeps an image for good; one not there yet takes of `share` in the same step. False: it has not so much left. */
  putImage(hash: string, image: StoredImage, share?: ImageShare): Promise<boolean>;
  image(hash: string): Promise<StoredImage | undefined>;

  /** All workshops, newest first. */
  workshops(): Promise<Workshop[]>;
  workshop(workshopId: string): Promise<Workshop | undefined>;
  /**
   * A compare-and-set: writes `next` when the stored version is `next.version - 1` (0: there is none). False: it is not.
   * The same document sent again is written, not stale.
   */
  putWorkshop(next: Workshop): Promise<boolean>;
  /** False: it was not there. Of two at once, both may be told true. */
  deleteWorkshop(workshopId: string): Promise<boolean>;

  /**
   * Whether there is too little space for something new (see space.ts): rooms, quizzes and imports are refused then, and what
   * is running goes on. The latest reading, taken every few seconds.
   */
  full(): boolean;

  /** Resolves when the store answers, throws StoreUnavailable otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
