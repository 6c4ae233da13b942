import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pinKey } from "../../src/store/keys.ts";
import { openRedis } from "../../src/store/redis.ts";
import { settingFaults, versionFault } from "../../src/store/redis-server.ts";
import { shardOf } from "../../src/store/shard.ts";
import { type Respond, type Responded, type Store, StoreUnavailable } from "../../src/store/store.ts";
import { startRedis, type TestRedis } from "../redis.ts";
import {
  at,
  drawPinLike,
  joinOf,
  lobby,
  opened,
  pastOf,
  quizOf,
  respondOf,
  seated,
  step,
  workshopOf,
} from "./store-fixtures.ts";
import { startProxy } from "./store-redis-proxy.ts";
import { soakRedisStorm } from "./store-redis-storm.ts";

let redis: TestRedis;
let store: Store;
beforeEach(async () => {
  redis = await startRedis();
  store = await openRedis({ url: redis.url });
});
afterEach(async () => {
  await store.close();
  await redis[Symbol.asyncDispose]();
});

/** Asks again, as a client does, until the outcome is known; gives up after some ten seconds. */
const untilKnown = async <T>(operation: () => Promise<T>): Promise<T> => {
  for (let left = 200; ; left--) {
    try {
      return await operation();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || left === 0) throw error;
      await sleep(50);
    }
  }
};

test("[ST20] Redis killed while responses arrive and started again loses none that was acknowledged", async () => {
  const { room, players } = await seated(store, 150, opened(store.now()));
  const wanted = players.map((playerId) => respondOf(room.id, playerId, store.now()));
  const answers: Responded[] = [];
  const send = async (respond: Respond, n: number) => {
    await sleep(n * 5);
    answers.push(await untilKnown(() => store.respond(respond)));
  };
  const all = Promise.all(wanted.map(send));
  await vi.waitFor(() => expect(answers.length).toBeGreaterThan(40));
  await redis.kill();
  await redis.start();
  await all;
  expect(answers.filter(({ kind }) => kind !== "stored" && kind !== "repeat")).toEqual([]);
  const kept = await store.responses(room.id, 1);
  const acknowledged = answers.map((answer) => ("response" in answer ? answer.response.attempt : answer.kind));
  expect(new Set([...kept.values()].map(({ attempt }) => attempt))).toEqual(new Set(acknowledged));
  expect(kept.size).toBe(150);
});

test("[ST21] every operation on an absent Redis is unavailable soon, and works again by itself afterwards", async () => {
  const { room, players } = await seated(store, 1, opened(store.now()));
  await redis.kill();
  const listener = { changed: () => {}, noted: () => {} };
  const asked = [
    store.create(lobby(), quizOf("fixture")),
    store.transition(step(room)),
    store.join(joinOf(room.id)),
    store.respond(respondOf(room.id, at(players, 0), store.now())),
    store.present(room.id, players, store.now() + 5_000),
    store.pulse(room.id),
    store.rooms(),
    store.due(0),
    store.beat([room.id]),
    store.subscribe(room.id, listener),
    store.notify(room.id, "note"),
    store.putQuiz(quizOf("a")),
    store.ping(),
  ];
  const outcomes = await Promise.race([Promise.allSettled(asked), sleep(10_000, [])]);
  expect(outcomes).toHaveLength(asked.length);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
  await redis.start();
  await untilKnown(() => store.ping());
  expect(await store.room(room.id)).toEqual(room);
});

test("[ST48] struck in every way while people join and respond, it has all that it acknowledged", async () => {
  const figures = await soakRedisStorm({ count: 7, seed: 5, say: () => {} });
  console.log("Redis struck", figures);
  expect(figures).toMatchObject({ strikes: 7, lost: 0 });
  expect(figures.acknowledged).toBeGreaterThan(20);
});

