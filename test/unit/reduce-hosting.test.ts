import { describe, expect, test } from "vitest";
import { RoomOptions } from "../../protocol/payloads.ts";
import { reduce } from "../../src/engine/reduce.ts";
import type { Command, Room } from "../../src/room.ts";
import { advanced, ask, fired, frozen, gameOf, ITEMS, live, paused, quizOf, roomOf, seatOf } from "./fixtures.ts";
import { screenOf } from "./screens.ts";

const SLIDE = { id: "s", type: "slide", stem: "A pause" };
const item = (n: number) => ({ ...ITEMS[0], id: `i${n}` });
const QUIZ = quizOf([item(1), item(2), SLIDE, item(3)]);
const skip = (round: number): Command => ({ kind: "skip", round });

/** The room after so many advances, one a second. */
const stepped = (steps: number, options = {}, quiz = QUIZ): Room => {
  let room = roomOf(quiz, { leaderboard: "none", ...options });
  for (let n = 1; n <= steps; n++) room = advanced(room, n * 1_000);
  return room;
};

describe("skipping a round", () => {
  test("[RM60] in preview and in open it is voided and closed, and the next round is there at once", () => {
    const preview = stepped(1);
    const open = stepped(2);
    const stopped = paused(open, 3_000);
    for (const room of [preview, paused(preview, 1_500), open, stopped]) {
      const next = ask(room, skip(1), 9_000);
      expect(next).toMatchObject({ phase: "preview", round: 2, opensAt: 14_000, pausedAt: null, due: 13_600 });
      expect(next.rounds[0]).toMatchObject({ voided: true, closedAt: 9_000 });
    }
    expect(ask(preview, skip(1), 9_000).rounds[0]).toMatchObject({ openedAt: null });
    expect(ask(stopped, skip(1), 9_000).rounds[0]).toMatchObject({ pauses: [{ from: 3_000, to: 9_000 }] });
  });

  test("[RM60] without a time to read the next one opens; after the last the game ends, without a leaderboard", () => {
    const room = stepped(1, { previewSeconds: 0, leaderboard: "every" });
    expect(ask(room, skip(1), 9_000)).toMatchObject({ phase: "open", round: 2, due: 29_700 });
    const last = stepped(2, { leaderboard: "every" }, quizOf([item(1)]));
    const outcome = reduce(last, skip(1), 9_000);
    expect(outcome).toMatchObject({
      room: { phase: "finished", finishedAt: 9_000 },
      effects: [{ kind: "release-pin" }],
    });
  });

  test("[RM60] a round that is over is ok at the current version, one not reached is unknown", () => {
    const reveal = stepped(3);
    for (const room of [reveal, advanced(reveal, 4_000), ask(reveal, { kind: "finish" }, 4_000)])
      expect(reduce(room, skip(1), 9_000)).toEqual({ unchanged: true, version: room.version });
    const next = ask(stepped(2), skip(1), 9_000);
    expect(reduce(next, skip(1), 9_000)).toEqual({ unchanged: true, version: next.version });
    expect(reduce(next, skip(3), 9_000)).toEqual({ rejected: "round_unknown" });
    expect(reduce(stepped(0), skip(1), 9_000)).toEqual({ rejected: "round_unknown" });
  });

  test("[RM60] a slide is left as by advance, and not voided", () => {
    const slide = stepped(7);
    expect(slide).toMatchObject({ phase: "preview", round: 3, opensAt: null });
    const next = ask(slide, skip(3), 9_000);
    expect(next).toMatchObject({ phase: "preview", round: 4 });
    expect(next.rounds[2]).toMatchObject({ voided: false, closedAt: 9_000 });
  });
});

