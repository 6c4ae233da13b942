import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import type { Options } from "../../protocol/payloads.ts";
import { typeOf } from "../../src/items/index.ts";
import { systemClock } from "../../src/rooms/clock.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { createRehearsals } from "../../src/rooms/rehearsal.ts";
import { plannedAnswer } from "../../src/rooms/simulated-answers.ts";
import { SIMULATED_NAMES } from "../../src/rooms/simulated-names.ts";
import type { Store } from "../../src/store/store.ts";
import { seededBytes } from "../virtual.ts";
import { EVERY_TYPE, quizOf } from "./fixtures.ts";
import { startNodes } from "./nodes.ts";

const SECOND = 1000;

/** A rehearsal on two nodes, and what the phones of each have asked of the store. */
const rehearsal = async (options: Partial<Options> = {}, count = 12) => {
  const world = startNodes(2);
  const { clock, store } = world;
  const [one, two] = world.nodes;
  if (!one || !two) throw new Error("no nodes");
  const roomId = await world.create({ previewSeconds: 0, rehearsal: true, ...options });
  const [live, there] = [await one.rooms.get(roomId), await two.rooms.get(roomId)];
  if (!live || !there) throw new Error("no room");
  let asked = 0;
  const counted: Store = {
    ...store,
    present: (...args) => {
      asked++;
      return store.present(...args);
    },
    respond: (...args) => {
      asked++;
      return store.respond(...args);
    },
  };
  const faults: unknown[] = [];
  /** The timers of the phones: what else a node does has none here. */
  const timers = new Set<() => void>();
  const every = (_ms: number, run: () => void) => {
    timers.add(run);
    return () => void timers.delete(run);
  };
  const parts = { store: counted, clock: { ...systemClock, every }, draw: drawFrom(seededBytes(2)), capacity: 60 };
  const onNode = () => createRehearsals({ ...parts, report: (error) => faults.push(error) });
  const rehearsals = onNode();
  const started = rehearsals.phones(live, count);
  return {
    ...{ store, roomId, live, there, rehearsals, started, onNode, faults, rooms: one.rooms },
    asked: () => asked,
    /** Time goes on, in steps as long as the timer's. */
    async pass(ms: number) {
      for (const end = clock.now + ms; clock.now < end; ) {
        clock.now += 250;
        for (const run of timers) run();
        for (let turn = 0; turn < 15; turn++) await nextTurn();
      }
    },
    names: async () => (await store.seats(roomId, 0)).map(({ nickname }) => nickname),
    values: async (round: number) =>
      Object.fromEntries([...(await store.responses(roomId, round))].map(([id, { value }]) => [id, value])),
    advance: () => live.command({ kind: "advance", version: live.room.version }),
    [Symbol.asyncDispose]: async () => {
      rehearsals.close();
      await world[Symbol.asyncDispose]();
    },
  };
};

