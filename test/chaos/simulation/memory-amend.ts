/** Answers from paper in the store in memory. */
import type { Amend, Amended } from "../../../src/store/amend.ts";
import { documentOf, type Held } from "./memory-held.ts";

/** Why what a host adds from paper is not written; undefined when it may be. */
const obstacleOf = (at: Held, added: Amend["seat"], responses: Amend["responses"]): Amended | undefined => {
  const kept = at.rows.filter(({ seat }) => !seat.removed);
  if (added) {
    const { seat: own, capacity } = added;
    const isSame = ({ seat }: Held["rows"][number]): boolean =>
      seat.playerId === own.playerId ||
      (own.code !== "" && seat.code === own.code) ||
      (own.attempt !== null && seat.attempt === own.attempt);
    if (at.rows.some(isSame)) return { kind: "seated" };
    if (kept.length >= capacity) return { kind: "refused", code: "room_full" };
    if (kept.some(({ seat }) => seat.nicknameKey === own.nicknameKey))
      return { kind: "refused", code: "nickname_taken" };
  }
  for (const { round, playerId } of responses) {
    const there = playerId === added?.seat.playerId || kept.some(({ seat }) => seat.playerId === playerId);
    if (!there) return { kind: "refused", code: "player_not_found" };
    const first = at.responses.get(round)?.get(playerId);
    if (first && !first.paper) return { kind: "refused", code: "already_responded" };
  }
  return undefined;
};

/** Writes what a host adds from paper, or says why not. */
export const amendHeld = (at: Held | undefined, { expect, next, seat: added, responses }: Amend): Amended => {
  if (at?.room.version !== expect) return { kind: at?.room.nonce === next.nonce ? "done" : "stale" };
  const obstacle = obstacleOf(at, added, responses);
  if (obstacle) return obstacle;
  if (added) at.rows.push({ seat: documentOf(added.seat), asked: added.seat.nicknameKey, presentUntil: 0 });
  for (const { round, playerId, response } of responses) {
    const given = at.responses.get(round) ?? new Map();
    at.responses.set(round, given);
    if (response === null) given.delete(playerId);
    else given.set(playerId, documentOf(response));
  }
  at.room = documentOf(next);
  return { kind: "done" };
};
