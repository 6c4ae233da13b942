import { expect, test } from "vitest";
import { RoomOptions } from "../../protocol/payloads.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { Rooms } from "../../src/rooms/rooms.ts";
import { joinRoom } from "../../src/rooms/seats.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { StoreUnavailable } from "../../src/store/store.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";
import { quizOf } from "./fixtures.ts";

test("[SC7] standings are computed again when a seat is new, not whenever seats are read", async () => {
  const store = openSqlite({ file: ":memory:" });
  const draw = drawFrom(seededBytes(3));
  const nothing = () => {};
  const publish = {
    changed: nothing,
    counted: nothing,
    roster: nothing,
    removed: nothing,
    noted: nothing,
    away: nothing,
    erased: nothing,
  };
  const rooms = new Rooms({ store, clock: new VirtualClock(0), draw, publish, report: nothing });
  const created = await rooms.create({ quiz: quizOf(), images: {}, updatedAt: 0 }, RoomOptions.parse({}), undefined);
  if ("rejected" in created) throw new Error(created.rejected);
  const live = await rooms.get(created.room.id);
  if (!live) throw new Error("the room is gone");
  const before = live.standings;
  await live.readNewSeats();
  expect(live.standings).toBe(before);
  const nobody = { attempt: null, code: undefined, codeGiven: false, device: null, personId: null };
  await joinRoom({ store, draw, capacity: 5 }, live, { nickname: "Ani", nicknameKey: "ani", ...nobody });
  await live.readNewSeats();
  expect([...live.standings.keys()]).toHaveLength(1);
  rooms.close();
  await store.close();
});

test("[PR16] a change that the store has not taken is told to nobody", async () => {
  const store = openSqlite({ file: ":memory:" });
  const told: number[] = [];
  const nothing = () => {};
  const rooms = new Rooms({
    store: { ...store, transition: () => Promise.reject(new StoreUnavailable("away")) },
    clock: new VirtualClock(0),
    draw: drawFrom(seededBytes(4)),
    publish: {
      changed: ({ room }) => void told.push(room.version),
      counted: nothing,
      roster: nothing,
      removed: nothing,
      noted: nothing,
      away: nothing,
      erased: nothing,
    },
    report: nothing,
  });
  const created = await rooms.create({ quiz: quizOf(), images: {}, updatedAt: 0 }, RoomOptions.parse({}), undefined);
  if ("rejected" in created) throw new Error(created.rejected);
  const live = await rooms.get(created.room.id);
  await expect(live?.command({ kind: "lock", locked: true })).rejects.toThrow(StoreUnavailable);
  expect([live?.room.locked, told]).toEqual([false, []]);
  rooms.close();
  await store.close();
});
