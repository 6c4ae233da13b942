import { Redis } from "ioredis";
import { createWitness, TooFew } from "./redis-replicas.ts";
import { StoreFull, StoreUnavailable } from "./store.ts";

/** No operation takes longer than this (ms). */
const LIMIT_MS = 2000;
/** A connection that owes an answer for this long (ms) is given up for a new one. */
const SILENCE_MS = 1500;
const PAUSE_MS = 25;
/** A deadline that is noticed this much too late (ms) says that this process stood still, not Redis. */
const STALL_MS = 250;
/** How often what waits is looked at (ms): a deadline is noticed this much too late at most. */
const SWEEP_MS = 50;
/** While Redis loads its data it is asked this often (ms) whether it is done. */
const LOADING_MS = 100;
/** A server that is no master any more is left for whoever is at the address now, at most this often (ms). */
const LEAVE_MS = 1000;

/** Replies by which Redis says that it cannot serve now; asking again later may help. */
const PASSING = /^(LOADING|READONLY|OOM|MISCONF|BUSY|TRYAGAIN|CLUSTERDOWN|MASTERDOWN|NOREPLICAS)\b/;
/** Those of them that say that there is no space. */
const FULL = /^(OOM|MISCONF)\b/;

export interface Line {
  client: Redis;
  /** By how much the store's clock is ahead of Redis' (whole ms), as redis-clock.ts keeps it. */
  ahead: number;
  /**
   * Runs a command that may safely run twice. It waits for the connection and is sent again after a cut; when there is
   * no answer within two seconds, or Redis cannot serve now, it throws StoreUnavailable. Any other error of Redis is
   * thrown as a bare Error with its message.
   */
  run<T>(command: (client: Redis) => Promise<T>): Promise<T>;
  /**
   * As `run`, for writes and for readings that are acted upon: settles only when as many replicas as asked for hold
   * everything that Redis had written by then, and throws StoreUnavailable when they do not.
   */
  confirmed<T>(command: (client: Redis) => Promise<T>): Promise<T>;
  close(): void;
}

class Late extends Error {}

/** Waits for promises, each until a deadline of its own. One timer looks at all of them: a timer for each would cost more than the command. */
const createWaiting = () => {
  const waiting = new Set<{ deadline: number; late: (error: Late) => void }>();
  let sweeping = false;

  const sweep = (): void => {
    const now = performance.now();
    for (const one of waiting) {
      if (one.deadline > now) continue;
      // Let go here: what it waits for may not come for as long as Redis is away.
      waiting.delete(one);
      one.late(new Late());
    }
    sweeping = waiting.size > 0;
    if (sweeping) setTimeout(sweep, SWEEP_MS);
  };

  return <T>(promise: Promise<T>, deadline: number): Promise<T> =>
    new Promise((resolve, reject) => {
      const one = { deadline, late: reject };
      waiting.add(one);
      if (!sweeping) setTimeout(sweep, SWEEP_MS);
      sweeping = true;
      promise.then(
        (value) => {
          waiting.delete(one);
          resolve(value);
        },
        (error: unknown) => {
          waiting.delete(one);
          reject(error);
        },
      );
    });
};

const isReply = (error: unknown): boolean => error instanceof Error && error.name === "ReplyError";

/**
 * What an error says and nothing else: the client hangs the whole command on it, and Redis repeats the arguments of a
 * command it does not know; both may hold nicknames and tokens, which no log may have.
 */
const bare = (error: Error): Error => new Error(error.message.replace(/, with args beginning with:.*$/s, ""));

/**
 * Opens one connection that reconnects by itself for ever. `warn` gets a sentence when it is lost; `replicas` is how
 * many have to confirm.
 * The client's own queues are off: a command goes out only while somebody waits for its answer, so that a return of
 * Redis is not met by a flood of stale writes.
 */
export const openLine = (url: string, warn: (message: string) => void, replicas = 0): Line => {
  const client = new Redis(url, {
    retryStrategy: (times) => Math.min(25 * times, 250),
    connectTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    maxLoadingRetryTime: LOADING_MS,
    // 0: whatever is under way is rejected at once when the connection breaks; `run` then sends it again.
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    autoResubscribe: false,
    enableAutoPipelining: false,
  });
  const within = createWaiting();
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

  let leftAt = Number.NEGATIVE_INFINITY;
  /** A name or a virtual address may lead to another server by now. */
  const leave = (): void => {
    if (performance.now() - leftAt < LEAVE_MS) return;
    leftAt = performance.now();
    client.disconnect(true);
  };

  const run: Line["run"] = async (command) => {
    let deadline = performance.now() + LIMIT_MS;
    let cause: Error | undefined;
    let known = false;
    while (!closed && performance.now() < deadline) {
      try {
        if (!connected) await within(ready.promise, deadline);
        return await within(command(client), deadline);
      } catch (error) {
        cause = bare(error instanceof Error ? error : new Error(String(error)));
        const few = error instanceof TooFew;
        known = few || isReply(error);
        if (few || (known && cause.message.startsWith("READONLY"))) leave();
        if (few || (known && PASSING.test(cause.message))) break;
        if (known) throw cause;
        if (performance.now() - deadline > STALL_MS) deadline = performance.now() + LIMIT_MS;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    const reason = known ? cause : fault;
    const text = closed ? "The store is closed." : `Redis does not answer${reason ? ` (${reason.message})` : ""}.`;
    const Unavailable = known && cause && FULL.test(cause.message) ? StoreFull : StoreUnavailable;
    throw new Unavailable(text, { cause });
  };
  const confirm = createWitness(client, replicas);

  return {
    client,
    ahead: 0,
    run,
    confirmed: replicas === 0 ? run : (command) => run((current) => confirm(current, command)),
    close() {
      closed = true;
      ready.resolve();
      client.disconnect();
    },
  };
};
