import { beforeAll, describe, expect, test } from "vitest";
import { createAdmission } from "../../src/gateway/admission.ts";
import { hostHandlers } from "../../src/gateway/host.ts";
import type { PlayerSocket } from "../../src/gateway/sockets.ts";
import { solve } from "../../src/pages/player/proof.ts";
import type { LiveRoom } from "../../src/rooms/live-room.ts";

const CHALLENGE = "0b7c5a1e-2f0d-4c53-9d53-3f5e9b1c7a44";
const ADDRESS = "192.168.1.7";
const ABOVE = ["1", "2"];

/** A door whose puzzles all have one challenge until another is drawn, so that one solution fits all of them. */
const door = () => {
  const clock = { now: 0 };
  const drawn = { challenge: CHALLENGE };
  const notes: string[] = [];
  const guarded = new Set<LiveRoom>();
  const admission = createAdmission(
    {
      store: { notify: async (_room, note) => void notes.push(note) },
      draw: { id: () => drawn.challenge },
      surges: { guarded: (live) => guarded.has(live) },
      report: (error) => {
        throw error;
      },
    },
    () => clock.now,
  );
  return { admission, clock, drawn, notes, guarded };
};
const room = (id: string) => ({ room: { id } }) as LiveRoom;
const socket = () => ({ data: {} }) as PlayerSocket;
const PUZZLE = { challenge: CHALLENGE, bits: 11, count: 16 };

/** Spends what the address has in the room. */
const emptied = async ({ admission }: ReturnType<typeof door>, live: LiveRoom) => {
  for (let n = 0; n < 100; n++) expect(await admission.join(socket(), live, ADDRESS, undefined)).toBeUndefined();
};

describe("the door of a room", () => {
  let answers: string[];
  beforeAll(async () => {
    answers = await solve(PUZZLE);
  });

  test("[RM65] a seat of the room that is replayed comes along three times a minute, each seat and room for itself", async () => {
    const { admission } = door();
    const [live, other] = [room("r1"), room("r2")];
    const thrice = [true, true, true, false];
    for (const [at, seat] of [
      [live, "p1"],
      [live, "p2"],
      [other, "p1"],
    ] as const)
      for (const expected of thrice) expect(await admission.returns(at, seat)).toBe(expected);
  });

  test("[RM64] with the token of a room an address opens ten in an hour", async () => {
    const { admission } = door();
    for (let n = 0; n < 10; n++) expect(await admission.opens(ADDRESS)).toBe(true);
    expect([await admission.opens(ADDRESS), await admission.opens("10.9.9.9")]).toEqual([false, true]);
  });

  test("[AB8] the 101st join of an address gets a puzzle; the solution opens, once, for this socket and room only", async () => {
    const here = door();
    const { admission, notes } = here;
    const [live, other] = [room("r1"), room("r2")];
    await emptied(here, live);
    await emptied(here, other);
    const asker = socket();
    const refused = { rejected: "rate_limited", proof: PUZZLE };
    expect(await admission.join(asker, live, ADDRESS, undefined)).toEqual(refused);
    expect(notes).toEqual([JSON.stringify({ kind: "crowded" })]);
    expect(await admission.join(asker, live, ADDRESS, ABOVE)).toEqual(refused);
    expect(await admission.join(socket(), live, ADDRESS, answers)).toEqual(refused);
    expect(await admission.join(asker, live, ADDRESS, answers)).toBeUndefined();
    expect(await admission.join(asker, live, ADDRESS, answers)).toEqual(refused);
    expect(await admission.join(asker, other, ADDRESS, answers)).toEqual(refused);
    // Another address has a bucket of its own.
    expect(await admission.join(socket(), live, "192.168.1.8", undefined)).toBeUndefined();
  });

  test("[AB9] a puzzle is good for 60 seconds", async () => {
    const here = door();
    const { admission, clock } = here;
    const live = room("r1");
    await emptied(here, live);
    const [soon, late] = [socket(), socket()];
    for (const asker of [soon, late]) await admission.join(asker, live, ADDRESS, undefined);
    clock.now = 59_999;
    expect(await admission.join(soon, live, ADDRESS, answers)).toBeUndefined();
    clock.now = 60_000;
    expect(await admission.join(late, live, ADDRESS, answers)).toEqual({ rejected: "rate_limited", proof: PUZZLE });
  });

  test("[AB9] 30 a second pass with work, from all addresses; the next keeps its solution and passes a moment later", async () => {
    const here = door();
    const { admission } = here;
    const live = room("r1");
    await emptied(here, live);
    const askers = Array.from({ length: 31 }, socket);
    for (const asker of askers) await admission.join(asker, live, ADDRESS, undefined);
    const passed = [];
    for (const asker of askers) passed.push(await admission.join(asker, live, ADDRESS, answers));
    expect(passed.slice(0, 30)).toEqual(Array(30).fill(undefined));
    expect(passed[30]).toEqual({ rejected: "rate_limited" });
    await expect
      .poll(() => admission.join(askers[30] as PlayerSocket, live, ADDRESS, answers), { timeout: 10_000 })
      .toBeUndefined();
  });

  test("[AB9] one solution sent many times at once spends one join of the pace", async () => {
    const { admission, drawn, guarded } = door();
    const live = room("r1");
    guarded.add(live);
    const askers = Array.from({ length: 30 }, socket);
    for (const asker of askers) await admission.join(asker, live, ADDRESS, undefined);
    const [many, ...others] = askers as [PlayerSocket, ...PlayerSocket[]];
    drawn.challenge = "another";
    const sent = await Promise.all(Array.from({ length: 60 }, () => admission.join(many, live, ADDRESS, answers)));
    expect(sent.filter((refused) => refused === undefined)).toHaveLength(1);
    for (const asker of others) expect(await admission.join(asker, live, ADDRESS, answers)).toBeUndefined();
  });

  test("[AB14] in a guarded room nobody joins without work, also while the bucket is full", async () => {
    const { admission, guarded } = door();
    const live = room("r1");
    guarded.add(live);
    const asker = socket();
    expect(await admission.join(asker, live, ADDRESS, undefined)).toMatchObject({ rejected: "rate_limited" });
    expect(await admission.join(asker, live, ADDRESS, answers)).toBeUndefined();
  });
});

test("[AB15] a node opens its 1,000th room, and refuses the next before it reads a quiz", async () => {
  const create = (size: number) => {
    const parts = { rooms: { size }, store: { quiz: async () => undefined } };
    const host = { data: { who: { kind: "administrator" } } };
    return hostHandlers(host as never, parts as never)["room:create"]({ quizId: "x", options: {} as never });
  };
  expect(await create(999)).toEqual({ rejected: "quiz_not_found" });
  expect(await create(1000)).toMatchObject({ rejected: "rate_limited" });
});
