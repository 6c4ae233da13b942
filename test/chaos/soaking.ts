/** Long runs: what one is, and how several are played and judged. */

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

/** What figures must keep to, by name; in a name `*` stands for anything, and every figure that fits is held to it. */
export type Bounds = Record<string, { least?: number; most?: number }>;

export interface Part {
  what: string;
  /** How many a full run has. */
  count: number;
  run(soak: Soak): Promise<Figures>;
  bounds(count: number): Bounds;
}

/** What a part came to. */
export interface Result {
  count: number;
  /** How many a full run has, and whether this one had fewer. */
  fullCount: number;
  partial: boolean;
  seconds: number;
  /** Why it has failed, a sentence each. */
  failures: string[];
  figures: Figures;
}

const fits = (figure: string, name: string): boolean => {
  const [head = "", tail] = name.split("*");
  return tail === undefined ? figure === name : figure.startsWith(head) && figure.endsWith(tail);
};

/** A sentence for every figure that is beyond its bound, no number, or missing. */
export const breaches = (figures: Figures, bounds: Bounds): string[] =>
  Object.entries(bounds).flatMap(([name, { least, most }]) => {
    const found = Object.entries(figures).filter(([figure]) => fits(figure, name));
    if (found.length === 0) return [`${name} is missing`];
    return found.flatMap(([figure, value]) => {
      if (!Number.isFinite(value)) return [`${figure} is ${value}`];
      if (least !== undefined && value < least) return [`${figure} is ${value}, and should be at least ${least}`];
      if (most !== undefined && value > most) return [`${figure} is ${value}, and should be at most ${most}`];
      return [];
    });
  });

/** Runs a part to its end. Throws what it throws, also where nobody waits for that any more. */
const alone = async (part: Part, soak: Soak): Promise<Figures> => {
  let end: (error: unknown) => void = () => {};
  const stray = new Promise<never>((_resolve, failed) => {
    end = failed;
  });
  process.on("uncaughtException", end);
  try {
    return await Promise.race([part.run(soak), stray]);
  } finally {
    process.off("uncaughtException", end);
  }
};

interface Settings {
  /** Of each part, in the place of its own. */
  count?: number | undefined;
  seed: number;
  say(line: string): void;
  /** Called after each part with all results so far. */
  keep(results: Readonly<Record<string, Result>>): Promise<void>;
}

/** Plays the parts one after the other, whatever becomes of each, and says the figures of each. */
export const playParts = async (
  parts: Readonly<Record<string, Part>>,
  { count: given, seed, say, keep }: Settings,
): Promise<Record<string, Result>> => {
  const results: Record<string, Result> = {};
  for (const [name, part] of Object.entries(parts)) {
    const count = given ?? part.count;
    const partial = count < part.count;
    say(`${name}: ${count} ${part.what}, seed ${seed}${partial ? ` (partial: a full run has ${part.count})` : ""}`);
    const result: Result = { count, fullCount: part.count, partial, seconds: 0, failures: [], figures: {} };
    const startedAt = performance.now();
    try {
      result.figures = await alone(part, { count, seed, say: (line) => say(`  ${line}`) });
      result.failures = breaches(result.figures, part.bounds(count));
    } catch (error) {
      result.failures = [`ended early: ${error instanceof Error ? error.message : String(error)}`];
    }
    result.seconds = Math.round((performance.now() - startedAt) / 1000);
    for (const [figure, value] of Object.entries({ ...result.figures, seconds: result.seconds })) {
      say(`  ${figure.padEnd(36)}${String(Math.round(value * 1000) / 1000).padStart(12)}`);
    }
    for (const failure of result.failures) say(`  FAILED: ${failure}`);
    results[name] = result;
    await keep(results);
  }
  return results;
};
