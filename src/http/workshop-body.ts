import { z } from "zod";
import { RoomOptions } from "../../protocol/payloads.ts";
import type { Workshop } from "../../protocol/workshops.ts";
import { ItemId } from "../items/item.ts";
import { quizOf } from "../organisers/library.ts";
import type { Store } from "../store/store.ts";
import { refusal } from "./errors.ts";

/** What makes a workshop. The list counts for identity `roster` only; codes may be left out. */
export const WorkshopBody = z.object({
  title: z.string().trim().min(1).max(200),
  quizIds: z.object({ pre: ItemId, post: ItemId }),
  identity: RoomOptions.shape.identity,
  roster: RoomOptions.shape.roster,
});
export type WorkshopBody = z.output<typeof WorkshopBody>;

const chosen = ItemId.nullable().default(null);

/** What replaces one: also the chosen rooms, the pairings, and the version that was read. */
export const WorkshopReplacement = WorkshopBody.extend({
  rooms: z.object({ pre: chosen, post: chosen }).prefault({}),
  pairings: z
    .array(z.object({ pre: ItemId, post: ItemId, same: z.boolean() }))
    .max(10_000)
    .default([]),
  version: z.int().min(1),
});

/**
 * Quizzes and rooms that are named anew must be there, and the same owner's as the workshop; what was deleted since blocks nothing. Throws
 * `quiz_not_found`, `room_not_found`.
 */
export const checkNamed = async (
  store: Store,
  ownerId: string | undefined,
  { quizIds, rooms }: Pick<Workshop, "quizIds"> & Partial<Pick<Workshop, "rooms">>,
  before?: Workshop,
): Promise<void> => {
  const fresh = (named: (string | null)[], known: (string | null)[] = []): string[] => [
    ...new Set(named.filter((id) => id !== null && !known.includes(id)) as string[]),
  ];
  for (const id of fresh(Object.values(quizIds), before && Object.values(before.quizIds))) {
    if (!(await quizOf(store, ownerId, id))) throw refusal("quiz_not_found");
  }
  for (const id of fresh(Object.values(rooms ?? {}), before && Object.values(before.rooms))) {
    const room = await store.room(id);
    if (!room || room.ownerId !== ownerId || room.options.rehearsal) throw refusal("room_not_found");
  }
};
