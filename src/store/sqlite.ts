import { dirname } from "node:path";
import { embeddedClock } from "./clock.ts";
import { groupCommit } from "./group-commit.ts";
import { diskOf, watchSpace } from "./space.ts";
import { sqliteAmend } from "./sqlite-amend.ts";
import { keepTime } from "./sqlite-clock.ts";
import { sqliteErase } from "./sqlite-erase.ts";
import { sqliteImport } from "./sqlite-import.ts";
import { sqliteLibrary } from "./sqlite-library.ts";
import { sqliteOrganisers } from "./sqlite-organisers.ts";
import { sqliteOutages } from "./sqlite-outages.ts";
import { type Parts, prepare, read } from "./sqlite-parts.ts";
import { sqlitePulse } from "./sqlite-pulse.ts";
import { sqliteRemains } from "./sqlite-remains.ts";
import { sqliteResponses } from "./sqlite-responses.ts";
import { sqliteRooms } from "./sqlite-rooms.ts";
import { openDatabase } from "./sqlite-schema.ts";
import { sqliteSeats } from "./sqlite-seats.ts";
import { sqliteWorkshops } from "./sqlite-workshops.ts";
import type { Store } from "./store.ts";
import { createSubscribers } from "./subscribers.ts";

export interface SqliteOptions {
  /** The database file, created with its folder when missing; ":memory:" keeps nothing. */
  file: string;
  /** Replaces the machine's clock (ms), for tests. */
  now?: () => number;
  /** Gets a sentence when a listener fails, or when traces of what was deleted cannot be cleared yet. */
  warn?: (message: string) => void;
  /** Called after each durable commit with the number of writes it held. */
  committed?: (writes: number) => void;
}

/** A database that is never flushed. */
const MEMORY = ":memory:";
/** The least time from one commit to the next, ms: in a burst they are many, and each costs a flush of the disk. */
const APART_MS = 2;

/**
 * Opens the embedded store: one file, held by this process alone, one durable transaction for all writes of 2 ms.
 * Throws an Error of one sentence when the file is in use or was written by a newer version.
 */
export const openSqlite = ({ file, now: clock, warn = () => {}, committed = () => {} }: SqliteOptions): Store => {
  const db = openDatabase(file);
  const latest = prepare<{ latest: number }>(db, "SELECT latest FROM clock").one()?.latest ?? 0;
  const now = embeddedClock(latest, clock);
  const time = keepTime(db, now);
  const commits = groupCommit(db, {
    apartMs: file === MEMORY ? 0 : APART_MS,
    beforeCommit: time.beforeCommit,
    committed(writes) {
      time.committed();
      committed(writes);
    },
  });
  const subscribers = createSubscribers(warn);
  const stir = (roomId: string) => subscribers.emit(roomId, (listener) => listener.stirred?.());
  const parts: Parts = { db, now, write: commits.write, subscribers, seatCounts: new Map(), stir };
  const { complete, ...responses } = sqliteResponses(parts);
  const workshops = sqliteWorkshops(parts);
  const organisers = sqliteOrganisers(parts);
  const alive = prepare(db, "SELECT 1");
  const erasing = sqliteErase(parts);
  const remains = sqliteRemains(parts, erasing.inTurn, warn);
  const space = watchSpace(() => diskOf(file === MEMORY ? "." : dirname(file)));

  return {
    now,
    tellsAll: true,
    ...sqliteRooms(parts, complete),
    erase: (roomId) => erasing.erase(roomId).then(remains.deleted),
    ...sqliteSeats(parts),
    ...sqliteAmend(parts),
    ...responses,
    ...sqlitePulse(parts),
    ...sqliteOutages(parts),
    ...sqliteLibrary(parts),
    ...workshops,
    deleteWorkshop: async (workshopId) => {
      const deleted = await workshops.deleteWorkshop(workshopId);
      remains.deleted();
      return deleted;
    },
    ...organisers,
    deleteOrganiser: async (id) => {
      const deleted = await organisers.deleteOrganiser(id);
      remains.deleted();
      return deleted;
    },
    ...sqliteImport(parts, erasing),
    subscribe: async (roomId, listener) => {
      const remove = subscribers.add(roomId, listener);
      return () => void remove();
    },
    notify: async (roomId, note) => {
      setImmediate(() => subscribers.emit(roomId, (listener) => listener.noted(note)));
    },
    full: space.full,
    ping: () => read(() => void alive.one()),
    close: async () => {
      if (!db.isOpen) return;
      space.stop();
      commits.close();
      time.close();
      remains.close();
      db.close();
    },
  };
};
