/** What was seen of every schema: counts a demand broken, a handler reached, a code answered. */
import type { Figures } from "../soaking.ts";

export class Seen {
  /** `aim path demand` -> how often it was broken. */
  readonly broken = new Map<string, number>();
  /** Event or route -> how often it was given what its schema takes, and how often that was carried out. */
  readonly reached = new Map<string, number>();
  readonly done = new Map<string, number>();
  readonly codes = new Map<string, number>();
  cases = 0;
  /** What has been sent last. */
  sent = "";
  /** Cases whose input the schema does not take. */
  invalid = 0;

  static add(counts: Map<string, number>, name: string, more = 1): void {
    counts.set(name, (counts.get(name) ?? 0) + more);
  }

  /** The names seen fewer than `least` times. */
  static rare(counts: ReadonlyMap<string, number>, names: Iterable<string>, least: number): string[] {
    return [...names].filter((name) => (counts.get(name) ?? 0) < least);
  }

  /** Takes in what was seen elsewhere. */
  merge({ broken, reached, done, codes, cases, invalid }: Omit<Seen, "merge" | "figures">): void {
    for (const [own, other] of [
      [this.broken, broken],
      [this.reached, reached],
      [this.done, done],
      [this.codes, codes],
    ] as const)
      for (const [name, count] of other) Seen.add(own, name, count);
    this.cases += cases;
    this.invalid += invalid;
  }

  figures(): Figures {
    return {
      cases: this.cases,
      invalid: this.invalid,
      demands: this.broken.size,
      brokenLeast: Math.min(...this.broken.values()),
      reachedLeast: Math.min(...this.reached.values()),
      handlers: this.reached.size,
      carriedOut: [...this.done.values()].reduce((sum, count) => sum + count, 0),
      codes: this.codes.size,
    };
  }
}
