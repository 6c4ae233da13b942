import { describe, expect, test } from "vitest";
import { reduce } from "../../src/engine/reduce.ts";
import type { Command, Outage, Room } from "../../src/room.ts";
import { advanced, ask, fired, ITEMS, live, paused, quizOf, resumed, roomOf } from "./fixtures.ts";

const QUIZ = quizOf([ITEMS[0] ?? {}, ITEMS[4] ?? {}]);
const T = 20_000;
/** Round 1 (20 s) in preview since 1,000; it opens at 6,000 by itself, or here at 2,000 by its host. */
const preview = advanced(roomOf(QUIZ), 1_000);
const open = advanced(preview, 2_000);
const OPENED = 2_400;
const endless = advanced(advanced(advanced(advanced(open, 3_000), 4_000), 5_000), 6_000);

const DUE: Command = { kind: "due", outages: [] };
const extend = (more: Partial<Extract<Command, { kind: "extend" }>> = {}): Command => ({
  kind: "extend",
  round: 1,
  seconds: 30,
  ...more,
});

describe("opening and closing on time", () => {
  test("[TM2] a preview is due 400 ms before its options show, and a timer on time shows them at opensAt", () => {
    expect([preview.phase, preview.opensAt, preview.due]).toEqual(["preview", 6_000, 5_600]);
    expect(live(preview)).toMatchObject({ openedAt: null, deadline: null, closedAt: null });
    const opened = fired(preview);
    expect([live(opened).openedAt, opened.opensAt]).toEqual([6_000, null]);
    expect(live(fired(preview, 62)).openedAt).toBe(6_062);
  });

  test("[TM2] an early opening by the host keeps the 400 ms", () => {
    expect(live(open)).toMatchObject({ openedAt: OPENED, deadline: OPENED + T });
    const skipped = advanced(roomOf(QUIZ, { previewSeconds: 0 }), 1_000);
    expect([skipped.phase, live(skipped).openedAt, skipped.opensAt]).toEqual(["open", 1_400, null]);
  });

  test("[TM2] a preview shorter than the 400 ms is due at once, never before it began", () => {
    const short = advanced(roomOf(QUIZ, { previewSeconds: 0.2 }), 1_000);
    expect([short.phase, short.due]).toEqual(["preview", 1_000]);
  });

  test("[TM4] a round is due 300 ms after its deadline, and not a millisecond before", () => {
    const due = OPENED + T + 300;
    expect(open.due).toBe(due);
    expect(reduce(open, DUE, due - 1)).toEqual({ unchanged: true, version: open.version });
    const closed = ask(open, DUE, due);
    expect([closed.phase, live(closed).closedAt, live(closed).deadline]).toEqual(["reveal", due, OPENED + T]);
  });

  test("[TM3] a round without a limit has no deadline and is never due", () => {
    expect([live(endless).openedAt, live(endless).deadline, endless.due]).toEqual([6_400, null, null]);
    expect(reduce(endless, DUE, 1e12)).toEqual({ unchanged: true, version: endless.version });
  });

  test("[RM24] a round that closes early keeps its deadline and records when it closed", () => {
    const closed = ask(open, { kind: "all-responded", round: 1 }, 9_000);
    expect([closed.phase, live(closed).closedAt, live(closed).deadline, closed.due]).toEqual([
      "reveal",
      9_000,
      22_400,
      null,
    ]);
    expect(reduce(closed, { kind: "close", round: 1 }, 9_001)).toEqual({ unchanged: true, version: closed.version });
  });

  test("[RM25] all present having responded closes nothing while paused", () => {
    const held = paused(open, 5_000);
    expect(reduce(held, { kind: "all-responded", round: 1 }, 6_000)).toEqual({
      unchanged: true,
      version: held.version,
    });
  });

  test("[RM22] until the options show neither advance nor [RM27] close ends the round; skipping does", () => {
    const advance: Command = { kind: "advance", version: open.version };
    const close: Command = { kind: "close", round: 1 };
    expect(reduce(open, advance, OPENED - 1)).toEqual({ unchanged: true, version: open.version });
    expect(reduce(open, close, OPENED - 1)).toEqual({ rejected: "not_open" });
    for (const command of [advance, close]) expect(ask(open, command, OPENED).phase).toBe("reveal");
    expect(ask(open, { kind: "skip", round: 1 }, OPENED - 1).round).toBe(2);
  });

  test("[WC1] a round closed before its options showed was shown to nobody", () => {
    const ends: Command[] = [{ kind: "void", round: 1 }, { kind: "finish" }];
    for (const command of ends) {
      const never = live(ask(open, command, OPENED - 1));
      expect(never, command.kind).toMatchObject({ openedAt: null, closedAt: OPENED - 1 });
      const held = live(ask(paused(open, OPENED - 1), command, OPENED + 9_000));
      expect(held, `${command.kind} of a paused round`).toMatchObject({ openedAt: null, pauses: [] });
      expect(live(ask(open, command, OPENED)), command.kind).toMatchObject({ openedAt: OPENED, closedAt: OPENED });
    }
  });
});

