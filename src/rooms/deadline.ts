import type { Clock } from "./clock.ts";

/** A longer delay would overflow the timer and fire at once; whoever is fired early looks at the clock and waits on. */
const LONGEST_MS = 2 ** 31 - 1;

/** One timer at a time, set by the store's clock. All times are ms. */
export class Deadline {
  readonly #clock: Clock;
  readonly #now: () => number;
  readonly #fire: () => void;
  #disarm: () => void = () => {};
  #stopped = false;

  constructor(clock: Clock, now: () => number, fire: () => void) {
    this.#clock = clock;
    this.#now = now;
    this.#fire = fire;
  }

  /** Fires `lateMs` after `due`; null: not at all. */
  at(due: number | null, lateMs: number): void {
    if (due === null) this.#disarm();
    else this.in(due - this.#now() + lateMs);
  }

  in(ms: number): void {
    this.#disarm();
    if (!this.#stopped) this.#disarm = this.#clock.after(Math.min(Math.max(0, ms), LONGEST_MS), this.#fire);
  }

  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }
}
