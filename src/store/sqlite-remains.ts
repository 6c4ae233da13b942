import type { InTurn } from "../turns.ts";
import { type Parts, prepare } from "./sqlite-parts.ts";

/** Time (ms) without a deletion after which the file is rewritten, so that many deletions share one. */
const QUIET_MS = 5_000;
/** An unfinished room that was served this recently (ms) is live; a restarted server finds its rooms so. */
const LIVE_MS = 60_000;

export interface Remains {
  /** After a deletion: empties the log now and rewrites the file when nobody is held up. Never throws. */
  deleted(): void;
  /** Rewrites the file if that is owed, whoever waits. Never throws. */
  close(): void;
}

/**
 * Clears the file of what was deleted. `secure_delete` overwrites a row where it stood, but not the copies that older
 * reorganisations of full pages left in their unused gaps, and no kind of auto_vacuum touches those: it moves pages as
 * they are. Only VACUUM writes the whole file anew, in one turn of about 1 s a 100 MB. So it waits until no room is live,
 * or until the close, when nobody is served any more; the triggers of the schema note in the same transaction as a
 * deletion that it is owed, so that a crash does not forget it.
 */
export const sqliteRemains = (
  { db, now }: Pick<Parts, "db" | "now">,
  inTurn: InTurn,
  warn: (message: string) => void,
): Remains => {
  const owed = prepare(db, "SELECT 1 FROM remains");
  const live = prepare(
    db,
    "SELECT 1 FROM room LEFT JOIN beat ON room_id = id WHERE phase <> 'finished' AND coalesce(at, created_at) > ? LIMIT 1",
  );
  let timer: NodeJS.Timeout | undefined;

  const attempt = (what: string, act: () => void): void => {
    try {
      act();
    } catch (error) {
      warn(`What was deleted is gone, but ${what} failed: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };
  const emptyLog = (): void => db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  const rewrite = (unless: () => boolean): void =>
    attempt("rewriting the file without its traces", () => {
      if (!owed.one() || unless()) return;
      db.exec("VACUUM");
      emptyLog();
      db.exec("DELETE FROM remains");
    });
  const isLive = (): boolean => {
    const found = live.one(now() - LIVE_MS) !== undefined;
    if (found) wait();
    return found;
  };
  const look = async (): Promise<void> => {
    if (db.isOpen) rewrite(isLive);
  };
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void inTurn(look), QUIET_MS).unref();
  };

  rewrite(isLive);
  return {
    deleted: () => {
      if (!db.isOpen) return;
      attempt("emptying the log", emptyLog);
      wait();
    },
    close: () => {
      clearTimeout(timer);
      rewrite(() => false);
    },
  };
};
