import { Redis } from "ioredis";
import { expect, test, vi } from "vitest";
import { openRedis } from "../../src/store/redis.ts";
import { startRedis } from "../redis.ts";
import { at, opened, respondOf, seated, step } from "./store-fixtures.ts";

const BACK_MS = 20_000;

test("[ST56] when Redis' clock is set back the store's goes on, for every node and script, and the log says so once", async () => {
  await using redis = await startRedis();
  const warnings: string[] = [];
  // The clock is 20 s ahead while the node reads it first; then it is set back to what the scripts find.
  const ahead = vi.spyOn(Redis.prototype, "time").mockImplementation(async () => [(Date.now() + BACK_MS) / 1000, 0]);
  const store = await openRedis({ url: redis.url, warn: (message) => void warnings.push(message) });
  const before = store.now();
  ahead.mockRestore();

  const { room, players } = await seated(store, 2, opened(before, { deadline: null }));
  for (let beat = 0; beat < 3; beat++) await store.beat([room.id]);
  expect(warnings).toEqual([expect.stringMatching(/^The clock of Redis' machine was set back by 20 s;/)]);
  expect(await store.outages(room.id)).toEqual([]);
  const answer = await store.respond(respondOf(room.id, at(players, 0), store.now()));
  expect(answer).toMatchObject({ kind: "stored" });
  expect("response" in answer && answer.response.receivedAt).toBeGreaterThanOrEqual(before);
  await store.present(room.id, players, store.now() + 5_000);
  expect(await store.pulse(room.id)).toMatchObject({ responded: 1, of: 2 });
  const { room: late } = await seated(store, 0, opened(before, { deadline: before - 1_000 }));
  expect(await store.transition(step(late, { phase: "reveal", due: null }, { guard: { kind: "due" } }))).toEqual({
    kind: "done",
  });

  const other = await openRedis({ url: redis.url });
  expect(other.now()).toBeGreaterThanOrEqual(before);
  const {
    room: second,
    players: [player = ""],
  } = await seated(other, 1, opened(other.now()));
  expect(await other.respond(respondOf(second.id, player, other.now()))).toMatchObject({ kind: "stored" });
  await Promise.all([store.close(), other.close()]);
});
