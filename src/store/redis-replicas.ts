import type { Redis } from "ioredis";
import { LIBRARY } from "./keys.ts";

/** How long replicas have to confirm, ms. Everything on the connection waits meanwhile. */
const WAIT_MS = 500;

/** Fewer replicas than asked for hold a write. */
export class TooFew extends Error {}

/** Written also when Redis has no memory left: it replaces as much as it takes, and readings and deletions wait on it. */
const MARK = "#!lua flags=allow-oom\nredis.call('SET', KEYS[1], '1')";

type Command<T> = (client: Redis) => Promise<T>;

/**
 * Runs a command and settles once `replicas` replicas hold all that was written before its answer. One WAIT at a time
 * serves every command answered before it was sent. WAIT speaks of what its own connection has written, and a command
 * that found an earlier write may have written nothing, so a mark is written first; and a connection that is not the
 * one that answered may lead to another server, so then the promise rejects and the command is to be sent again.
 * Rejects with TooFew when they do not hold it in time.
 */
export const createWitness = (client: Redis, replicas: number) => {
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<unknown> | undefined;

  const wait = async (): Promise<unknown> => {
    const { stream } = client;
    const [, held] = await Promise.all([client.eval(MARK, 1, LIBRARY.mark), client.wait(replicas, WAIT_MS)]);
    if (held < replicas) throw new TooFew(`${held} of ${replicas} replicas hold the write`);
    return stream;
  };
  const covered = (): Promise<unknown> => {
    next ??= last.then(() => {
      next = undefined;
      const waiting = wait();
      last = waiting.catch(() => {});
      return waiting;
    });
    return next;
  };

  return async <T>(current: Redis, command: Command<T>): Promise<T> => {
    const { stream } = current;
    const value = await command(current);
    if ((await covered()) !== stream) throw new Error("The connection to Redis changed.");
    return value;
  };
};
