import type { Store } from "../store/store.ts";

/** A store that has answered no beat for this long is away, ms. */
const AWAY_MS = 1000;
/** After so long without an answer (ms) seats may have lapsed that are connected: presence is renewed too seldom to outlive it. */
const LAPSE_MS = 4000;
/** Within this time (ms) of a return all nodes have renewed the presence of their seats, and phones are back. */
const SETTLE_MS = 3000;

/**
 * Beats for the rooms a node serves. A beat is a write, so a store that only reads (because it is full, or has lost its
 * replicas) is away too. `told` hears of each change.
 */
export class Heart {
  readonly #store: Pick<Store, "beat" | "now">;
  readonly #told: (away: boolean) => void;
  #asked = false;
  #answeredAt: number;
  #backAt = Number.NEGATIVE_INFINITY;
  away = false;

  constructor(store: Pick<Store, "beat" | "now">, told: (away: boolean) => void) {
    this.#store = store;
    this.#told = told;
    this.#answeredAt = store.now();
  }

  /** To be called also with no rooms, since nobody waits for an answer then. Throws StoreUnavailable. */
  async beat(roomIds: string[]): Promise<void> {
    if (roomIds.length > 0) {
      this.#asked = true;
      await this.#store.beat(roomIds);
    }
    const now = this.#store.now();
    if (this.#asked && now - this.#answeredAt > LAPSE_MS) this.#backAt = now;
    this.#asked = false;
    this.#answeredAt = now;
    this.#tell(false);
  }

  /** To be called often: says so when the store has been silent for too long. */
  look(): void {
    if (this.#asked && this.#store.now() - this.#answeredAt > AWAY_MS) this.#tell(true);
  }

  /** Whether it is not known yet who is present in a room that this node has served since a time (ms). */
  settling(since: number): boolean {
    return this.away || this.#store.now() < Math.max(this.#backAt, since) + SETTLE_MS;
  }

  #tell(away: boolean): void {
    if (this.away === away) return;
    this.away = away;
    this.#told(away);
  }
}
