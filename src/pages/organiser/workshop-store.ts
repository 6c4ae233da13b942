/** Storing changes of a workshop, and what its page is drawn from. */

import type { Comparison } from "../../../protocol/comparisons.ts";
import type { RoomRow } from "../../../protocol/rooms.ts";
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

/** Stores changes of a workshop; a version that is no longer the newest is said and read again. */
export const store = async (
  workshop: Workshop,
  changes: Partial<Pick<Workshop, "rooms" | "pairings">>,
  changed: () => void,
  done: string,
): Promise<void> => {
  const { id, title, quizIds, identity, roster, rooms, pairings, version } = workshop;
  const people = roster.map(({ name, code }) => ({ name, code }));
  const answer = await api.putWorkshop(id, {
    title,
    quizIds,
    identity,
    roster: people,
    rooms,
    pairings,
    version,
    ...changes,
  });
  const stale = !answer.ok && answer.code === "stale_version";
  report(answer.ok ? done : stale ? texts().organiser.workshop.stale : wrong(answer.code));
  if (answer.ok || stale) changed();
};
