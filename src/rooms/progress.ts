/** What this node knows of the responses to the current round, between two readings of the store. */
export class Progress {
  responded: number;
  /** Seats present or responded. */
  of: number;
  #round: number;
  #playerIds = new Set<string>();

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

  /** A seat is known to have responded. */
  mark(round: number, playerId: string): void {
    if (round === this.#round) this.#playerIds.add(playerId);
  }

  has(playerId: string): boolean {
    return this.#playerIds.has(playerId);
  }

  /** Whether any seat is known here to have responded. */
  get any(): boolean {
    return this.#playerIds.size > 0;
  }
}
