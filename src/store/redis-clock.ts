import { neverBack } from "./clock.ts";
import { LIBRARY } from "./keys.ts";
import type { Line } from "./redis-line.ts";

const SAMPLES = 5;
const EVERY_MS = 10_000;
/** A clock of Redis that is this much (ms) behind what it was has been set back; less is the error of a reading. */
const STEP_MS = 1000;

export interface RedisClock {
  /** The store's time in ms as this node knows it: monotonic time plus an offset. Never goes back. */
  now(): number;
  /** Whether a script that was sent at `sent` had a time that can be; if not, the clock was set back and is read at once. */
  fits(sent: number, time: number): Promise<boolean>;
  stop(): void;
}

/** Of several readings of TIME the one with the shortest round trip: its error is at most half of that. */
const offsetOf = async (line: Line): Promise<number> => {
  let best = { trip: Number.POSITIVE_INFINITY, offset: 0 };
  for (let sample = 0; sample < SAMPLES; sample++) {
    const { sent, time, back } = await line.run(async (client) => {
      const sent = performance.now();
      const time = await client.time();
      return { sent, time, back: performance.now() };
    });
    const server = Number(time[0]) * 1000 + Number(time[1]) / 1000;
    if (back - sent < best.trip) best = { trip: back - sent, offset: server - (sent + back) / 2 };
  }
  return best.offset;
};

/**
 * Reads Redis' clock now, every ten seconds, and at each return of the connection, which may be to another machine. When
 * it was set back, the store's clock goes on as it was: it is ahead of Redis' from then on, which all nodes learn from
 * Redis and tell every script. `warn` gets a sentence then.
 * Throws StoreUnavailable when the first reading fails; later ones may.
 */
export const redisClock = async (line: Line, warn: (message: string) => void): Promise<RedisClock> => {
  let offset = Number.NEGATIVE_INFINITY;
  const now = neverBack(() => performance.now() + offset);
  const read = async (): Promise<void> => {
    const kept = Number((await line.run((client) => client.get(LIBRARY.ahead))) ?? 0);
    const redis = await offsetOf(line);
    line.ahead = Math.max(line.ahead, kept);
    const back = now() - (performance.now() + redis + line.ahead);
    if (back > STEP_MS) {
      line.ahead += Math.ceil(back);
      warn(`The clock of Redis' machine was set back by ${Math.round(back / 1000)} s; the store's goes on as it was.`);
    }
    offset = redis + line.ahead;
    if (line.ahead > kept) await line.confirmed((client) => client.set(LIBRARY.ahead, line.ahead));
  };
  await read();
  const sync = async (): Promise<void> => {
    try {
      await read();
    } catch {
      // What is known serves until Redis answers again.
    }
  };
  const timer = setInterval(() => void sync(), EVERY_MS);
  timer.unref();
  const back = (): void => void sync();
  line.client.on("ready", back);
  return {
    now,
    async fits(sent, time) {
      if (sent - time <= STEP_MS) return true;
      await sync();
      return false;
    },
    stop() {
      clearInterval(timer);
      line.client.off("ready", back);
    },
  };
};
