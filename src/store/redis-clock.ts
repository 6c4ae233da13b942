import { neverBack } from "./clock.ts";
import type { Line } from "./redis-line.ts";

const SAMPLES = 5;
const EVERY_MS = 10_000;

export interface RedisClock {
  /** Redis' time in ms as this node knows it: monotonic time plus an offset. Never goes back. */
  now(): number;
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
 * Reads Redis' clock now, every ten seconds, and at each return of the connection, which may be to another machine.
 * Throws StoreUnavailable when the first reading fails; later ones may.
 */
export const redisClock = async (line: Line): Promise<RedisClock> => {
  let offset = await offsetOf(line);
  const sync = async (): Promise<void> => {
    try {
      offset = await offsetOf(line);
    } catch {
      // The old offset serves until Redis answers again.
    }
  };
  const timer = setInterval(() => void sync(), EVERY_MS);
  timer.unref();
  const back = (): void => void sync();
  line.client.on("ready", back);
  const stop = (): void => {
    clearInterval(timer);
    line.client.off("ready", back);
  };
  return { now: neverBack(() => performance.now() + offset), stop };
};
