import type { ErrorCode } from "../../protocol/errors.ts";
import type { Response, Room, Seat } from "../room.ts";

/** What a host adds to a room beside its phases: answers from paper, and the seat of somebody who has none yet. */
export interface Amend {
  roomId: string;
  /** The version the next room was computed from. */
  expect: number;
  next: Room;
  /** As it shall be, its time of joining too; `capacity`: as at join. */
  seat?: { seat: Seat; capacity: number };
  /** Null takes back what was typed in. */
  responses: { round: number; playerId: string; response: Response | null }[];
}

export type Amended =
  | { kind: "done" }
  /** Somebody else moved first; read the room again. */
  | { kind: "stale" }
  /** Some seat bears this id, code or attempt; read the seats again. */
  | { kind: "seated" }
  | { kind: "refused"; code: ErrorCode };
