import { Cluster, Redis } from "ioredis";
import { expect, test } from "vitest";
import type { Room } from "../../src/room.ts";
import { everyShard } from "../../src/store/keys.ts";
import { redisAmend } from "../../src/store/redis-amend.ts";
import { redisClock } from "../../src/store/redis-clock.ts";
import { redisImport } from "../../src/store/redis-import.ts";
import { redisIndex } from "../../src/store/redis-index.ts";
import { redisLibrary } from "../../src/store/redis-library.ts";
import type { Line } from "../../src/store/redis-line.ts";
import { redisOrganisers } from "../../src/store/redis-organisers.ts";
import { redisRooms } from "../../src/store/redis-rooms.ts";
import { redisSeats } from "../../src/store/redis-seats.ts";
import { redisWorkshops } from "../../src/store/redis-workshops.ts";
import { shardOf } from "../../src/store/shard.ts";
import type { Store } from "../../src/store/store.ts";
import { until } from "../chaos/patience.ts";
import { freePort } from "../child.ts";
import { startRedis } from "../redis.ts";
import { joinOf, lobby, opened, pastOf, quizOf, respondOf, step, workshopOf } from "./store-fixtures.ts";

const SLOTS = 16_384;
const MASTERS = 3;

/** Three masters with a third of the slots each, and a client that knows them all. */
const startCluster = async () => {
  const stack = new AsyncDisposableStack();
  const masters = [];
  for (let at = 0; at < MASTERS; at++) {
    const more = { "cluster-enabled": "yes", "cluster-port": String(await freePort()) };
    masters.push({ ...more, redis: stack.use(await startRedis(more)) });
  }
  const nodes = masters.map(({ redis }) => ({ host: "127.0.0.1", port: redis.port }));
  const client = new Cluster(nodes, { lazyConnect: true });
  stack.defer(() => client.disconnect());
  const each = nodes.map(({ port }) => new Redis(port));
  for (const [at, one] of each.entries()) {
    stack.defer(() => one.disconnect());
    const [from, to] = [at, at + 1].map((edge) => Math.floor((edge * SLOTS) / MASTERS)) as [number, number];
    await one.cluster("ADDSLOTSRANGE", from, to - 1);
    const first = masters[0];
    if (at > 0 && first) await one.call("CLUSTER", "MEET", "127.0.0.1", first.redis.port, first["cluster-port"]);
  }
  const inStep = async () => {
    const all = await Promise.all(each.map(async (one) => String(await one.cluster("INFO"))));
    return all.every((info) => info.includes("cluster_state:ok") && info.includes(`cluster_known_nodes:${MASTERS}`));
  };
  await until(inStep, "the cluster to be in step");
  await client.connect();
  return {
    client,
    keys: () => Promise.all(each.map((one) => one.dbsize())),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
};

/** The parts of the store as they are on one Redis, on a client that finds the master of each key. */
const storeOn = async (cluster: Cluster): Promise<Omit<Store, "subscribe" | "notify" | "full" | "ping" | "close">> => {
  // The same commands; a pipeline, which it would not have, is used nowhere.
  const client = cluster as unknown as Redis;
  const line: Line = {
    client,
    ahead: 0,
    run: (command) => command(client),
    confirmed: (command) => command(client),
    close: () => {},
  };
  const clock = await redisClock(line, () => {});
  return {
    now: clock.now,
    ...redisRooms(line),
    ...redisIndex(line, clock),
    ...redisSeats(line, clock.now),
    ...redisAmend(line),
    ...redisLibrary(line, clock.now),
    ...redisWorkshops(line),
    ...redisOrganisers(line, clock.now),
    ...redisImport(line),
  };
};

/** A room in each shard. */
const rooms = (): Room[] => {
  const byShard = new Map<number, Room>();
  while (byShard.size < everyShard.length) {
    const room = lobby();
    byShard.set(shardOf(room.id), room);
  }
  return [...byShard.values()];
};

test("[ST58] on three masters of a Redis Cluster every script of a room finds its keys in one slot, and the rooms are on all masters", async () => {
  await using cluster = await startCluster();
  const store = await storeOn(cluster.client);
  const all = rooms();
  for (const room of all) {
    const { id } = room;
    expect(await store.create(room, quizOf("fixture"))).toMatchObject({ kind: "created" });
    const wanted = joinOf(id);
    const { playerId } = wanted.seat;
    expect(await store.join(wanted)).toMatchObject({ kind: "joined" });
    await store.present(id, [playerId], store.now() + 60_000);
    const open = step(room, opened(store.now()));
    expect(await store.transition(open)).toEqual({ kind: "done" });
    const answered = { kind: "stored", complete: true };
    expect(await store.respond(respondOf(id, playerId, store.now()))).toMatchObject(answered);
    expect(await store.pulse(id)).toMatchObject({ seats: 1, responded: 1, complete: true });
    await store.beat([id]);
    const amended = step(open.next, { answersVersion: open.next.version + 1 });
    const { response } = respondOf(id, playerId, store.now(), { paper: true, untimed: true });
    expect(await store.amend({ ...amended, responses: [{ round: 2, playerId, response }] })).toEqual({ kind: "done" });
    expect(await store.seats(id, 0)).toHaveLength(1);
    expect(await store.findPin(room.pin)).toBe(id);
  }
  expect(await store.due(-120_000)).toHaveLength(all.length);
  expect(await store.rooms()).toHaveLength(all.length);
  for (const keys of await cluster.keys()) expect(keys).toBeGreaterThan(0);
  for (const { id } of all) await store.erase(id);
  expect(await store.rooms()).toEqual([]);

  await store.importRoom(pastOf(3, 2));
  await store.putQuiz(quizOf("fixture"));
  await store.putWorkshop(workshopOf());
  const kept = [await store.rooms(), await store.quizzes(), await store.workshops()];
  expect(kept.map(({ length }) => length)).toEqual([1, 1, 1]);
});
