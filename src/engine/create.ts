import type { Options } from "../../protocol/payloads.ts";
import type { RosterEntry } from "../../protocol/workshops.ts";
import { typeOf } from "../items/index.ts";
import type { Quiz } from "../quiz.ts";
import { newRoom, type Rejection, type Room, type RoomNames } from "../room.ts";
import { teamsFrom } from "../teams.ts";

/**
 * A new room in its lobby, version 1, at `now` (ms); `roster`: the people it expects, if it has a list. Rejects `gentle` scoring for a quiz whose scored items differ in
 * points: there one more right answer would not always beat speed; and teams that cannot be made (see teamsFrom).
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
  const teams = teamsFrom(options.teams, roster);
  if (teams && "rejected" in teams) return teams;
  return {
    ...newRoom(quiz, options, names, now),
    ...(roster.length > 0 ? { roster } : {}),
    ...(teams ? { teams } : {}),
  };
};
