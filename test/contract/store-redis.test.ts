import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { openRedis } from "../../src/store/redis.ts";
import { startRedis } from "../redis.ts";
import { type Bench, storeSuite } from "./store-suite.ts";

storeSuite("the store on Redis", async (): Promise<Bench> => {
  const redis = await startRedis();
  const store = await openRedis({ url: redis.url });
  const other = await openRedis({ url: redis.url });
  const raw = new Redis(redis.url);
  const mentions = async (key: string, text: string): Promise<boolean> => {
    if (key.includes(text)) return true;
    const type = await raw.type(key);
    if (type === "zset") return (await raw.zrange(key, "0", "-1")).some((member) => member.includes(text));
    return type === "hash" && JSON.stringify(await raw.hgetall(key)).includes(text);
  };
  return {
    store,
    other,
    pass: async (ms) => void (await sleep(ms)),
    async leftovers(text) {
      const keys = await raw.keys("*");
      const found = await Promise.all(keys.map(async (key) => ((await mentions(key, text)) ? [key] : [])));
      return found.flat();
    },
    async [Symbol.asyncDispose]() {
      raw.disconnect();
      await Promise.all([store.close(), other.close()]);
      await redis[Symbol.asyncDispose]();
    },
  };
});
