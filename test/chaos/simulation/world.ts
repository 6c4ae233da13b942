/** A world of one thread in which only this file moves time: events in order, chance by a seed, a trace that two runs can compare. */

/** mulberry32: the same seed draws the same. */
const chanceOf = (seed: number) => {
  let state = seed >>> 0;
  const word = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const chance = {
    word,
    /** 0..1, 1 left out. */
    share: () => word() / 2 ** 32,
    /** True in `share` (0..1) of all cases. */
    is: (share: number) => chance.share() < share,
    /** A whole number, both ends in. */
    between: (from: number, to: number) => from + Math.floor(chance.share() * (to - from + 1)),
    /** One of a list that is not empty. */
    one: <T>(list: readonly T[]): T => list[Math.floor(chance.share() * list.length)] as T,
    bytes: (count: number): Uint8Array => {
      const drawn = new Uint8Array(count);
      for (let at = 0; at < count; at += 4) {
        const four = word();
        for (let byte = 0; byte < 4 && at + byte < count; byte++) drawn[at + byte] = four >>> (8 * byte);
      }
      return drawn;
    },
  };
  return chance;
};
export type Chance = ReturnType<typeof chanceOf>;

interface Event {
  at: number;
  order: number;
  run: (() => void) | undefined;
}

const before = (a: Event, b: Event): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** Lines kept to be printed when something breaks. */
const KEPT = 40;
const START = 1_800_000_000_000;

interface Note {
  at: number;
  what: (string | number)[];
}

const lineOf = ({ at, what }: Note): string => `${String(at - START).padStart(6)} ms  ${what.join(" ")}`;

export class World {
  /** Ms. */
  now = START;
  steps = 0;
  readonly chance: Chance;
  /** Grows with every event and note: equal hashes, equal runs. */
  hash = 0x811c9dc5;
  /** Prints every note, when given. */
  say: ((line: string) => void) | undefined;
  #order = 0;
  readonly #heap: Event[] = [];
  readonly #notes: Note[] = [];

  constructor(seed: number) {
    this.chance = chanceOf(seed);
  }

  /** Runs something `ms` from now; the function given back prevents it. */
  after(ms: number, run: () => void): () => void {
    const event: Event = { at: this.now + Math.max(0, ms), order: this.#order++, run };
    const heap = this.#heap;
    let place = heap.push(event) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above] as Event;
      if (!before(event, other)) break;
      heap[place] = other;
      place = above;
    }
    heap[place] = event;
    return () => {
      event.run = undefined;
    };
  }

  /** A line of the trace: what happened, with whom and how; put into words only when somebody reads it. */
  note(...what: (string | number)[]) {
    for (const part of what) this.#mix(typeof part === "number" ? part : part.length * 31 + part.charCodeAt(0));
    const note = { at: this.now, what };
    this.#notes.push(note);
    if (this.#notes.length >= 20 * KEPT) this.#notes.splice(0, 19 * KEPT);
    this.say?.(lineOf(note));
  }

  /** The last lines of the trace, oldest first. */
  recent(): string[] {
    return this.#notes.slice(-KEPT).map(lineOf);
  }

  /** Runs events in order until `done`; each to the end of all that follows from it at once. `done` is asked after each. */
  run(done: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const next = () => {
        try {
          if (done()) return resolve();
          const event = this.#pop();
          if (!event) throw new Error("Nothing is left to happen.");
          this.now = event.at;
          this.steps++;
          this.#mix(event.at);
          this.#mix(event.order);
          event.run?.();
        } catch (error) {
          return reject(error);
        }
        // A tick that is asked for by a microtask comes when no microtask is left: every promise has settled that can.
        queueMicrotask(() => process.nextTick(next));
      };
      next();
    });
  }

  #mix(value: number) {
    this.hash = Math.imul(this.hash ^ (value | 0), 0x01000193) >>> 0;
  }

  #pop(): Event | undefined {
    const heap = this.#heap;
    for (;;) {
      const first = heap[0];
      const last = heap.pop();
      if (!first || !last) return undefined;
      if (heap.length > 0) this.#sink(last);
      if (first.run) return first;
    }
  }

  #sink(event: Event) {
    const heap = this.#heap;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && before(heap[below + 1] as Event, heap[below] as Event)) below++;
      if (!before(heap[below] as Event, event)) break;
      heap[place] = heap[below] as Event;
      place = below;
    }
    heap[place] = event;
  }
}
