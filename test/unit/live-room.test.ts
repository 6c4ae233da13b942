import { expect, test } from "vitest";
import { RoomOptions } from "../../protocol/payloads.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { identify } from "../../src/rooms/identify.ts";
import type { Publish } from "../../src/rooms/publish.ts";
import { Rooms } from "../../src/rooms/rooms.ts";
import { joinRoom } from "../../src/rooms/seats.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Store, StoreUnavailable } from "../../src/store/store.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";
import { quizOf } from "./fixtures.ts";

const nothing = () => {};
const SILENT: Publish = {
  changed: nothing,
  counted: nothing,
  roster: nothing,
  removed: nothing,
  noted: nothing,
  away: nothing,
  erased: nothing,
};

/** A room that a node serves; `changes` replace parts of its store and of what it tells. */
const served = async (
  changes: { store?: (inner: Store) => Partial<Store>; changed?: Publish["changed"]; roster?: Publish["roster"] } = {},
) => {
  const inner = openSqlite({ file: ":memory:" });
  const store = { ...inner, ...changes.store?.(inner) };
  const draw = drawFrom(seededBytes(3));
  const publish = { ...SILENT, changed: changes.changed ?? nothing, roster: changes.roster ?? nothing };
  const clock = new VirtualClock(0);
  const rooms = new Rooms({ store, clock, draw, publish, report: nothing });
  const created = await rooms.create({ quiz: quizOf(), images: {}, updatedAt: 0 }, RoomOptions.parse({}), undefined);
  if ("rejected" in created) throw new Error(created.rejected);
  const live = await rooms.get(created.room.id);
  if (!live) throw new Error("the room is gone");
  return {
    ...{ store, draw, live, clock, rooms },
    async [Symbol.asyncDispose]() {
      rooms.close();
      await inner.close();
    },
  };
};

test("[SC7] standings are computed again when a seat is new, not whenever seats are read", async () => {
  await using room = await served();
  const { live, store, draw } = room;
  const before = live.standings;
  await live.readNewSeats();
  expect(live.standings).toBe(before);
  const nobody = { attempt: null, code: undefined, codeGiven: false, device: null, personId: null, team: null };
  await joinRoom({ store, draw, capacity: 5 }, live, { nickname: "Ani", nicknameKey: "ani", ...nobody });
  await live.readNewSeats();
  expect([...live.standings.keys()]).toHaveLength(1);
});

test("[AB49] of a crowd that comes the first is read at once and all others together, and hosts are told as often", async () => {
  const told: number[] = [];
  await using room = await served({ roster: (_live, { joined }) => void told.push(joined.length) });
  const { live, store, draw, clock } = room;
  const join = async (name: string) => {
    const joining = identify(live.room, { nickname: name });
    if ("rejected" in joining) throw new Error(joining.rejected);
    await joinRoom({ store, draw, capacity: 50 }, live, joining);
    return live.readJoined();
  };
  await join("Ani");
  const waiting = Promise.all(["Budi", "Citra", "Dewi", "Eka"].map(join));
  await clock.tick(50);
  expect(told).toEqual([1]);
  await clock.tick(100);
  await waiting;
  expect(told).toEqual([1, 4]);
});

test("[PR16] a change that the store has not taken is told to nobody", async () => {
  const told: number[] = [];
  await using room = await served({
    store: () => ({ transition: () => Promise.reject(new StoreUnavailable("away")) }),
    changed: (live) => void told.push(live.room.version),
  });
  await expect(room.live.command({ kind: "lock", locked: true })).rejects.toThrow(StoreUnavailable);
  expect([room.live.room.locked, told]).toEqual([false, []]);
});

test("[AB45] however many ask for what is newer, the room is read once for all who ask before the reading begins", async () => {
  let reads = 0;
  await using room = await served({
    store: (inner) => ({
      room: (roomId) => {
        reads++;
        return inner.room(roomId);
      },
    }),
  });
  const { live, store } = room;
  // Somebody else's version.
  const { version } = live.room;
  const next = { ...live.room, version: version + 1, locked: true, nonce: "another-node" };
  expect((await store.transition({ roomId: next.id, expect: version, next, effects: [] })).kind).toBe("done");
  reads = 0;
  const asked = Array.from({ length: 1000 }, () => live.refresh());
  live.heard(version + 1);
  await Promise.all(asked);
  expect([live.room.locked, reads]).toEqual([true, 1]);
  await live.refresh();
  expect(reads).toBe(2);
  live.heard(version + 1);
  await live.readNewSeats();
  expect(reads).toBe(2);
});

test("[ST12] presence is renewed for at most 500 seats in one write, and not for who left in the meantime", async () => {
  const renewed: string[][] = [];
  const held = Array.from({ length: 1200 }, (_, n) => `seat-${n}`);
  let leave = nothing;
  await using room = await served({
    store: () => ({
      async present(_roomId, playerIds) {
        renewed.push(playerIds);
        leave();
      },
    }),
  });
  const { live, rooms, clock } = room;
  for (const playerId of held) live.roster.held.add(playerId);
  leave = () => void live.roster.held.delete("seat-700");
  await rooms.start();
  await clock.tick(5000, 1000);
  expect(renewed.map(({ length }) => length)).toEqual([500, 499, 200]);
  expect(renewed.flat()).toEqual(held.filter((playerId) => playerId !== "seat-700"));
});
