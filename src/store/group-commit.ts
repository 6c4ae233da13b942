import type { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers";
import { StoreFull, StoreUnavailable } from "./store.ts";

/**
 * Runs inside the tick's transaction, and a second time, with nothing of the first left in the file, when another work of
 * the tick throws; what it hands to `after` is called once the transaction is durable.
 */
export type Work<T> = (after: (act: () => void) => void) => T;

export interface GroupCommit {
  /** Queues a synchronous write. Settles only after the commit; when the work throws, only its own changes are undone. */
  write<T>(work: Work<T>): Promise<T>;
  /** Commits what is queued and refuses everything later. */
  close(): void;
}

export interface CommitHooks {
  /** The least time from one commit to the next, ms. */
  apartMs: number;
  /** Inside the transaction, after all queued writes. */
  beforeCommit(): void;
  /** After a durable commit, with the number of writes it held. */
  committed(writes: number): void;
}

interface Queued {
  run(after: (act: () => void) => void): () => void;
  reject(error: unknown): void;
}

/** Result codes that say the file cannot be written now, not that the program is wrong: NOMEM READONLY IOERR CORRUPT FULL CANTOPEN BUSY. */
const PASSING = new Set([5, 7, 8, 10, 11, 13, 14]);

const FULL = 13;

const resultOf = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : undefined;

const isPassing = (error: Error): boolean => {
  const result = resultOf(error);
  if (result !== undefined) return PASSING.has(result);
  // Statements of a closed database.
  return "code" in error && error.code === "ERR_INVALID_STATE";
};

const unavailable = (text: string, cause: unknown): StoreUnavailable =>
  resultOf(cause) === FULL ? new StoreFull(text, { cause }) : new StoreUnavailable(text, { cause });

/** The error as a caller of the store should see it. */
export const storeError = (error: unknown): unknown =>
  error instanceof Error && isPassing(error) ? unavailable("The database file cannot be used now.", error) : error;

/**
 * One transaction for all writes of an event-loop tick, and of the time until the next may begin: a disk flush costs
 * about a millisecond however many writes it covers. A write after a rest waits for nothing. Hardly ever one throws:
 * only then are all of them done again, each in a savepoint of its own.
 */
export const groupCommit = (db: DatabaseSync, hooks: CommitHooks): GroupCommit => {
  const begin = db.prepare("BEGIN IMMEDIATE");
  const savepoint = db.prepare("SAVEPOINT one");
  const undo = db.prepare("ROLLBACK TO one");
  const release = db.prepare("RELEASE one");
  const commit = db.prepare("COMMIT");
  const rollback = db.prepare("ROLLBACK");
  let queue: Queued[] = [];
  let closed = false;
  let begunAt = Number.NEGATIVE_INFINITY;

  const runOne = ({ run, reject }: Queued, acts: (() => void)[]): (() => void) => {
    const own: (() => void)[] = [];
    savepoint.run();
    try {
      const settle = run((act) => void own.push(act));
      release.run();
      acts.push(...own);
      return settle;
    } catch (error) {
      // A full disk may have ended the whole transaction; then nothing of this tick stands.
      if (!db.isTransaction) throw error;
      undo.run();
      release.run();
      return () => reject(storeError(error));
    }
  };

  const runAll = (batch: readonly Queued[], acts: (() => void)[]): (() => void)[] => {
    try {
      return batch.map(({ run }) => run((act) => void acts.push(act)));
    } catch {
      if (db.isTransaction) rollback.run();
      begin.run();
      acts.length = 0;
      return batch.map((queued) => runOne(queued, acts));
    }
  };

  const flush = (): void => {
    const batch = queue;
    queue = [];
    if (batch.length === 0) return;
    begunAt = performance.now();
    const acts: (() => void)[] = [];
    let settles: (() => void)[];
    try {
      begin.run();
      settles = runAll(batch, acts);
      hooks.beforeCommit();
      commit.run();
    } catch (cause) {
      const error = unavailable("The database did not take the write.", cause);
      for (const { reject } of batch) reject(error);
      try {
        if (db.isTransaction) rollback.run();
      } catch {
        // The next tick cannot begin either, and tries this again.
      }
      return;
    }
    for (const settle of settles) settle();
    hooks.committed(batch.length);
    for (const act of acts) setImmediate(act);
  };

  const schedule = (): void => {
    const early = begunAt + hooks.apartMs - performance.now();
    if (early > 0) wait(flush, early);
    else setImmediate(flush);
  };

  return {
    write: (work) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new StoreUnavailable("The store is closed."));
          return;
        }
        if (queue.length === 0) schedule();
        queue.push({
          run(after) {
            const value = work(after);
            return () => resolve(value);
          },
          reject,
        });
      }),
    close() {
      closed = true;
      flush();
    },
  };
};
