/** The round trip of one connection, from the transport's own pings. `now` is a clock in ms. */
export class RoundTrip {
  readonly #now: () => number;
  #pingedAt: number | undefined;
  #least: number | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** It is sent a ping. */
  pinged(): void {
    this.#pingedAt = this.#now();
  }

  /** Its answer has come. */
  ponged(): void {
    if (this.#pingedAt === undefined) return;
    const trip = this.#now() - this.#pingedAt;
    this.#least = Math.min(trip, this.#least ?? trip);
  }

  /** The smallest seen, ms; undefined until the first answer. */
  get ms(): number | undefined {
    return this.#least;
  }
}
