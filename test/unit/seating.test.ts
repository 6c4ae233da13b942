import { describe, expect, test } from "vitest";
import { RETELL_MS, Seating, type Taken } from "../../src/gateway/seating.ts";
import type { PlayerSocket } from "../../src/gateway/sockets.ts";
import type { LiveRoom } from "../../src/rooms/live-room.ts";
import type { Store } from "../../src/store/store.ts";
import { seatOf } from "./fixtures.ts";

const SEAT = seatOf("Ani");
let sockets = 0;

/** A page's connection. */
const socketOf = (screen: string | undefined, turn?: number) => {
  const told: string[] = [];
  const socket = {
    ...{ id: `c${++sockets}`, connected: true, conn: {}, data: { screen, turn }, told },
    emit: (_event: string, { reason }: { reason: string }) => void told.push(reason),
  };
  return socket as unknown as PlayerSocket & { told: string[] };
};

/** Two nodes over one store, whose notes the test lets through when it wants. */
const nodes = () => {
  const world = { now: 1_000, lost: false, removed: false, ended: false, meanwhile: (): void => {} };
  const notes: string[] = [];
  const store = {
    now: () => world.now,
    present: async () => world.meanwhile(),
    notify: async (_roomId: string, note: string) => void (world.lost || notes.push(note)),
  } as unknown as Store;
  const live = {
    room: { id: "r" },
    get ended() {
      return world.ended;
    },
    roster: { byId: () => ({ ...SEAT, removed: world.removed }), held: new Set<string>() },
  } as unknown as LiveRoom;
  const both = [0, 1].map(() => new Seating(store, { seated() {} }));
  const [here, there] = both as [Seating, Seating];
  const settle = async () => {
    for (let note = notes.shift(); note !== undefined; note = notes.shift()) {
      const { seats } = JSON.parse(note) as { seats: Taken[] };
      for (const taken of seats) for (const node of both) await node.replace("r", taken);
    }
  };
  const take = async (node: Seating, socket: PlayerSocket, again = false) => {
    world.now += 10;
    const taken = await node.seat(socket, live, SEAT, again);
    await settle();
    return taken;
  };
  const holders = () => both.flatMap((node) => [...node.of("r").values()].map(({ data }) => data.screen));
  return { world, live, here, there, notes, settle, take, holders };
};

const PLACES = [
  ["one node", "here"],
  ["two nodes", "there"],
] as const;

