import type { DatabaseSync } from "node:sqlite";
import { prepare } from "./sqlite-parts.ts";

/** How far ahead of the clock a commit writes the time (ms), so that the next ones need not: less than a restart takes. */
const AHEAD_MS = 100;

/**
 * Keeps a time in the file that nothing stored is later than, so that the clock does not go back when the machine's was
 * set back. `beforeCommit` and `committed` belong to each commit; `close` writes the time as it is.
 */
export const keepTime = (db: DatabaseSync, now: () => number) => {
  const keep = prepare(db, "UPDATE clock SET latest = ?");
  let written = Number.NEGATIVE_INFINITY;
  let kept = written;
  return {
    beforeCommit() {
      if (now() <= kept) return;
      written = now() + AHEAD_MS;
      keep.run(written);
    },
    committed() {
      kept = written;
    },
    close() {
      try {
        keep.run(now());
      } catch {
        // A file that cannot be written now holds a time that is a little ahead, which is as good.
      }
    },
  };
};
