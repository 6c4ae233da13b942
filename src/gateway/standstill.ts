import type { Clock } from "../rooms/clock.ts";

const TICK_MS = 250;
/** A tick that comes so late says that the process stood still, ms. */
const LATE_MS = 1500;
/** So long after it what waited meanwhile is still being worked through, ms. */
const AFTER_MS = 1000;

/**
 * Watches for moments at which the process stood still (held, starved, asleep). The result says whether one has just
 * passed: timers then run before what came in meanwhile is read, and silence is no one's but its own. `now` is in ms.
 */
export const watchStandstill = (clock: Clock, now: () => number): (() => boolean) => {
  let ticked = now();
  let stood = Number.NEGATIVE_INFINITY;
  const look = () => {
    if (now() - ticked > LATE_MS) stood = now();
    ticked = now();
  };
  clock.every(TICK_MS, look);
  return () => {
    look();
    return now() - stood < AFTER_MS;
  };
};
