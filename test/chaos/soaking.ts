/** What a long run is told, and what it gives back to print. */
export interface Soak {
  /** How many seeds, kills or cases. */
  count: number;
  /** The first seed; the same one repeats the run. */
  seed: number;
  /** Prints a line of progress. */
  say(line: string): void;
}

/** Named results of a long run; names carry their unit (`stallP99Ms`). */
export type Figures = Record<string, number>;

/** The figures that count what must never happen, and are not 0: a run with any has failed. */
export const mishaps = (figures: Figures): string[] =>
  Object.keys(figures).filter((name) => /(^|\.)(lost|responsesFailed)$/.test(name) && figures[name] !== 0);
