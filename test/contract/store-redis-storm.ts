/** Everything that may happen to one Redis, while people join and respond. */
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { openRedis } from "../../src/store/redis.ts";
import { until } from "../chaos/patience.ts";
import type { Figures, Soak } from "../chaos/soaking.ts";
import { startRedis, type TestRedis } from "../redis.ts";
import { seededBytes } from "../virtual.ts";
import { opened, seated } from "./store-fixtures.ts";
import { crowd } from "./store-redis-crowd.ts";

/** Resolves when Redis serves again. */
type Strike = (redis: TestRedis, raw: Redis, ms: number) => Promise<unknown>;

const STRIKES: Record<string, Strike> = {
  async killed(redis) {
    await redis.kill();
    await redis.start();
  },
  async frozen(redis, _raw, ms) {
    redis.freeze();
    await sleep(ms);
    redis.thaw();
  },
  async paused(_redis, raw, ms) {
    await raw.client("PAUSE", ms, "ALL");
    await sleep(ms);
  },
  async full(_redis, raw, ms) {
    await raw.config("SET", "maxmemory", "1");
    await sleep(ms / 4);
    await raw.config("SET", "maxmemory", "0");
  },
  flushed: (_redis, raw) => raw.script("FLUSH"),
  async cut(_redis, raw) {
    await raw.call("CLIENT", "KILL", "TYPE", "normal");
    await raw.call("CLIENT", "KILL", "TYPE", "pubsub");
  },
  async rewritten(redis, raw) {
    await raw.bgrewriteaof();
    // In the middle of it.
    await redis.kill();
    await redis.start();
  },
};

/** Strikes while people are at work, once with each of the kinds; gives how long after its end the next was acknowledged, ms. */
const strikeAll = async (
  kinds: readonly [string, Strike][],
  strike: (each: Strike) => Promise<unknown>,
  acknowledged: () => number,
): Promise<[kind: string, ms: number][]> => {
  const resumed: [string, number][] = [];
  for (const [kind, each] of kinds) {
    await strike(each);
    const [backAt, before] = [performance.now(), acknowledged()];
    await until(() => acknowledged() > before, `an acknowledgement after Redis was ${kind}`, { every: 2 });
    resumed.push([kind, Math.round(performance.now() - backAt)]);
  }
  return resumed;
};

/**
 * Strikes one Redis `count` times, each kind in turn. Figures: acknowledged writes, those of them it does not have in
 * the end, and the longest time (ms) from its return to the next acknowledgement, in all and by kind.
 */
export const soakRedisStorm = async ({ count, seed, say }: Soak): Promise<Figures> => {
  await using redis = await startRedis();
  const store = await openRedis({ url: redis.url });
  const bytes = seededBytes(seed);
  const random = (): number => (bytes(1)[0] ?? 0) / 256;
  const raw = new Redis(redis.url);
  raw.on("error", () => {});
  const strike = async (each: Strike): Promise<void> => {
    await sleep(50 + random() * 100);
    await each(redis, raw, 300 + Math.round(random() * 2000));
  };
  const figures = { strikes: 0, acknowledged: 0, lost: 0, resumeMaxMs: 0 };
  const slowest: Figures = {};
  try {
    while (figures.strikes < count) {
      const { room } = await seated(store, 0, opened(store.now()));
      const people = crowd(store, room.id);
      const kinds = Object.entries(STRIKES).slice(0, count - figures.strikes);
      const resumed = await strikeAll(kinds, strike, () => people.responded.length).finally(() => people.stop());
      for (const [kind, ms] of resumed) {
        figures.strikes++;
        figures.resumeMaxMs = Math.max(figures.resumeMaxMs, ms);
        slowest[`${kind}MaxMs`] = Math.max(slowest[`${kind}MaxMs`] ?? 0, ms);
      }
      await redis.kill();
      await redis.start();
      await store.ping();
      figures.acknowledged += people.joined.length + people.responded.length;
      figures.lost += await people.lost();
      say(`${figures.strikes} strikes, ${figures.acknowledged} acknowledged, ${figures.lost} lost`);
    }
  } finally {
    raw.disconnect();
    await store.close();
  }
  return { ...figures, ...slowest };
};