test("[ST9] a write whose answer is lost is done once, and its answer is told all the same", async () => {
  await using proxy = await startProxy(redis.port);
  const far = await openRedis({ url: proxy.url });
  const { room, players } = await seated(far, 1);
  // From here on Redis knows every script, so that the lost answer is never just "unknown script".
  await far.respond(respondOf(room.id, at(players, 0), store.now()));
  const losing = async <T>(operation: () => Promise<T>): Promise<T> => {
    proxy.cut();
    const answer = await operation();
    expect(proxy.swallowed()).toBe(true);
    return answer;
  };
  expect(await losing(() => far.transition(step(room, opened(store.now()))))).toEqual({ kind: "done" });
  const wanted = respondOf(room.id, at(players, 0), store.now());
  const answer = await losing(() => far.respond(wanted));
  expect(answer.kind).toBe("repeat");
  const kept = await store.responses(room.id, 1);
  expect([...kept.values()]).toEqual("response" in answer ? [answer.response] : []);
  expect(await store.pulse(room.id)).toMatchObject({ responded: 1 });
  const joins = [joinOf(room.id), joinOf(room.id, { attempt: null })];
  for (const join of joins)
    expect(await losing(() => far.join(join))).toMatchObject({ seat: { playerId: join.seat.playerId } });
  expect(await store.seats(room.id, 0)).toHaveLength(3);
  const fresh = lobby();
  expect(await losing(() => far.create(fresh, quizOf("fixture")))).toEqual({ kind: "created", room: fresh });
  expect(await losing(() => far.room(fresh.id))).toEqual(fresh);
  await far.close();
});

test("[ST27] deleting a workshop or a quiz says that it was there, also when the answer is lost", async () => {
  await using proxy = await startProxy(redis.port);
  const far = await openRedis({ url: proxy.url });
  const workshop = workshopOf();
  await far.putWorkshop(workshop);
  for (const answersBefore of [0, 1]) {
    await store.putWorkshop(workshop);
    proxy.cut(answersBefore);
    expect(await far.deleteWorkshop(workshop.id)).toBe(true);
    expect(proxy.swallowed()).toBe(true);
    expect(await store.workshop(workshop.id)).toBeUndefined();
    await store.putQuiz(quizOf("a"));
    proxy.cut(answersBefore);
    expect(await far.deleteQuiz("a")).toBe(true);
    expect(proxy.swallowed()).toBe(true);
    expect(await store.quizzes()).toEqual([]);
  }
  expect([await far.deleteWorkshop(workshop.id), await far.deleteQuiz("a")]).toEqual([false, false]);
  await far.close();
});

test("[ST15] after a cut a node is told the versions it missed, and hears again", async () => {
  const { room } = await seated(store, 0);
  await using proxy = await startProxy(redis.port);
  const far = await openRedis({ url: proxy.url });
  const heard: number[] = [];
  await far.subscribe(room.id, { changed: (version) => void heard.push(version), noted: () => {} });
  const first = step(room);
  proxy.cut();
  await store.transition(first);
  await vi.waitFor(() => expect(heard).toContain(first.next.version), 10_000);
  await redis.kill();
  await redis.start();
  const second = step(first.next);
  await untilKnown(() => store.transition(second));
  await vi.waitFor(() => expect(heard).toContain(second.next.version), 10_000);
  const third = step(second.next);
  expect(await untilKnown(() => store.transition(third))).toEqual({ kind: "done" });
  await vi.waitFor(() => expect(heard).toContain(third.next.version), 10_000);
  await far.close();
});

test("[ST22] a Redis that cannot be used is refused", async () => {
  expect(versionFault("redis_version:6.2.14\r\n")).toBe("Redis 7.0 or newer is needed; this one is 6.2.14.");
  expect(versionFault("# Server\r\nredis_version:7.0.15\r\n")).toBeUndefined();
  expect(versionFault("redis_version:10.0.1\r\n")).toBeUndefined();
  const raw = new Redis(redis.url);
  await raw.set("{lib}:schema", "99");
  raw.disconnect();
  await expect(openRedis({ url: redis.url })).rejects.toThrow(/^Redis holds data of schema 99 .* newer version\.$/);
  await redis.kill();
  await expect(openRedis({ url: redis.url })).rejects.toThrow(StoreUnavailable);
});