describe("the leaderboard and the clock of a game that moves by itself", () => {
  /** "lobby preview1 ...", without the previews. */
  const walked = (options: object, quiz = QUIZ): string => {
    const seen = [];
    for (let room = stepped(0, { leaderboard: "every", ...options }, quiz), n = 1; room.phase !== "finished"; n++) {
      room = advanced(room, n * 1_000);
      if (["leaderboard", "open"].includes(room.phase)) seen.push(room.phase === "open" ? room.round : "board");
    }
    return seen.join(" ");
  };

  test("[RM23] every second question, slides not counted, and the last one asked", () => {
    expect(walked({ leaderboardEvery: 2 })).toBe("1 2 board 4 board");
    expect(walked({ leaderboardEvery: 20 })).toBe("1 2 4 board");
    expect(walked({ leaderboardEvery: 1 })).toBe("1 board 2 board 4 board");
    expect(walked({ leaderboardEvery: 3 }, quizOf([item(1), item(2), SLIDE]))).toBe("1 2 board");
    expect(walked({ leaderboardEvery: 2, preset: "pretest" })).toBe("1 2 4");
  });

  test("[RM26] the delays are the room's; a room of before they were known has 8 s and 6 s", () => {
    const shown = (options: object) => stepped(3, { autoAdvance: true, leaderboard: "every", ...options });
    const slow = shown({ revealSeconds: 30, leaderboardSeconds: 1 });
    expect([slow.due, fired(slow).due]).toEqual([33_000, 34_000]);
    const { revealSeconds: _r, leaderboardSeconds: _l, ...old } = RoomOptions.parse({ autoAdvance: true });
    const before = frozen({ ...stepped(2), options: old as Room["options"] });
    const reveal = advanced(before, 3_000);
    expect([reveal.due, fired(reveal).due]).toEqual([11_000, 17_000]);
  });
});

describe("replaying", () => {
  const finished = ask(stepped(2), { kind: "finish" }, 9_000);
  const replay = (attempt: string, pin: string): Command => ({ kind: "replay", attempt, roomId: `room ${pin}`, pin });
  const screens = (room: Room) => {
    const game = gameOf(QUIZ, [seatOf("p1")], []);
    return screenOf({ ...game, room });
  };

  test("[RM61] [RM62] only of a finished room; an attempt counts once, another one sends people on", () => {
    expect(reduce(stepped(2), replay("a", "111111"), 10_000)).toEqual({ rejected: "wrong_phase" });
    const one = ask(finished, replay("a", "111111"), 10_000);
    expect(reduce(one, replay("a", "999999"), 11_000)).toEqual({ unchanged: true, version: one.version });
    const two = ask(one, replay("b", "222222"), 12_000);
    expect(reduce(two, replay("a", "111111"), 13_000)).toEqual({ unchanged: true, version: two.version });
    expect([one, two].map((room) => screens(room).players[0])).toMatchObject([
      { next: { pin: "111111" } },
      { next: { pin: "222222" } },
    ]);
  });

  test("[RM63] the last screens say where people go on, phones by PIN alone, in a secret pre-test too", () => {
    const secret = frozen({ ...finished, options: { ...finished.options, preset: "pretest" as const } });
    for (const room of [finished, secret]) {
      expect(screens(room).host).not.toHaveProperty("next");
      const { host, players } = screens(ask(room, replay("a", "111111"), 10_000));
      expect(host).toMatchObject({ next: { roomId: "room 111111", pin: "111111" } });
      expect(players[0]).toMatchObject({ next: { pin: "111111" } });
      expect(JSON.stringify(players)).not.toContain("room 111111");
    }
  });

  test("[RM66] hosts are told where the next step leads, players are not", () => {
    const ahead = (room: Room) => (screens(room).host as { ahead?: object }).ahead;
    expect(ahead(stepped(0))).toMatchObject({ phase: "preview", round: 1 });
    expect(ahead(stepped(1))).toMatchObject({ phase: "open", round: 1 });
    expect(ahead(stepped(2))).toMatchObject({ phase: "reveal", round: 1 });
    expect(ahead(stepped(3, { leaderboard: "every" }))).toMatchObject({ phase: "leaderboard", round: 1 });
    expect(ahead(stepped(7))).toMatchObject({ phase: "preview", round: 4 });
    expect(ahead(stepped(3, {}, quizOf([item(1)])))).toMatchObject({ phase: "finished", round: 1 });
    expect(ahead(finished)).toBeUndefined();
    expect(live(stepped(1)).openedAt).toBeNull();
    expect(screens(stepped(1)).players[0]).not.toHaveProperty("ahead");
  });

  test("[RM66] and when it leads there by itself from a screen that rests, unless paused", () => {
    const at = (room: Room) => (screens(room).host as { ahead?: { at?: number } }).ahead?.at;
    const options = { autoAdvance: true, leaderboard: "every" } as const;
    const [preview, open, reveal, leaderboard] = [1, 2, 3, 4].map((n) => stepped(n, options));
    expect([preview, open].map((room) => room && at(room))).toEqual([undefined, undefined]);
    expect(reveal?.due).not.toBeNull();
    expect([reveal, leaderboard].map((room) => room && at(room))).toEqual([reveal?.due, leaderboard?.due]);
    expect(at(paused(reveal as Room, 20_000))).toBeUndefined();
    expect(at(stepped(3, { leaderboard: "every" }))).toBeUndefined();
  });
});
