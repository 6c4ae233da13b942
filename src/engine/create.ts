import type { Options } from "../../protocol/payloads.ts";
import { typeOf } from "../items/index.ts";
import type { Quiz } from "../quiz.ts";
import type { Rejection, Room, RosterEntry } from "../room.ts";

export interface RoomNames {
  id: string;
  pin: string;
  token: string;
  nonce: string;
}

/**
 * A new room in its lobby, version 1, at `now` (ms); `roster`: the people it expects, if it has a list. Rejects `gentle` scoring for a quiz whose scored items differ in
 * points: there one more right answer would not always beat speed.
 */
export const createRoom = (
  quiz: Quiz,
  { roster: _asGiven, ...options }: Options,
  names: RoomNames,
  now: number,
  roster: RosterEntry[] = [],
): Room | Rejection => {
  const points = new Set(quiz.items.filter((item) => typeOf(item).scored).map((item) => item.points));
  if (options.scoring === "gentle" && points.size > 1) return { rejected: "invalid_quiz" };
  return {
    schema: 1,
    ...names,
    quizId: quiz.id,
    title: quiz.title,
    language: quiz.language,
    options,
    plan: quiz.items.map((item) => ({ itemId: item.id, seconds: item.seconds })),
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
    ...(roster.length > 0 ? { roster } : {}),
  };
};
