/** Storing changes of a workshop, and what its page is drawn from. */

import type { Comparison } from "../../../protocol/comparisons.ts";
import type { Occasion, RoomRow } from "../../../protocol/rooms.ts";
import type { Workshop, WorkshopView } from "../../../protocol/workshops.ts";
import { api, type Reply } from "./api.ts";
import { report, wrong } from "./parts.ts";
import { texts } from "./texts.ts";

export interface WorkshopPageParts {
  view: WorkshopView;
  /** All rooms, for choosing one of elsewhere. */
  rooms: readonly RoomRow[];
  /** The comparison of the pair; undefined while there is none, or why there is none. */
  comparison: Reply<Comparison> | undefined;
  /** Draws the page again, from the server. */
  changed: () => void;
}

/** Finished rooms from elsewhere that may be an occasion of it: those of whoever the workshop is of. */
export const elsewhere = (
  occasion: Occasion,
  { view, rooms }: Pick<WorkshopPageParts, "view" | "rooms">,
): RoomRow[] => {
  const own = new Set(view.rooms[occasion].map(({ id }) => id));
  return rooms.filter(
    ({ id, phase, ownerId }) => phase === "finished" && ownerId === view.workshop.ownerId && !own.has(id),
  );
};

/** Stores changes of a workshop; a version that is no longer the newest is said and read again. */
export const store = async (
  workshop: Workshop,
  changes: Partial<Pick<Workshop, "rooms" | "pairings">>,
  changed: () => void,
  done: string,
): Promise<void> => {
  const { id, title, quizIds, identity, roster, rooms, pairings, version } = workshop;
  const whole = { title, quizIds, identity, roster, rooms, pairings, version };
  const answer = await api.putWorkshop(id, { ...whole, ...changes });
  const stale = !answer.ok && answer.code === "stale_version";
  report(answer.ok ? done : stale ? texts().organiser.workshop.stale : wrong(answer.code));
  // What was chosen on the page and refused does not hold.
  if (answer.ok || answer.code !== "unreachable") changed();
};
