import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { openRedis } from "../../src/store/redis.ts";
import { StoreFull, StoreUnavailable } from "../../src/store/store.ts";
import { at, joinOf, opened, quizOf, respondOf, seated, step, workshopOf } from "./store-fixtures.ts";
import { confirmed, soakPromotions, startPair } from "./store-redis-promotions.ts";

test("[ST45] without its replica nothing is acknowledged or believed, and all goes on when it is back", async () => {
  await using pair = await startPair();
  const store = await confirmed(() => openRedis({ url: pair.url, replicas: 1 }));
  const lone = await openRedis({ url: pair.url });
  const { room, players } = await seated(store, 2, opened(store.now()));
  const first = respondOf(room.id, at(players, 0), store.now());
  expect((await confirmed(() => store.respond(first))).kind).toMatch(/stored|repeat/);

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

test("[ST54] replicas that do not confirm for a while make one outage, whole, though two nodes beat all the time", async () => {
  await using pair = await startPair();
  const nodes = await Promise.all([1, 2].map(() => confirmed(() => openRedis({ url: pair.url, replicas: 1 }))));
  const store = at(nodes, 0);
  const { room } = await confirmed(() => seated(store, 0, opened(store.now())));
  const everyBeat = () => Promise.allSettled(nodes.map((node) => node.beat([room.id])));
  const allBeat = () => Promise.all(nodes.map((node) => confirmed(() => node.beat([room.id]))));
  await allBeat();
  pair.replica().freeze();
  const from = store.now();
  while (store.now() < from + 3000) {
    for (const { status } of await everyBeat()) expect(status).toBe("rejected");
  }
  const to = store.now();
  pair.replica().thaw();
  await allBeat();
  const during = async () => (await store.outages(room.id)).filter((outage) => outage.to > from && outage.from < to);
  const outages = await during();
  expect(outages).toHaveLength(1);
  expect(at(outages, 0).from).toBeLessThanOrEqual(from);
  expect(at(outages, 0).to).toBeGreaterThanOrEqual(to);
  for (let beat = 0; beat < 4; beat++) await allBeat();
  expect(await during()).toEqual(outages);
  await Promise.all(nodes.map((node) => node.close()));
});

test("[ST53] a full Redis with replicas is read, says what it does not take, and lets rooms be deleted", async () => {
  await using pair = await startPair();
  const raw = new Redis(pair.url);
  const lone = await openRedis({ url: pair.url });
  const { room, players } = await seated(lone, 2, opened(lone.now()));
  await lone.putQuiz(quizOf("a"));
  await lone.putWorkshop(workshopOf({ id: "w" }));
  await lone.present(room.id, players, lone.now() + 60_000);
  await lone.beat([room.id]);
  await lone.close();
  await raw.config("SET", "maxmemory", "1");
  const store = await confirmed(() => openRedis({ url: pair.url, replicas: 1 }));
  expect(await confirmed(() => store.room(room.id))).toEqual(room);
  expect(await confirmed(() => store.seats(room.id, 0))).toHaveLength(2);
  expect(await confirmed(() => store.response(room.id, 1, at(players, 0)))).toBeUndefined();
  expect(await store.pulse(room.id)).toMatchObject({ seats: 2, of: 2 });
  const writes: (() => Promise<unknown>)[] = [
    () => store.respond(respondOf(room.id, at(players, 0), store.now())),
    () => store.beat([room.id]),
    () => store.transition(step(room)),
  ];
  for (const write of writes) await expect(confirmed(write)).rejects.toThrow(StoreFull);
  await store.present(room.id, players, 0);
  expect(await store.presentSeats(room.id)).toEqual([]);
  await confirmed(() => store.erase(room.id));
  await confirmed(() => store.deleteQuiz("a"));
  await confirmed(() => store.deleteWorkshop("w"));
  expect([await store.rooms(), await store.quizzes(), await store.workshops()]).toEqual([[], [], []]);
  await store.close();
  raw.disconnect();
});

test("[ST48] a master that has become a replica is left for the one that is at its address now", async () => {
  await using pair = await startPair();
  const store = await openRedis({ url: pair.url });
  // Both have the room before they change places.
  const careful = await confirmed(() => openRedis({ url: pair.url, replicas: 1 }));
  const { room, players } = await confirmed(() => seated(careful, 1, opened(store.now())));
  await careful.close();
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
