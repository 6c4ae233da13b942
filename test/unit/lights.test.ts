import { describe, expect, test } from "vitest";
import { RoomOptions } from "../../protocol/payloads.ts";
import type { ResponsesCountedOf } from "../../protocol/pushes.ts";
import { HostSnapshot } from "../../protocol/snapshots.ts";
import { hostView } from "../../src/engine/view.ts";
import { lightOf, withCount, withRoster } from "../../src/pages/host/roster.ts";
import type { Seat } from "../../src/room.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { Progress } from "../../src/rooms/progress.ts";
import { Rooms } from "../../src/rooms/rooms.ts";
import { joinRoom, submitResponse } from "../../src/rooms/seats.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";
import { advanced, quizOf, roomOf, seatOf } from "./fixtures.ts";

const seats = (count: number) => Array.from({ length: count }, (_, n) => seatOf(`s${n}`));

/** The host's open screen of a room of so many seats. */
const openScreen = (count: number, preset: "none" | "pretest" = "none") => {
  const quiz = quizOf();
  const room = advanced(roomOf(quiz, { previewSeconds: 0, preset }), 1_000);
  const game = { room, quiz, seats: seats(count), responses: new Map() };
  const host = hostView({
    ...{ game, now: 1_000, standings: new Map(), images: {}, joinUrl: "", reportUrl: "", responded: 3, of: count },
    present: new Set(["s0", "s2"]),
    answered: new Set(["s2", "gone", "s1"]),
  });
  expect(HostSnapshot.parse(host)).toEqual(host);
  return host;
};

test("[VW13] who has answered before this node has read the seat is told once screens show it, and once only", () => {
  const [ani, budi] = seats(2) as [Seat, Seat];
  const progress = new Progress(1, { responded: 0, of: 2 });
  progress.read(2, [budi.playerId, ani.playerId]);
  expect(progress.untold([ani])).toEqual([ani.playerId]);
  expect(progress.untold([ani])).toEqual([]);
  expect(progress.untold([ani, budi])).toEqual([budi.playerId]);
  expect(progress.untold([ani, budi])).toEqual([]);
});

test("[VW13] after a removal who has answered is read again, although as many have answered as before", () => {
  const progress = new Progress(1, { responded: 0, of: 2 });
  progress.read(1, ["removed"]);
  expect(progress.isUnread(1)).toBe(false);
  progress.seatsChanged();
  expect(progress.isUnread(1)).toBe(true);
  progress.read(1, ["new"]);
  expect(progress.isUnread(1)).toBe(false);
});

test("[VW13] who has answered is read only when somebody has of whom this node does not know", () => {
  const progress = new Progress(1, { responded: 0, of: 4 });
  progress.mark(1, "here");
  expect([progress.isUnread(1), progress.isUnread(2)]).toEqual([false, true]);
  progress.read(2, ["here", "elsewhere"]);
  progress.mark(1, "here too");
  expect([progress.isUnread(2), progress.isUnread(3), progress.isUnread(4)]).toEqual([false, false, true]);
  // On a node that opens the room later: of three who have answered one was removed.
  const late = new Progress(1, { responded: 2, of: 3 });
  late.read(2, ["removed", "there", "there too"]);
  expect([late.isUnread(2), late.isUnread(3)]).toEqual([false, true]);
  // Of those who are known one has been removed, and somebody else has answered.
  progress.seatsChanged();
  progress.read(2, ["here", "here too"]);
  expect([progress.isUnread(2), progress.isUnread(3)]).toEqual([false, true]);
});

