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

/** The rooms that are compared: of those of each occasion (newest first) the chosen one, if it is still there, else the latest. */
export const pairAmong = (found: Both<StoredRoom[]>, chosen?: Workshop["rooms"]): Both<Room | undefined> => {
  const one = (occasion: Occasion): Room | undefined =>
    (found[occasion].find(({ room }) => room.id === chosen?.[occasion]) ?? found[occasion][0])?.room;
  return { pre: one("pre"), post: one("post") };
};

/** The pair of a workshop, stored or not. Throws StoreUnavailable. */
export const pairOf = async (store: Store, workshopId: string): Promise<Both<Room | undefined>> => {
  const [workshop, rooms] = await Promise.all([store.workshop(workshopId), store.rooms()]);
  return pairAmong(occasionsOf(rooms, workshopId, workshop?.rooms), workshop?.rooms);
};
