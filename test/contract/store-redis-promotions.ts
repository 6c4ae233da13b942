/** A master and a replica whose link can be cut, nodes' address of the master, and promotions under load. */
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { openRedis } from "../../src/store/redis.ts";
import { StoreFull, StoreUnavailable } from "../../src/store/store.ts";
import { until } from "../chaos/patience.ts";
import type { Figures, Soak } from "../chaos/soaking.ts";
import { startRedis, type TestRedis } from "../redis.ts";
import { opened, seated } from "./store-fixtures.ts";
import { crowd } from "./store-redis-crowd.ts";
import { startProxy } from "./store-redis-proxy.ts";

const asked = async <T>(redis: TestRedis, ask: (raw: Redis) => Promise<T>): Promise<T> => {
  const raw = new Redis(redis.url);
  try {
    return await ask(raw);
  } finally {
    raw.disconnect();
  }
};

/** Makes `replica` follow the server behind a port; resolves when it is in step. */
const follow = async (master: TestRedis, replica: TestRedis, port: number): Promise<void> => {
  await asked(master, (raw) => raw.config("SET", "repl-diskless-sync-delay", "0"));
  await asked(replica, async (raw) => {
    await raw.replicaof("127.0.0.1", port);
    const inStep = async () => (await raw.info("replication")).includes("master_link_status:up");
    await until(inStep, "a replica to be in step");
  });
};

/** Asks until the replica has confirmed in time, which a busy machine may not let it. */
export const confirmed = async <T>(operation: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await operation();
    } catch (error) {
      if (error instanceof StoreFull || !(error instanceof StoreUnavailable)) throw error;
    }
  }
};

/** `address` leads to the master, `link` is what the replica follows it through. */
export const startPair = async () => {
  let [master, replica] = await Promise.all([startRedis(), startRedis()]);
  const address = await startProxy(master.port);
  const link = await startProxy(master.port);
  await follow(master, replica, link.port);
  return {
    url: address.url,
    replica: () => replica,
    /** Whether the replica is out of the master's reach. */
    partition: (cut: boolean) => link.lead(cut ? null : master.port),
    /** Ends the master and puts the replica in its place. */
    async promote() {
      await master.kill();
      await asked(replica, (raw) => raw.replicaof("NO", "ONE"));
      address.lead(replica.port);
    },
    /** Makes the replica the master and the master its replica; who is connected stays connected. */
    async change() {
      await asked(replica, (raw) => raw.replicaof("NO", "ONE"));
      address.lead(replica.port, false);
      await follow(replica, master, replica.port);
    },
    /** The old master comes back as the replica of the new one. */
    async restore() {
      [master, replica] = [replica, master];
      await replica.start();
      link.lead(master.port);
      await follow(master, replica, link.port);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([address, link, master, replica].map((part) => part[Symbol.asyncDispose]()));
    },
  };
};

/**
 * Partitions the master from its replica under load, and promotes the replica, `count` times. Figures: acknowledged
 * writes, those of them that the new master lacks, and the longest time from its having a replica to an acknowledgement.
 */
export const soakPromotions = async ({ count, seed, say }: Soak, replicas = 1): Promise<Figures> => {
  await using pair = await startPair();
  const store = await confirmed(() => openRedis({ url: pair.url, replicas }));
  const figures = { promotions: 0, acknowledged: 0, lost: 0, resumeMaxMs: 0 };
  const promote = async (acknowledged: () => number): Promise<number> => {
    pair.partition(true);
    // Longer than a node waits for its replica, so that an answer it must not give would be given.
    await sleep(700);
    await pair.promote();
    const before = acknowledged();
    // No replica is left to confirm anything: the nodes' operator starts the old master again as one.
    await pair.restore();
    const backAt = performance.now();
    await until(() => acknowledged() > before, "an acknowledgement after a promotion", { every: 5 });
    return Math.round(performance.now() - backAt);
  };
  try {
    for (let turn = 0; turn < count; turn++) {
      // Confirmed: a room that only the master has goes with it, and then nobody is ever acknowledged again.
      const { room } = await confirmed(() => seated(store, 0, opened(store.now())));
      const people = crowd(store, room.id);
      await sleep(200 + ((seed + turn * 37) % 200));
      const resumedMs = await promote(() => people.responded.length).finally(() => people.stop());
      figures.resumeMaxMs = Math.max(figures.resumeMaxMs, resumedMs);
      figures.promotions++;
      figures.acknowledged += people.joined.length + people.responded.length;
      figures.lost += await people.lost();
      if (turn % 10 === 9) say(`${turn + 1} promotions, ${figures.acknowledged} acknowledged, ${figures.lost} lost`);
    }
  } finally {
    await store.close();
  }
  return figures;
};
