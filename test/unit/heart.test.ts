import { expect, test } from "vitest";
import { RoomOptions } from "../../protocol/payloads.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { Rooms } from "../../src/rooms/rooms.ts";
import { joinRoom, submitResponse } from "../../src/rooms/seats.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { StoreUnavailable } from "../../src/store/store.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";
import { quizOf } from "./fixtures.ts";

test("[ST49] after a long outage a round does not close before every node has said who is connected to it", async () => {
  const clock = new VirtualClock(1_800_000_000_000);
  const store = openSqlite({ file: ":memory:", now: () => clock.now });
  const draw = drawFrom(seededBytes(3));
  const nothing = () => {};
  const publish = {
    ...{ changed: nothing, counted: nothing, roster: nothing, removed: nothing },
    ...{ noted: nothing, away: nothing, erased: nothing },
  };
  const nodes = [0, 1].map((late) => {
    const line = { away: false };
    const reached =
      <Args extends unknown[], T>(operation: (...args: Args) => Promise<T>) =>
      (...args: Args): Promise<T> =>
        line.away ? Promise.reject(new StoreUnavailable(`node ${late}`)) : operation(...args);
    const { beat, present, transition, pulse, due } = store;
    const limited = { beat, present, transition, pulse, due };
    const cut = Object.fromEntries(Object.entries(limited).map(([name, run]) => [name, reached(run as never)]));
    const rooms = new Rooms({ store: { ...store, ...cut }, clock, draw, publish, report: nothing });
    return { line, rooms };
  });
  const [first, second] = nodes;
  if (!first || !second) throw new Error("no nodes");
  await Promise.all(nodes.map(({ rooms }) => rooms.start()));
  const options = RoomOptions.parse({ previewSeconds: 0 });
  const created = await first.rooms.create({ quiz: quizOf(), images: {}, updatedAt: 0 }, options, undefined);
  if ("rejected" in created) throw new Error(created.rejected);
  const lives = [];
  for (const [index, { rooms }] of nodes.entries()) {
    const live = await rooms.get(created.room.id);
    if (!live) throw new Error("the room is gone");
    const nobody = { attempt: null, code: undefined, codeGiven: false, device: null, personId: null };
    const joined = await joinRoom({ store, draw, capacity: 5 }, live, {
      nickname: `P${index}`,
      nicknameKey: `p${index}`,
      ...nobody,
    });
    if ("rejected" in joined) throw new Error(joined.rejected);
    live.roster.held.add(joined.seat.playerId);
    await store.present(live.room.id, [joined.seat.playerId], clock.now + 10_000);
    lives.push({ live, playerId: joined.seat.playerId });
  }
  const [here, there] = lives;
  if (!here || !there) throw new Error("no rooms");
  await here.live.command({ kind: "advance", version: here.live.room.version });
  await clock.tick(600);
  const answer = { round: 1, attempt: "a", value: "b", elapsedMs: undefined, roundTripMs: undefined };
  const submit = (node: typeof here) =>
    submitResponse(store, node.live, node.playerId, { ...answer, receivedAt: clock.now });
  expect(await submit(here)).toMatchObject({ response: { attempt: "a" } });

  first.line.away = true;
  second.line.away = true;
  await clock.tick(11_000, 250);
  expect(await store.presentSeats(here.live.room.id)).toEqual([]);
  first.line.away = false;
  await clock.tick(1000);
  expect(await store.presentSeats(here.live.room.id)).toEqual([here.playerId]);
  second.line.away = false;
  await clock.tick(4000);
  expect(await store.presentSeats(here.live.room.id)).toHaveLength(2);
  expect((await store.room(here.live.room.id))?.phase).toBe("open");

  expect(await submit(there)).toMatchObject({ complete: true });
  await clock.tick(1500);
  expect((await store.room(here.live.room.id))?.phase).toBe("reveal");
  for (const { rooms } of nodes) rooms.close();
  await store.close();
});
