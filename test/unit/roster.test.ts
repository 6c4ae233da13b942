import { expect, test } from "vitest";
import type { Seat } from "../../src/room.ts";
import { Roster } from "../../src/rooms/roster.ts";

const seatOf = (playerId: string, removed = false): Seat => ({
  playerId,
  nickname: playerId,
  nicknameKey: playerId,
  token: `token of ${playerId}`,
  code: "",
  attempt: null,
  device: null,
  personId: null,
  team: null,
  joinedAt: 0,
  removed,
});

test("[RM35] a removal that is read before its version comes is told with that version", () => {
  const roster = new Roster([], undefined);
  roster.know(seatOf("ani"));
  roster.append([seatOf("ani", true)]);
  expect(roster.replace([seatOf("ani", true)]).left).toEqual(["ani"]);
  expect(roster.byToken("token of ani")?.removed).toBe(true);
});

test("[RM35] the answer to a join that comes after the removal of its seat does not bring the seat back", () => {
  const roster = new Roster([], undefined);
  roster.append([seatOf("ani", true)]);
  roster.know(seatOf("ani"));
  expect(roster.byId("ani")?.removed).toBe(true);
  expect(roster.byToken("token of ani")?.removed).toBe(true);
});
