/** What is erased because it is old: rehearsals after a day, everything after RETENTION_DAYS where they are set. */

import type { Workshop } from "../../protocol/workshops.ts";
import type { Store, StoredRoom } from "../store/store.ts";
import { runs } from "../workshop.ts";
import type { Clock } from "./clock.ts";
import type { Rooms } from "./rooms.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REHEARSAL_MS = DAY_MS;

/** A room has ended, or no node has served it for a day; who sits in it now would be served. */
const isIdle = ({ room, beatAt }: StoredRoom, now: number): boolean =>
  room.phase === "finished" || Math.max(beatAt ?? 0, room.createdAt) < now - DAY_MS;

/** When a room ended, ms; an unfinished one counts from its creation, an imported one at least from its import. */
const endOf = ({ room }: StoredRoom): number => Math.max(room.finishedAt ?? 0, room.createdAt);

/**
 * Erases rehearsals of yesterday, and what is older than `days`: rooms that are not running, with everything of theirs, then
 * workshops untouched for as long of which no room is left. Any node may, at any time. Resolves with how many of each.
 * Throws StoreUnavailable.
 */
const expire = async (
  store: Store,
  rooms: Pick<Rooms, "erase">,
  days: number | undefined,
): Promise<{ rooms: number; workshops: number }> => {
  const now = store.now();
  const before = days === undefined ? Number.NEGATIVE_INFINITY : now - days * DAY_MS;
  const all = await store.rooms();
  const keptFrom = ({ room }: StoredRoom): number =>
    room.options.rehearsal ? Math.max(before, now - REHEARSAL_MS) : before;
  const gone = new Set(all.filter((entry) => endOf(entry) < keptFrom(entry) && isIdle(entry, now)));
  for (const { room } of gone) await rooms.erase(room.id);
  if (days === undefined) return { rooms: gone.size, workshops: 0 };

  const left = all.filter((entry) => !gone.has(entry)).map(({ room }) => room);
  const isOver = (workshop: Workshop): boolean =>
    workshop.updatedAt < before && !left.some((room) => runs(workshop, "pre", room) || runs(workshop, "post", room));
  const over = (await store.workshops()).filter(isOver);
  for (const { id } of over) await store.deleteWorkshop(id);
  return { rooms: gone.size, workshops: over.length };
};

interface RetentionParts {
  store: Store;
  rooms: Pick<Rooms, "erase">;
  clock: Clock;
  /** Undefined: only rehearsals are erased. */
  days: number | undefined;
  /** Told of every round that erased something. */
  erased(counts: { rooms: number; workshops: number }): void;
  failed(error: unknown): void;
}

/** Looks now and every hour; nobody waits for it. The way to stop. */
export const keepRetention = ({ store, rooms, clock, days, erased, failed }: RetentionParts) => {
  const look = async (): Promise<void> => {
    try {
      const counts = await expire(store, rooms, days);
      if (counts.rooms + counts.workshops > 0) erased(counts);
    } catch (error) {
      failed(error);
    }
  };
  void look();
  return clock.every(HOUR_MS, () => void look());
};
