/** The server's clock as seen from here: an offset to `performance.now()`, whose error is at most half a round trip. */

interface Sample {
  offset: number;
  rtt: number;
  at: number;
}

/** A phone's clock may drift this much against the server's (100 ppm), so old samples slowly lose their worth. */
const DRIFT = 1e-4;

export interface Clock {
  /** Ms of the server's clock. */
  serverNow(): number;
  /** One answered probe: sent and received in `performance.now()` ms, `server` what the server's clock said. */
  sample(sent: number, received: number, server: number): void;
  /** A message left the server at this time, so it is at least that late now. */
  atLeast(server: number): void;
  /** The page may have slept, and its steady clock with it: the wall clock tells how long, until a probe knows better. */
  woke(): void;
}

/** Less than this is no sleep, ms. */
const SLEPT_MS = 500;

/** Keeps the sample with the shortest round trip; one that contradicts it (the phone slept) replaces it. */
export const createClock = (
  now: () => number = () => performance.now(),
  wall: () => number = () => Date.now(),
): Clock => {
  let best: Sample | null = null;
  /** How far the wall clock was ahead of the steady one when they were last compared, ms. */
  let ahead = wall() - now();
  const error = (sample: Sample) => sample.rtt / 2 + (now() - sample.at) * DRIFT;
  return {
    serverNow: () => now() + (best?.offset ?? wall() - now()),
    sample: (sent, received, server) => {
      ahead = wall() - now();
      const next = { offset: server - (sent + received) / 2, rtt: received - sent, at: received };
      const agrees = best !== null && Math.abs(next.offset - best.offset) <= error(next) + error(best) + 1;
      if (best === null || !agrees || error(next) <= error(best)) best = next;
    },
    atLeast: (server) => {
      const offset = server - now();
      if (best === null || offset > best.offset + 1) best = { offset, rtt: 1000, at: now() };
    },
    woke: () => {
      const slept = wall() - now() - ahead;
      ahead += slept;
      if (best !== null && slept > SLEPT_MS) best = { offset: best.offset + slept, rtt: 1000, at: now() };
    },
  };
};
