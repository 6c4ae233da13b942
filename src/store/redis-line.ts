import { Redis } from "ioredis";
import { StoreUnavailable } from "./store.ts";

/** No operation takes longer than this (ms). */
const LIMIT_MS = 2000;
/** A connection that owes an answer for this long (ms) is given up for a new one. */
const SILENCE_MS = 1500;
const PAUSE_MS = 25;

/** Replies by which Redis says that it cannot serve now; asking again later may help. */
const PASSING = /^(LOADING|READONLY|OOM|MISCONF|BUSY|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|NOREPLICAS)\b/;

export interface Line {
  client: Redis;
  /**
   * Runs a command that may safely run twice. It waits for the connection and is sent again after a cut; when there is
   * no answer within two seconds, or Redis cannot serve now, it throws StoreUnavailable. Any other error of Redis is
   * thrown as a bare Error with its message.
   */
  run<T>(command: (client: Redis) => Promise<T>): Promise<T>;
  close(): void;
}

class Late extends Error {}

const within = <T>(promise: Promise<T>, deadline: number): Promise<T> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Late()), Math.max(0, deadline - performance.now()));
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
};

const isReply = (error: unknown): boolean => error instanceof Error && error.name === "ReplyError";

/**
 * What an error says and nothing else: the client hangs the whole command on it, and Redis repeats the arguments of a
 * command it does not know; both may hold nicknames and tokens, which no log may have.
 */
const bare = (error: Error): Error => new Error(error.message.replace(/, with args beginning with:.*$/s, ""));

/**
 * Opens one connection that reconnects by itself for ever. `warn` gets a sentence when it is lost.
 * The client's own queues are off: a command goes out only while somebody waits for its answer, so that a return of
 * Redis is not met by a flood of stale writes.
 */
export const openLine = (url: string, warn: (message: string) => void): Line => {
  const client = new Redis(url, {
    retryStrategy: (times) => Math.min(25 * times, 250),
    connectTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    // 0: whatever is under way is rejected at once when the connection breaks; `run` then sends it again.
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResubscribe: false,
    enableAutoPipelining: false,
  });
  let ready = Promise.withResolvers<void>();
  let connected = false;
  let closed = false;
  let fault: Error | undefined;
  client.on("ready", () => {
    connected = true;
    fault = undefined;
    ready.resolve();
  });
  client.on("close", () => {
    if (!connected) return;
    connected = false;
    ready = Promise.withResolvers<void>();
    if (!closed) warn("The connection to Redis is lost; trying again.");
  });
  // A listener must be there, or the client prints every failed attempt to connect.
  client.on("error", (error) => {
    fault = error;
  });

  return {
    client,
    async run(command) {
      const deadline = performance.now() + LIMIT_MS;
      let cause: Error | undefined;
      let replied = false;
      while (!closed && performance.now() < deadline) {
        try {
          await within(ready.promise, deadline);
          return await within(command(client), deadline);
        } catch (error) {
          cause = bare(error instanceof Error ? error : new Error(String(error)));
          replied = isReply(error);
          if (replied && PASSING.test(cause.message)) break;
          if (replied) throw cause;
        }
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
      const known = replied ? cause : fault;
      const reason = known ? ` (${known.message})` : "";
      throw new StoreUnavailable(closed ? "The store is closed." : `Redis does not answer${reason}.`, { cause });
    },
    close() {
      closed = true;
      ready.resolve();
      client.disconnect();
    },
  };
};