describe("extending", () => {
  test("[TM6] an extension moves deadline and due by its seconds, and nothing else of the round", () => {
    const longer = ask(open, extend(), 10_000);
    expect(live(longer)).toEqual({ ...live(open), deadline: OPENED + T + 30_000 });
    expect(longer).toMatchObject({ due: OPENED + T + 30_300, plan: open.plan, extensions: [] });
    expect(live(ask(longer, extend(), 11_000)).deadline).toBe(OPENED + T + 60_000);
  });

  test("[TM6] an extension within the grace still counts from the deadline", () => {
    expect(live(ask(open, extend({ seconds: 1 }), OPENED + T + 299)).deadline).toBe(OPENED + T + 1_000);
  });

  test("[RM29] a repeated attempt answers the version of the first, however far the room has moved", () => {
    const longer = ask(open, extend({ attempt: "x1" }), 10_000);
    const again = { unchanged: true, version: longer.version };
    const gone = advanced(advanced(longer, 12_000), 13_000);
    for (const room of [longer, paused(longer, 11_000), gone, ask(gone, { kind: "finish" }, 14_000)])
      expect(reduce(room, extend({ attempt: "x1" }), 15_000), room.phase).toEqual(again);
  });

  test("[RM29] the same attempt with other seconds or another round is refused", () => {
    const longer = ask(open, extend({ attempt: "x1" }), 10_000);
    for (const other of [{ seconds: 31 }, { round: 2 }])
      expect(reduce(longer, extend({ attempt: "x1", ...other }), 11_000)).toEqual({ rejected: "attempt_reused" });
    expect(live(ask(longer, extend({ attempt: "x2" }), 11_000)).deadline).toBe(OPENED + T + 60_000);
  });

  test("[RM28] a refused attempt is not remembered", () => {
    expect(reduce(preview, extend({ attempt: "x1" }), 1_500)).toEqual({ rejected: "not_open" });
    const opened = advanced(preview, 2_000);
    expect(live(ask(opened, extend({ attempt: "x1", seconds: 5 }), 3_000)).deadline).toBe(OPENED + T + 5_000);
  });

  test("[RM28] an endless round stays as it is, and an earlier one is closed", () => {
    expect(reduce(endless, extend({ round: 2 }), 7_000)).toEqual({ unchanged: true, version: endless.version });
    expect(reduce(endless, extend({ round: 1 }), 7_000)).toEqual({ rejected: "round_closed" });
  });

  test("[RM28] a paused round may be extended, and is still not due", () => {
    const longer = ask(paused(open, 5_000), extend(), 6_000);
    expect([longer.due, longer.pausedAt, live(longer).deadline]).toEqual([null, 5_000, OPENED + T + 30_000]);
    expect(resumed(longer, 8_000).due).toBe(OPENED + T + 30_300 + 3_000);
  });
});

describe("pausing", () => {
  test("[TM5] a paused preview is due nowhere and opens later by the pause", () => {
    const held = paused(preview, 3_000);
    expect([held.pausedAt, held.due, held.opensAt]).toEqual([3_000, null, 6_000]);
    expect(reduce(held, DUE, 1e9)).toEqual({ unchanged: true, version: held.version });
    const on = resumed(held, 10_000);
    expect([on.pausedAt, on.opensAt, on.due, live(on).pauses]).toEqual([null, 13_000, 12_600, []]);
  });

  test("[TM5] a pause before the options show delays them and is not recorded", () => {
    const on = resumed(paused(open, OPENED - 1), 12_399);
    expect(live(on)).toMatchObject({ openedAt: OPENED + 10_000, deadline: OPENED + T + 10_000, pauses: [] });
    expect(on.due).toBe(OPENED + T + 10_300);
  });

  test("[TM5] a pause from the options on moves the deadline, not the opening, and is recorded", () => {
    const on = resumed(paused(open, OPENED), 12_400);
    expect(live(on)).toMatchObject({ openedAt: OPENED, deadline: OPENED + T + 10_000 });
    const twice = resumed(paused(on, 15_000), 16_000);
    expect(live(twice).pauses).toEqual([
      { from: OPENED, to: 12_400 },
      { from: 15_000, to: 16_000 },
    ]);
    expect([live(twice).deadline, twice.due]).toEqual([OPENED + T + 11_000, OPENED + T + 11_300]);
  });

  test("[TM5] an endless round records its pauses and stays without a deadline", () => {
    const on = resumed(paused(endless, 7_000), 9_000);
    expect(live(on)).toMatchObject({ deadline: null, pauses: [{ from: 7_000, to: 9_000 }] });
  });

  test.each<[string, (room: Room) => Command]>([
    ["advance", ({ version }) => ({ kind: "advance", version })],
    ["close", () => ({ kind: "close", round: 1 })],
    ["finish", () => ({ kind: "finish" })],
    ["void", () => ({ kind: "void", round: 1 })],
  ])("[TM5] %s of a paused open round ends the pause, records it, and the room goes on unpaused", (_, command) => {
    const held = paused(open, 5_000);
    const closed = ask(held, command(held), 8_000);
    expect(live(closed)).toMatchObject({ closedAt: 8_000, pauses: [{ from: 5_000, to: 8_000 }], deadline: 22_400 });
    expect([closed.pausedAt, closed.opensAt]).toEqual([null, null]);
  });

  test("[RM31] advance out of any paused phase leaves the pause behind", () => {
    const reveal = advanced(open, 3_000);
    for (const room of [roomOf(QUIZ), preview, reveal, advanced(reveal, 4_000)]) {
      const on = advanced(paused(room, 5_000), 6_000);
      expect(on.pausedAt, room.phase).toBeNull();
    }
  });

  test("[TM5] auto-advance starts its rest again after a pause", () => {
    const reveal = advanced(advanced(advanced(roomOf(QUIZ, { autoAdvance: true }), 0), 1_000), 2_000);
    const held = paused(reveal, 9_000);
    expect([held.due, resumed(held, 20_000).due]).toEqual([null, 28_000]);
  });
});