describe("one socket holds a seat", () => {
  test.each(PLACES)(
    "[RM13] the later connection of a page keeps it from the earlier, served last (%s)",
    async (_name, place) => {
      const world = nodes();
      const [earlier, later] = [socketOf("page", 1), socketOf("page", 2)];
      await world.take(world.here, later);
      // A slow node comes to the join of a connection that its page has given up.
      const taken = await world.take(world[place], earlier);
      expect(taken ?? earlier.told[0]).toBe("replaced");
      expect([later.told, world.holders()]).toEqual([[], ["page"]]);
      expect(later.data.seated).toBeDefined();
      expect(earlier.data.seated).toBeUndefined();
      await world.take(world[place], socketOf("page", 3));
      expect(later.told).toEqual(["replaced"]);
    },
  );

  test.each(PLACES)("[RM13] the newest page has it, the older one is told once (%s)", async (_name, place) => {
    const world = nodes();
    const [old, fresh] = [socketOf("old"), socketOf("new")];
    await world.take(world.here, old);
    expect(await world.take(world[place], fresh)).toBeUndefined();
    expect(world.holders()).toEqual(["new"]);
    expect([old.told, fresh.told]).toEqual([["replaced"], []]);
  });

  test.each(PLACES)(
    "[RM13] a page that comes back by itself leaves it to the page that holds it (%s)",
    async (_name, place) => {
      const world = nodes();
      const fresh = socketOf("new");
      await world.take(world.here, socketOf("old"));
      await world.take(world.here, fresh);
      // The old phone was asleep and has not heard of it; the host page of its node may not know of the other one.
      const back = socketOf("old");
      const taken = await world.take(world[place], back, true);
      expect(taken ?? back.told[0]).toBe("replaced");
      expect(world.holders()).toEqual(["new"]);
      expect(fresh.told).toEqual([]);
    },
  );

  test.each(PLACES)("[RM13] somebody who asks for it takes it back (%s)", async (_name, place) => {
    const world = nodes();
    const fresh = socketOf("new");
    await world.take(world.here, fresh);
    expect(await world.take(world[place], socketOf("old"))).toBeUndefined();
    expect([world.holders(), fresh.told]).toEqual([["old"], ["replaced"]]);
  });

  test.each(PLACES)(
    "[RM13] a page takes over from its own lost connection, and one that tells no name does as ever (%s)",
    async (_name, place) => {
      for (const screen of ["old", undefined]) {
        const world = nodes();
        await world.take(world.here, socketOf(screen));
        const back = socketOf(screen);
        expect(await world.take(world[place], back, true)).toBeUndefined();
        expect([world.holders(), back.told]).toEqual([[screen], []]);
      }
    },
  );

  test("[RM13] two pages that come back by themselves to two nodes at once end with one of them", async () => {
    const world = nodes();
    const [one, other] = [socketOf("one"), socketOf("other")];
    world.world.lost = true;
    await world.take(world.here, one, true);
    await world.take(world.there, other, true);
    world.world.lost = false;
    await world.here.replace("r", { playerId: SEAT.playerId, by: other.id, at: 1_020, screen: "other", again: true });
    await world.there.replace("r", { playerId: SEAT.playerId, by: one.id, at: 1_010, screen: "one", again: true });
    await world.settle();
    expect(world.holders()).toHaveLength(1);
    expect([...one.told, ...other.told]).toEqual(["replaced"]);
  });

  test("[RM13] a note that was lost is made good by the next ones, however many of them are lost too", async () => {
    const world = nodes();
    const old = socketOf("old");
    await world.take(world.here, old);
    world.world.lost = true;
    await world.take(world.there, socketOf("new"));
    for (let n = 0; n < 10; n++) {
      world.world.now += RETELL_MS;
      for (const node of [world.there, world.here]) await node.retell();
    }
    world.world.lost = false;
    expect(world.holders()).toHaveLength(2);
    for (const node of [world.there, world.here]) await node.retell();
    await world.settle();
    expect([world.holders(), old.told]).toEqual([["new"], ["replaced"]]);
  });

  test("[RM13] of many old seats 500 are told at a time, one after the other, a new one each time; a note bears 100", async () => {
    const world = nodes();
    const seats = Array.from({ length: 1200 }, (_, n) => ({ ...SEAT, playerId: `p${n}` }));
    for (const seat of seats) await world.here.seat(socketOf(undefined), world.live, seat);
    world.world.now += 60_000;
    await world.here.seat(socketOf(undefined), world.live, { ...SEAT, playerId: "new" });
    world.notes.splice(0);
    const told: string[][] = [];
    let most = 0;
    for (let n = 0; n < 3; n++) {
      await world.here.retell();
      const notes = world.notes.splice(0).map((note) => JSON.parse(note) as { seats: Taken[] });
      told.push(notes.flatMap((note) => note.seats.map(({ playerId }) => playerId)));
      most = Math.max(most, ...notes.map((note) => note.seats.length));
    }
    expect(told.map((ids) => ids.includes("new"))).toEqual([true, true, true]);
    expect(Math.max(...told.map((ids) => ids.length))).toBeLessThanOrEqual(501);
    expect(most).toBe(100);
    expect(new Set(told.flat()).size).toBe(1201);
  });

  test("[OP10] who is being seated while the room is erased is told that there is none, and holds nothing of it", async () => {
    const { world, here, take, holders } = nodes();
    const socket = socketOf("page");
    world.meanwhile = () => {
      world.ended = true;
    };
    expect(await take(here, socket)).toBe("room_not_found");
    expect([holders(), socket.data.seated]).toEqual([[], undefined]);
  });

  test("[RM47] who is removed before being seated is told so and is not in the seat", async () => {
    const { world, here, take, holders } = nodes();
    const socket = socketOf("page");
    world.meanwhile = () => {
      world.removed = true;
    };
    expect(await take(here, socket)).toBe("removed");
    expect([holders(), socket.data.seated, socket.told]).toEqual([[], undefined, []]);
  });
});
