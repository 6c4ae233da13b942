import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openRedis } from "../../src/store/redis.ts";
import { StoreUnavailable } from "../../src/store/store.ts";
import { at, joinOf, opened, respondOf, seated, step } from "./store-fixtures.ts";
import { soakPromotions, startPair } from "./store-redis-promotions.ts";

test("[ST45] without its replica nothing is acknowledged or believed, and all goes on when it is back", async () => {
  await using pair = await startPair();
  const store = await openRedis({ url: pair.url, replicas: 1 });
  const lone = await openRedis({ url: pair.url });
  const { room, players } = await seated(store, 2, opened(store.now()));
  const first = respondOf(room.id, at(players, 0), store.now());
  expect((await store.respond(first)).kind).toBe("stored");

  pair.replica().freeze();
  const second = respondOf(room.id, at(players, 1), store.now());
  const move = step(room, opened(store.now(), { deadline: null }));
  const asked = [
    store.respond(second),
    // An earlier one, found: what found it may not hold either.
    store.respond(first),
    store.join(joinOf(room.id)),
    store.transition(move),
    store.beat([room.id]),
  ];
  for (const outcome of await Promise.allSettled(asked)) {
    expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
  }
  // The master has them all the same, as a node learns that does not ask; one that does ask does not take them for true.
  expect((await lone.room(room.id))?.version).toBe(move.next.version);
  await expect(store.room(room.id)).rejects.toThrow(/0 of 1 replicas/);
  await expect(store.seats(room.id, 0)).rejects.toThrow(StoreUnavailable);
  await expect(store.response(room.id, 1, at(players, 1))).rejects.toThrow(StoreUnavailable);
  await store.ping();

  pair.replica().thaw();
  for (
    let tries = 0;
    tries < 100 &&
    !(await store.beat([room.id]).then(
      () => true,
      () => false,
    ));
    tries++
  )
    await sleep(50);
  expect((await store.respond(second)).kind).toBe("repeat");
  expect(await store.transition(move)).toEqual({ kind: "done" });
  await Promise.all([store.close(), lone.close()]);
});

test("[ST48] a master that has become a replica is left for the one that is at its address now", async () => {
  await using pair = await startPair();
  const store = await openRedis({ url: pair.url });
  const { room, players } = await seated(store, 1, opened(store.now()));
  await pair.change();
  const response = respondOf(room.id, at(players, 0), store.now());
  let kind = "away";
  for (let tries = 0; tries < 100 && kind === "away"; tries++) {
    kind = await store.respond(response).then(
      (answer) => answer.kind,
      () => sleep(50, "away"),
    );
  }
  expect(kind).toBe("stored");
  await store.close();
});

test("[ST45] what was acknowledged is there after its replica was cut off and became the master", async () => {
  const figures = await soakPromotions({ count: 2, seed: 11, say: console.log });
  console.log("promotions", figures);
  expect(figures).toMatchObject({ promotions: 2, lost: 0 });
  expect(figures.acknowledged).toBeGreaterThan(20);
});