describe("outages of the store", () => {
  const deadline = OPENED + T;
  const outage = (id: string, from: number, to: number): Outage => ({ id, from, to });

  test.each<[string, Outage[], number]>([
    ["its length", [outage("o1", 10_000, 14_000)], 4_000],
    ["at most 10 s each", [outage("o1", 3_000, 18_000), outage("o2", 19_000, 19_500)], 10_500],
    ["its length also when it began before the opening", [outage("o1", OPENED - 2_000, OPENED + 1)], 2_001],
    ["its length also when it ended after the deadline", [outage("o1", deadline - 1, deadline + 5_000)], 5_001],
  ])("[TM7] an open round gets back %s", (_, outages, back) => {
    const moved = fired(open, 20_000, outages);
    expect([moved.phase, live(moved).deadline, moved.due]).toEqual(["open", deadline + back, deadline + back + 300]);
    expect(live(moved).outages).toEqual(outages.map(({ id }) => id));
    expect(live(moved).openedAt).toBe(OPENED);
  });

  test("[TM7] an outage is made good once; the next due time closes", () => {
    const known = [outage("o1", 10_000, 14_000)];
    const moved = fired(open, 0, known);
    expect(fired(moved, 0, known).phase).toBe("reveal");
    const more = fired(moved, 0, [...known, outage("o2", 15_000, 16_000)]);
    expect([live(more).deadline, live(more).outages]).toEqual([deadline + 5_000, ["o1", "o2"]]);
  });

  test.each<[string, Outage[], number]>([
    ["nothing of one that a pause covers", [outage("o1", 10_000, 14_000)], 0],
    ["the moment before the pause", [outage("o1", 5_200, 14_200)], 200],
    ["the moment after the pause", [outage("o1", 64_000, 65_400)], 400],
    ["at most 10 s of what two pauses leave", [outage("o1", 55_000, 85_000)], 10_000],
    ["both ends of one that outlasts the pause", [outage("o1", 3_400, 66_000)], 3_000],
  ])("[TM11] a pause and an outage that overlap are given back once: %s", (_, outages, back) => {
    const first = resumed(paused(open, 5_400), 65_000);
    const twice = resumed(paused(first, 76_000), 77_000);
    const { deadline: planned } = live(twice);
    const moved = fired(twice, 20_000, outages);
    expect([moved.phase, live(moved).deadline]).toEqual([back > 0 ? "open" : "reveal", (planned ?? 0) + back]);
    expect(live(moved).outages).toHaveLength(back > 0 ? 1 : 0);
  });

  test("[TM7] an outage outside the round closes it on time", () => {
    const outside = [outage("o1", 0, OPENED), outage("o2", deadline, deadline + 9_000)];
    expect(fired(open, 0, outside)).toMatchObject({ phase: "reveal", rounds: [{ outages: [] }] });
  });

  test("[TM8] an outage neither closes nor extends before the round is due, and leaves a preview alone", () => {
    const command: Command = { kind: "due", outages: [outage("o1", 10_000, 14_000)] };
    expect(reduce(open, command, 15_000)).toEqual({ unchanged: true, version: open.version });
    expect(live(fired(preview, 0, [outage("o1", 2_000, 4_000)])).openedAt).toBe(6_000);
  });
});