describe("a light per seat", () => {
  test.each(["none", "pretest"] as const)(
    "[VW12] the host sees who is here and who has answered, in order of joining (preset %s)",
    (preset) => {
      const row = (playerId: string, present: boolean) => ({ playerId, nickname: seatOf(playerId).nickname, present });
      expect(openScreen(3, preset)).toMatchObject({
        players: [row("s0", true), row("s1", false), row("s2", true)],
        answered: ["s1", "s2"],
      });
    },
  );

  test("[VW12] 200 seats have lights, 201 have counts only", () => {
    expect(openScreen(200)).toHaveProperty("players.199.playerId", "s199");
    expect(openScreen(201)).not.toHaveProperty("players");
    expect(openScreen(201)).not.toHaveProperty("answered");
    expect(openScreen(201)).toMatchObject({ responded: 3, of: 201 });
  });

  test("[PG12] the host page follows who is here and who has answered, and shows counts only when told of nobody", () => {
    const opened = openScreen(3);
    const lights = (host: typeof opened) =>
      host.phase === "open" ? host.players?.map((player) => lightOf(player, new Set(host.answered))) : undefined;
    expect(lights(opened)).toEqual(["here", "answered", "answered"]);
    const left = { playerId: "s0", nickname: "s0", present: false };
    const newer = { playerId: "s3", nickname: "s3", present: true };
    const moved = withRoster(opened, { joined: [newer], left: ["s1"], changed: [left] });
    expect(lights(moved)).toEqual(["away", "answered", "here"]);
    const counted = withCount(moved, { round: 1, responded: 2, of: 2, answered: ["s3"] });
    expect(lights(counted)).toEqual(["away", "answered", "answered"]);
    expect(counted).toMatchObject({ responded: 2, of: 2 });
    expect(withCount(counted, { round: 2, responded: 0, of: 0, answered: ["s0"] })).toBe(counted);
    expect(lights(withCount(counted, { round: 1, responded: 2, of: 201 }))).toBeUndefined();
  });

  test("[VW13] a host hears who has answered on whichever node, each once, and a host who comes later hears of all", async () => {
    const store = openSqlite({ file: ":memory:" });
    const clock = new VirtualClock(0);
    const draw = drawFrom(seededBytes(7));
    const nothing = () => {};
    const node = () => {
      const heard: ResponsesCountedOf[] = [];
      const counted = (_live: unknown, change: ResponsesCountedOf) => void heard.push(change);
      const publish = {
        counted,
        ...{ changed: nothing, roster: nothing, removed: nothing, noted: nothing, away: nothing, erased: nothing },
      };
      const rooms = new Rooms({ store, clock, draw, publish, report: nothing });
      return { rooms, heard };
    };
    const [here, there] = [node(), node()];
    const options = RoomOptions.parse({ previewSeconds: 0 });
    const created = await here.rooms.create({ quiz: quizOf(), images: {}, updatedAt: 0 }, options, undefined);
    if ("rejected" in created) throw new Error(created.rejected);
    const [live, away] = [await here.rooms.get(created.room.id), await there.rooms.get(created.room.id)];
    if (!live || !away) throw new Error("the room is gone");
    const people: string[] = [];
    for (const nickname of ["Ani", "Budi", "Citra"]) {
      const nobody = { attempt: null, code: undefined, codeGiven: false, device: null, personId: null, team: null };
      const joined = await joinRoom({ store, draw, capacity: 5 }, live, { nickname, nicknameKey: nickname, ...nobody });
      if ("rejected" in joined) throw new Error(joined.rejected);
      people.push(joined.seat.playerId);
    }
    const [ani = "", budi = "", citra = ""] = people;
    await store.present(live.room.id, people, store.now() + 10_000);
    await live.command({ kind: "advance", version: live.room.version });
    await away.refresh();
    live.hosts = 1;
    // The options show 400 ms after the opening.
    const openedAt = live.room.rounds[0]?.openedAt ?? 0;
    while (store.now() < openedAt) await new Promise((resume) => setTimeout(resume, openedAt - store.now()));
    const answer = (at: typeof live, playerId: string) =>
      submitResponse(store, at, playerId, {
        ...{ round: 1, attempt: playerId, value: "b", elapsedMs: undefined, roundTripMs: 0 },
        receivedAt: store.now(),
      });

    await answer(away, ani);
    await live.pulse();
    await answer(live, budi);
    await live.pulse();
    await live.pulse();
    expect(here.heard).toEqual([
      { round: 1, responded: 1, of: 3, answered: [ani] },
      { round: 1, responded: 2, of: 3, answered: [budi] },
    ]);
    expect(live.hostSnapshot({ joinUrl: "", reportUrl: "" })).toMatchObject({ answered: [ani, budi] });

    // No host was at the other node so far, and nothing has moved since its last reading.
    await away.pulse();
    away.hosts = 1;
    there.heard.length = 0;
    await away.pulse();
    expect(there.heard).toEqual([{ round: 1, responded: 2, of: 3, answered: [budi] }]);
    await answer(away, citra);
    await away.pulse();
    expect(there.heard[1]).toEqual({ round: 1, responded: 3, of: 3, answered: [citra] });
    for (const { rooms } of [here, there]) rooms.close();
    await store.close();
  });
});
