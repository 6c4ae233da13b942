import type { ErrorCode } from "../../protocol/errors.ts";
import { GRACE_MS, type Phase, type Room } from "../room.ts";

/** What a store must know of a room to accept a join or a response in one atomic step, without reading the document. */
export interface Gate {
  phase: Phase;
  locked: boolean;
  paused: boolean;
  round: number;
  opensAt: number | null;
  /** The last moment at which a response may be received; null: no limit. */
  closesAt: number | null;
}

/** The gate of a room as it stands; times in ms of the store's clock. */
export const gateOf = (room: Room): Gate => {
  const live = room.phase === "open" ? room.rounds[room.round - 1] : undefined;
  return {
    phase: room.phase,
    locked: room.locked,
    paused: room.pausedAt !== null,
    round: room.round,
    opensAt: live?.openedAt ?? null,
    closesAt: live?.deadline == null ? null : live.deadline + GRACE_MS,
  };
};

/** A response may claim to have been received at most this long ago (ms); the same bound stands in respond.lua. */
const CLAIM_MS = 1000;

/** The receive time that counts: the claimed one, moved into the last second of the store's clock. */
export const received = (claimed: number, now: number): number => Math.min(Math.max(claimed, now - CLAIM_MS), now);

/** Why a response to `round`, received at `at`, is not taken; undefined when it is. respond.lua says the same. */
export const refusalOf = (
  gate: Omit<Gate, "locked">,
  round: number,
  at: number,
): Extract<ErrorCode, "not_open" | "round_closed"> | undefined => {
  if (round > gate.round) return "not_open";
  if (round < gate.round || gate.phase === "reveal" || gate.phase === "leaderboard" || gate.phase === "finished") {
    return "round_closed";
  }
  if (gate.phase !== "open" || gate.paused || gate.opensAt === null || at < gate.opensAt) return "not_open";
  return gate.closesAt !== null && at > gate.closesAt ? "round_closed" : undefined;
};
