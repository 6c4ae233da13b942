import type { Seat } from "../room.ts";

/** What this node knows of the responses to the current round, between two readings of the store. */
export class Progress {
  responded: number;
  /** Seats present or responded. */
  of: number;
  readonly #round: number;
  /** Seats known to have responded, on whichever node. */
  readonly #playerIds = new Set<string>();
  /** Of these, those the hosts of this node have been told of. */
  readonly #told = new Set<string>();
  /** How many had responded when it was last read who. */
  #readAt: number | undefined = 0;
  /** Of those that are known to have responded some may have been removed. */
  #thinned = false;

  constructor(round: number, counted: { responded: number; of: number }) {
    this.#round = round;
    this.responded = counted.responded;
    this.of = counted.of;
  }

  get round(): number {
    return this.#round;
  }

  /** Takes a reading; true when it changes anything. */
  saw({ responded, of }: { responded: number; of: number }): boolean {
    if (responded === this.responded && of === this.of) return false;
    this.responded = responded;
    this.of = of;
    return true;
  }

  /** Whether so many responses may be others than those that are known, all of which are among them. */
  isUnread(responded: number): boolean {
    const known = this.#thinned ? this.#readAt : this.#playerIds.size;
    return responded !== known && responded !== this.#readAt;
  }

  /** Seats were removed: as many responses as before are perhaps not the same. */
  seatsChanged(): void {
    this.#readAt = undefined;
    this.#thinned = true;
  }

  /** Takes a reading of who has responded, made after `responded` were counted. */
  read(responded: number, playerIds: readonly string[]): void {
    this.#readAt = responded;
    for (const playerId of playerIds) this.#playerIds.add(playerId);
    // Some were removed before this node knew of the round.
    if (this.#playerIds.size > responded) this.#thinned = true;
  }

  /** A seat is known to have responded. */
  mark(round: number, playerId: string): void {
    if (round === this.#round) this.#playerIds.add(playerId);
  }

  /** Who has been found to have responded since this was last asked, of those whose seats screens show. */
  untold(seats: readonly Seat[]): string[] {
    const fresh = seats.map(({ playerId }) => playerId).filter((id) => this.#playerIds.has(id) && !this.#told.has(id));
    for (const playerId of fresh) this.#told.add(playerId);
    return fresh;
  }

  has(playerId: string): boolean {
    return this.#playerIds.has(playerId);
  }

  get playerIds(): ReadonlySet<string> {
    return this.#playerIds;
  }

  /** Whether any seat is known here to have responded. */
  get any(): boolean {
    return this.#playerIds.size > 0;
  }
}
