import type { Room } from "../room.ts";
import type { Store, StoredRoom } from "../store/store.ts";
import type { Occasion, Workshop } from "../workshop.ts";

type Both<T> = Record<Occasion, T>;

/** Of all rooms those of a workshop by occasion, in the order given; chosen ones of other workshops, or of none, too. */
export const occasionsOf = (rooms: readonly StoredRoom[], workshopId: string, chosen?: Workshop["rooms"]) => {
  const of = (occasion: Occasion): StoredRoom[] =>
    rooms.filter(({ room: { id, options } }) => {
      const own = options.workshop?.id === workshopId && options.workshop.occasion === occasion;
      return own || chosen?.[occasion] === id;
    });
  return { pre: of("pre"), post: of("post") } satisfies Both<StoredRoom[]>;
};

/** A room that was opened and ended without a question is no test that was held. */
export const wasHeld = (room: Room): boolean =>
  room.phase === "finished" && room.rounds.some(({ openedAt, closedAt }) => openedAt !== null && closedAt !== null);

/**
 * The rooms that are compared: of those of each occasion (newest first) the chosen one, if it is still there, else the latest
 * that was held, else the latest: a room opened by mistake does not take the place of the test.
 */
export const pairAmong = (found: Both<StoredRoom[]>, chosen?: Workshop["rooms"]): Both<Room | undefined> => {
  const one = (occasion: Occasion): Room | undefined =>
    (
      found[occasion].find(({ room }) => room.id === chosen?.[occasion]) ??
      found[occasion].find(({ room }) => wasHeld(room)) ??
      found[occasion][0]
    )?.room;
  return { pre: one("pre"), post: one("post") };
};

/**
 * The pair of a workshop, stored or not. `before` (ms): pre-tests that were begun later are not among them, for they have
 * their own post-test to wait for. Throws StoreUnavailable.
 */
export const pairOf = async (
  store: Store,
  workshopId: string,
  before = Number.POSITIVE_INFINITY,
): Promise<Both<Room | undefined>> => {
  const [workshop, rooms] = await Promise.all([store.workshop(workshopId), store.rooms()]);
  const found = occasionsOf(rooms, workshopId, workshop?.rooms);
  const pre = found.pre.filter(({ room }) => room.createdAt <= before);
  return pairAmong({ ...found, pre }, workshop?.rooms);
};
