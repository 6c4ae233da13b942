import { redisAmend } from "./redis-amend.ts";
import { redisClock } from "./redis-clock.ts";
import { redisImport } from "./redis-import.ts";
import { redisIndex } from "./redis-index.ts";
import { redisLibrary } from "./redis-library.ts";
import { openLine } from "./redis-line.ts";
import { redisOrganisers } from "./redis-organisers.ts";
import { redisRooms } from "./redis-rooms.ts";
import { redisSeats } from "./redis-seats.ts";
import { checkServer } from "./redis-server.ts";
import { redisSubscriptions } from "./redis-subscriptions.ts";
import { redisWorkshops } from "./redis-workshops.ts";
import { memoryOf, watchSpace } from "./space.ts";
import type { Store } from "./store.ts";

export interface RedisOptions {
  /** redis:// or rediss:// with host, port and, if needed, user and password. */
  url: string;
  /** Gets a sentence when Redis is set up to lose writes, or a connection is lost. */
  warn?: (message: string) => void;
  /** Replicas that must hold a write before it is done, 0-5. */
  replicas?: number;
  /** Starts on a Redis that may lose what it has acknowledged. */
  unsafe?: boolean;
}

/**
 * Opens the store on Redis 7 or newer, which several nodes may share. Every operation settles within about two seconds.
 * Throws StoreUnavailable when Redis does not answer, and an Error of one sentence when it does not fit.
 */
export const openRedis = async ({
  url,
  warn = () => {},
  replicas = 0,
  unsafe = false,
}: RedisOptions): Promise<Store> => {
  const line = openLine(url, warn, replicas);
  const listening = openLine(url, () => {});
  const closeLines = (): void => {
    line.close();
    listening.close();
  };
  try {
    await checkServer(line, { unsafe, warn });
    const clock = await redisClock(line, warn);
    const space = watchSpace(async () => memoryOf(await line.run((client) => client.info("memory"))));
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
      ...redisSubscriptions(line, listening, warn),
      full: space.full,
      async ping() {
        await line.run((client) => client.ping());
      },
      async close() {
        clock.stop();
        space.stop();
        closeLines();
      },
    };
  } catch (error) {
    closeLines();
    throw error;
  }
};
