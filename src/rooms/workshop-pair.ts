import type { Occasion } from "../../protocol/rooms.ts";
import type { Workshop } from "../../protocol/workshops.ts";
import type { Room } from "../room.ts";
import type { StoredRoom } from "../store/store.ts";
import { runs } from "../workshop.ts";

type Both<T> = Record<Occasion, T>;
type Chosen = Workshop["rooms"];

const NONE: Chosen = { pre: null, post: null };

/** Of all rooms those of a workshop by occasion, in the order given; chosen ones of other workshops, or of none, too. */
export const occasionsOf = (rooms: readonly StoredRoom[], workshopId: string, chosen: Chosen = NONE) => {
  const of = (occasion: Occasion): StoredRoom[] =>
    rooms.filter(({ room }) => runs({ id: workshopId, rooms: chosen }, occasion, room));
  return { pre: of("pre"), post: of("post") } satisfies Both<StoredRoom[]>;
};

/** When a test began, ms; one that still waits in its lobby: when it was made. */
const begunAt = ({ startedAt, createdAt }: Room): number => startedAt ?? createdAt;

/**
 * When a test was over, ms: its last round was closed, and it has ended or has no further round. Null: it was not held, or
 * not yet to its end; a room that was opened and ended without a question is no test that was held.
 */
const overAt = ({ phase, plan, rounds }: Room): number | null => {
  const closed = rounds.flatMap(({ closedAt }) => closedAt ?? []);
  const asked = rounds.some(({ openedAt, closedAt }) => openedAt !== null && closedAt !== null);
  const over = phase === "finished" || closed.length === plan.length;
  return asked && over ? Math.max(...closed) : null;
};

export const wasHeld = (room: Room): boolean => overAt(room) !== null;

/** Whether a pre-test was held, and was over before this post-test began. */
export const wasOverBefore = (pre: Room, post: Room): boolean => {
  const over = overAt(pre);
  return over !== null && over <= begunAt(post);
};

const latestHeld = (rooms: readonly Room[]): Room | undefined =>
  rooms.filter(wasHeld).toSorted((a, b) => begunAt(b) - begunAt(a))[0];

/**
 * The rooms that are compared: of those of each occasion (newest first) the chosen one, if it is still there, else the one
 * held last, else the newest: a room opened by mistake does not take the place of the test.
 */
export const pairAmong = (found: Both<StoredRoom[]>, chosen: Chosen = NONE): Both<Room | undefined> => {
  const one = (occasion: Occasion): Room | undefined => {
    const rooms = found[occasion].map(({ room }) => room);
    return rooms.find(({ id }) => id === chosen[occasion]) ?? latestHeld(rooms) ?? rooms[0];
  };
  return { pre: one("pre"), post: one("post") };
};

/** The pre-test of a post-test: the chosen one, else of those that were over before it began the one held last. */
export const preOf = (post: Room, found: Both<StoredRoom[]>, chosen: Chosen = NONE): Room | undefined => {
  const rooms = found.pre.map(({ room }) => room).filter(({ id }) => id !== post.id);
  return rooms.find(({ id }) => id === chosen.pre) ?? latestHeld(rooms.filter((pre) => wasOverBefore(pre, post)));
};
