import type { Who } from "../../protocol/sessions.ts";
import type { Store } from "../store/store.ts";
import { mayUse, ownerOf } from "../who.ts";

/** Whose a new room is: its workshop's, so that the two stay together, else of whoever makes it. Throws StoreUnavailable. */
export const roomOwner = async (
  store: Store,
  who: Who,
  workshopId: string | undefined,
): Promise<string | undefined> => {
  const workshop = workshopId === undefined ? undefined : await store.workshop(workshopId);
  return workshop && mayUse(who, workshop) ? workshop.ownerId : ownerOf(who);
};
