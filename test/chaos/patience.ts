/** Waits that end: each says what was waited for. */
import { setTimeout as sleep } from "node:timers/promises";

/** What comes within some seconds where all is well is waited for so long, ms. */
const PATIENCE_MS = 60_000;

/** Gives what `work` comes to. Throws when it takes longer. */
export const within = async <T>(work: Promise<T>, what: string, ms = PATIENCE_MS): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, failed) => {
    timer = setTimeout(() => failed(new Error(`waited ${ms} ms for ${what}`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Looks again and again until there is something, and gives it. Throws when that takes longer. */
export const until = async <T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
  { every = 20, ms = PATIENCE_MS } = {},
): Promise<T> => {
  for (const end = performance.now() + ms; ; await sleep(every)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
  }
};