describe("a rehearsal", () => {
  test("[RH1] says so on every screen; another room says nothing", async () => {
    await using room = await rehearsal();
    await room.pass(7 * SECOND);
    await room.live.readNewSeats();
    const [seat] = room.live.roster.seats;
    if (!seat) throw new Error("nobody joined");
    const screens = () => [room.live.hostSnapshot({ joinUrl: "", reportUrl: "" }), room.live.playerSnapshot(seat)];
    for (const kind of ["lobby", "open", "reveal", "leaderboard"]) {
      expect(screens()).toMatchObject([
        { phase: kind, rehearsal: true },
        { phase: kind, rehearsal: true },
      ]);
      await room.pass(SECOND / 2);
      await room.advance();
    }
    await using other = await rehearsal({ rehearsal: undefined });
    expect(other.live.hostSnapshot({ joinUrl: "", reportUrl: "" })).not.toHaveProperty("rehearsal");
  });

  test("[RH3] simulated phones join one by one, are present, and real phones beside them; in another room there are none", async () => {
    await using room = await rehearsal();
    expect(room.started).toBe(true);
    await room.pass(2 * SECOND);
    const early = (await room.names()).length;
    expect(early > 0 && early < 12).toBe(true);
    await room.pass(5 * SECOND);
    expect((await room.names()).toSorted()).toEqual(SIMULATED_NAMES.slice(0, 12).toSorted());
    await room.pass(20 * SECOND);
    expect(await room.store.presentSeats(room.roomId)).toHaveLength(12);
    expect(room.faults).toEqual([]);
    await using plain = await rehearsal({ rehearsal: false });
    expect(plain.started).toBe(false);
    await plain.pass(SECOND);
    expect(await plain.names()).toEqual([]);
    await room.live.command({ kind: "finish" });
    expect(room.rehearsals.phones(room.live, 5)).toBe(false);
  });

  test("[RH3] where teams are chosen they choose them in turn", async () => {
    await using room = await rehearsal({ teams: { mode: "chosen", names: ["Merah", "Biru", "Hijau"] } }, 4);
    await room.pass(7 * SECOND);
    const chosen = (await room.store.seats(room.roomId, 0)).map(({ team }) => team);
    expect(chosen.toSorted()).toEqual(["t1", "t1", "t2", "t3"]);
  });

  test("[RH4] they answer over the time there is, two of ten or more never, and wait while the room is paused", async () => {
    await using room = await rehearsal();
    await room.pass(7 * SECOND);
    await room.advance();
    await room.pass(6 * SECOND);
    const first = Object.keys(await room.values(1)).length;
    expect(first > 0 && first < 10).toBe(true);
    await room.live.command({ kind: "pause", paused: true });
    await room.pass(30 * SECOND);
    expect(Object.keys(await room.values(1))).toHaveLength(first);
    await room.live.command({ kind: "pause", paused: false });
    await room.pass(20 * SECOND);
    await room.live.refresh();
    const all = Object.keys(await room.values(1)).length;
    expect(all > first && all <= 10).toBe(true);
    expect(room.faults).toEqual([]);
  });

  test("[RH4] on another node, or asked for again, they have the same seats and the same answers", async () => {
    await using room = await rehearsal();
    await room.pass(7 * SECOND);
    const seats = await room.store.seats(room.roomId, 0);
    room.rehearsals.close();
    const elsewhere = room.onNode();
    await room.there.refresh();
    elsewhere.phones(room.there, 12);
    await room.pass(7 * SECOND);
    expect(await room.store.seats(room.roomId, 0)).toEqual(seats);
    // Both nodes play them now.
    room.rehearsals.phones(room.live, 12);
    await room.advance();
    await room.there.refresh();
    await room.pass(21 * SECOND);
    const given = await room.values(1);
    const [item] = quizOf().items;
    if (!item) throw new Error("no item");
    const planned = seats.flatMap(({ playerId, nickname }) => {
      const answer = plannedAnswer(room.roomId, SIMULATED_NAMES.indexOf(nickname), 12, item);
      return answer && answer.afterMs < 20_000 ? [[playerId, answer.value]] : [];
    });
    expect(given).toEqual(Object.fromEntries(planned));
    elsewhere.close();
  });

  test("[RH4] every answer fits its item; most are right of some items and few of others; some come too late", () => {
    const { items } = quizOf(EVERY_TYPE);
    const shares: number[] = [];
    let late = 0;
    for (let game = 0; game < 40; game++) {
      for (const item of items) {
        const type = typeOf(item);
        const answers = SIMULATED_NAMES.map((_, phone) => plannedAnswer(`game ${game}`, phone, 45, item));
        const given = answers.filter((answer) => answer !== null);
        expect(given.length).toBe(type.unanswered ? 0 : 43);
        for (const { value } of given) expect(type.normalise(item, value)).toEqual(value);
        late += given.filter(({ afterMs }) => afterMs > (item.seconds ?? 20) * SECOND).length;
        expect(given.every(({ afterMs }) => afterMs > 500)).toBe(true);
        if (item.id === "q1") shares.push(given.filter(({ value }) => type.judge(item, value) === 1).length / 43);
      }
    }
    expect(Math.min(...shares)).toBeLessThan(0.55);
    expect(Math.max(...shares)).toBeGreaterThan(0.8);
    expect(late).toBeGreaterThan(100);
    expect(plannedAnswer("s", 8, 9, items[0] as never)).not.toBeNull();
  });

  test("[RH3] fewer phones leave the others away in their seats, more of them take those again; one that was removed stays out", async () => {
    await using room = await rehearsal();
    await room.pass(7 * SECOND);
    const seats = await room.store.seats(room.roomId, 0);
    room.rehearsals.phones(room.live, 4);
    await room.pass(SECOND);
    expect(await room.store.presentSeats(room.roomId)).toHaveLength(4);
    await room.live.command({ kind: "remove", playerIds: [seats[0]?.playerId ?? ""] });
    room.rehearsals.phones(room.live, 12);
    await room.pass(7 * SECOND);
    expect(await room.store.presentSeats(room.roomId)).toHaveLength(11);
    expect(await room.names()).toHaveLength(12);
  });

  test("[RH3] names that are taken get a number, and a locked room is tried again", async () => {
    await using room = await rehearsal({}, 0);
    await room.live.command({ kind: "lock", locked: true });
    room.rehearsals.phones(room.live, 3);
    await room.pass(7 * SECOND);
    expect(await room.names()).toEqual([]);
    await room.live.command({ kind: "lock", locked: false });
    await room.pass(13 * SECOND);
    expect(await room.names()).toHaveLength(3);
  });

  test("[RH6] the node that was asked last plays them, or stops them", async () => {
    await using room = await rehearsal();
    await room.pass(7 * SECOND);
    const elsewhere = room.onNode();
    const hear = async (count: number) => {
      const notes: { by: string; count: number }[] = [];
      const stop = await room.store.subscribe(room.roomId, {
        changed: () => {},
        noted: (text) => notes.push(JSON.parse(text)),
      });
      elsewhere.phones(room.there, count);
      await expect.poll(() => notes.length).toBe(1);
      stop();
      for (const { by, count } of notes) {
        room.rehearsals.elsewhere(room.live, by, count);
        elsewhere.elsewhere(room.there, by, count);
      }
      await room.pass(SECOND);
    };
    await hear(0);
    const before = room.asked();
    await room.pass(20 * SECOND);
    expect([room.asked(), await room.store.presentSeats(room.roomId)]).toEqual([before, []]);
    await hear(12);
    await room.pass(7 * SECOND);
    expect(await room.store.presentSeats(room.roomId)).toHaveLength(12);
    elsewhere.close();
  });

  test.each([
    ["at 0", (room: Awaited<ReturnType<typeof rehearsal>>) => void room.rehearsals.phones(room.live, 0)],
    ["at the end of the room", (room) => room.live.command({ kind: "finish" })],
    ["when the node lets go of the room", (room) => room.rooms.forget(room.live)],
    ["when the server stops", (room) => room.rehearsals.close()],
  ])("[RH6] they stop %s", async (_name, stop) => {
    await using room = await rehearsal();
    await room.pass(7 * SECOND);
    await stop(room);
    await room.pass(SECOND);
    const before = room.asked();
    await room.pass(20 * SECOND);
    expect(room.asked()).toBe(before);
    expect(room.faults).toEqual([]);
  });
});
