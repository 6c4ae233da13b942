/** Rooms as lists and reports name them. Times are ms since 1970. */
import type { Options } from "./payloads.ts";
import type { HostSnapshotOf } from "./snapshots.ts";

export type Occasion = NonNullable<Options["workshop"]>["occasion"];

/** A room as reports name it. */
export interface RoomLine {
  id: string;
  quizId: string;
  title: string;
  scoring: Options["scoring"];
  phase: HostSnapshotOf["phase"];
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** Seats, removed ones not counted. */
  players: number;
  identity: Options["identity"];
  language: string;
  workshop: { id: string; occasion: Occasion } | null;
  /** It was held elsewhere and read from a file. */
  imported: boolean;
  /** It is a trial that counts nowhere. */
  rehearsal?: true;
}

/** A room as lists of rooms show it. */
export interface RoomRow extends Omit<RoomLine, "scoring" | "language"> {
  pin: string;
  /** 1-based; 0 in the lobby. */
  round: number;
  /** How many the quiz has. */
  rounds: number;
  /** A pre-test whose results are still kept from everybody but the holder of the host key. */
  secret: boolean;
  /** When the results of a pre-test were released; null: not yet. */
  releasedAt: number | null;
  /** The organiser whose it is; missing: the administrator's. */
  ownerId?: string;
}
