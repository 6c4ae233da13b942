/** What makes a room an occasion of a workshop. */
import type { Occasion } from "../protocol/rooms.ts";
import type { Workshop } from "../protocol/workshops.ts";
import type { Room } from "./room.ts";

/** Whether a room is an occasion of a workshop: it was created for it, or the organiser has chosen it. A rehearsal never is. */
export const runs = ({ id, rooms }: Pick<Workshop, "id" | "rooms">, occasion: Occasion, room: Room): boolean =>
  !room.options.rehearsal &&
  (rooms[occasion] === room.id || (room.options.workshop?.id === id && room.options.workshop.occasion === occasion));