test("[ST46] a Redis that may lose what it acknowledged is refused, unless that is wanted; one that keeps its settings to itself is told of", async () => {
  const safe = { appendonly: "yes", appendfsync: "always", "maxmemory-policy": "noeviction" };
  expect(settingFaults(safe)).toEqual([]);
  expect(settingFaults({ ...safe, appendfsync: "everysec" })).toHaveLength(1);
  expect(settingFaults({ ...safe, appendonly: "no" })).toHaveLength(1);
  expect(settingFaults({ ...safe, "maxmemory-policy": "allkeys-lru" })).toHaveLength(1);

  const raw = new Redis(redis.url);
  const warnings: string[] = [];
  const warn = (message: string) => void warnings.push(message);
  await (await openRedis({ url: redis.url, warn })).close();
  expect(warnings).toEqual([]);
  await raw.config("SET", "appendfsync", "everysec");
  await expect(openRedis({ url: redis.url, warn })).rejects.toThrow(
    /^Redis can lose [^.]*, or start with REDIS_UNSAFE=1\.$/,
  );
  await (await openRedis({ url: redis.url, warn, unsafe: true })).close();
  expect(warnings).toHaveLength(1);
  await raw.acl("SETUSER", "managed", "on", "nopass", "~*", "&*", "+@all", "-config");
  await (await openRedis({ url: redis.url.replace("//", "//managed:any@"), warn })).close();
  expect(warnings.at(-1)).toMatch(/^The settings of Redis cannot be read/);
  await raw.config("SET", "appendfsync", "always");
  raw.disconnect();
});

test("[ST55] a PIN that expired is its live room's again once that is served, unless another has it", async () => {
  const raw = new Redis(redis.url);
  const { room } = await seated(store, 0);
  const key = pinKey(room.pin);
  /** Who has the PIN after a node that starts has served the room, when it stood so before. */
  const after = async (holder: string | null): Promise<string | null> => {
    await (holder === null ? raw.del(key) : raw.set(key, holder));
    const node = await openRedis({ url: redis.url });
    await node.beat([room.id]);
    await node.close();
    return raw.get(key);
  };
  expect(await after(null)).toBe(room.id);
  expect(await raw.pttl(key)).toBeGreaterThan(0);
  expect(await after("~another")).toBe(room.id);
  expect(await after("another")).toBe("another");
  await raw.set(key, room.id);
  await store.transition(step(room, { phase: "finished" }, { effects: [{ kind: "release-pin" }] }));
  expect(await after(`~${room.id}`)).toBe(`~${room.id}`);
  expect(await after(null)).toBeNull();
  raw.disconnect();
});

test("[ST23] every key has an expiry or a documented retention, and lies in the slot of its room", async () => {
  const elsewhere = lobby();
  let id = randomUUID();
  while (shardOf(id) === shardOf(elsewhere.id)) id = randomUUID();
  await expect(store.create(elsewhere, quizOf("fixture"), { id, body: "" })).rejects.toThrow("share a shard");
  const { room, players } = await seated(store, 2, opened(store.now()));
  const attempt = { id: drawPinLike(room.id), body: "" };
  await store.create(lobby({ pin: drawPinLike(room.id) }), quizOf("fixture"), attempt);
  await store.present(room.id, players, store.now() + 60_000);
  await store.respond(respondOf(room.id, at(players, 0), store.now()));
  await store.beat([room.id]);
  await store.putQuiz(quizOf("a"));
  const share = { ownerId: "ani", bytes: 4096, ms: 60_000 };
  for (const hash of ["one", "two"]) {
    await store.putImage(hash, { type: "image/png", bytes: new Uint8Array(4) }, share);
  }
  await store.importRoom(pastOf(2, 1, { pin: drawPinLike(room.id) }));
  const raw = new Redis(redis.url);
  const kept =
    /^\{q\d\d\}:(r|quiz|order|seats|names|nicks|codes|attempts|removed|outages|a|due|rooms)(:|$)|^\{lib\}:(?!added:)/;
  const keys = await raw.keys("*");
  const unkept = keys.filter((key) => !kept.test(key));
  for (const key of keys.filter((name) => kept.test(name))) expect(await raw.pttl(key)).toBe(-1);
  expect(unkept.map((key) => key.split(":")[1]).toSorted()).toEqual(["added", "create", "pin", "pin", "present"]);
  for (const key of unkept) expect(await raw.pttl(key)).toBeGreaterThan(0);
  const tags = new Set(keys.map((key) => key.slice(0, key.indexOf("}") + 1)));
  tags.delete("{lib}");
  expect(tags.size).toBe(1);
  raw.disconnect();
});
