/** A clock that only a test moves, and chance that a seed decides. */
import type { Clock } from "../src/rooms/clock.ts";
import type { RandomBytes } from "../src/rooms/draw.ts";

interface Timer {
  at: number;
  every: number | undefined;
  run: () => void;
}

const realPause = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

export class VirtualClock implements Clock {
  now: number;
  readonly #timers = new Set<Timer>();

  constructor(now: number) {
    this.now = now;
  }

  after(ms: number, run: () => void): () => void {
    return this.#add({ at: this.now + ms, every: undefined, run });
  }

  every(ms: number, run: () => void): () => void {
    return this.#add({ at: this.now + ms, every: ms, run });
  }

  /** Moves time on in steps, firing what is due, and lets sockets and commits settle after each. */
  async tick(ms: number, step = 50): Promise<void> {
    const end = this.now + ms;
    while (this.now < end) {
      this.now = Math.min(end, this.now + step);
      const due = [...this.#timers].filter((timer) => timer.at <= this.now).sort((a, b) => a.at - b.at);
      for (const timer of due) {
        if (timer.every === undefined) this.#timers.delete(timer);
        else timer.at += timer.every;
        timer.run();
      }
      await realPause(due.length > 0 ? 20 : 0);
    }
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }
}

/** mulberry32: the same seed gives the same bytes. */
export const seededBytes = (seed: number): RandomBytes => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 24;
  };
  return (count) => Uint8Array.from({ length: count }, next);
};
