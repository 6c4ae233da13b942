import { expect, test } from "vitest";
import { startNodes } from "./nodes.ts";

test("[ST49] after a long outage a round does not close before every node has said who is connected to it", async () => {
  await using world = startNodes(2);
  const { clock, store, nodes } = world;
  const [first, second] = nodes;
  if (!first || !second) throw new Error("no nodes");
  await Promise.all(nodes.map(({ rooms }) => rooms.start()));
  const roomId = await world.create({ previewSeconds: 0 });
  const here = await world.seat(first, roomId, "P0");
  const there = await world.seat(second, roomId, "P1");
  await here.live.command({ kind: "advance", version: here.live.room.version });
  await clock.tick(600);
  expect(await here.submit()).toMatchObject({ response: { attempt: "a" } });

  first.line.away = true;
  second.line.away = true;
  await clock.tick(11_000, 250);
  expect(await store.presentSeats(roomId)).toEqual([]);
  first.line.away = false;
  await clock.tick(1000);
  expect(await store.presentSeats(roomId)).toEqual([here.playerId]);
  second.line.away = false;
  await clock.tick(4000);
  expect(await store.presentSeats(roomId)).toHaveLength(2);
  expect((await store.room(roomId))?.phase).toBe("open");

  expect(await there.submit()).toMatchObject({ complete: true });
  await clock.tick(1500);
  expect((await store.room(roomId))?.phase).toBe("reveal");
});
