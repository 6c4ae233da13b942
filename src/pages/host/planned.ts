/** What the organiser page asks for in the address: a room of a quiz, as one test of a workshop. */
import type { Occasion } from "../../../protocol/rooms.ts";

export interface Planned {
  quizId: string;
  /** Null: the quiz alone. */
  workshop: { id: string; occasion: Occasion } | null;
}

const ID = /^[A-Za-z0-9_-]{1,64}$/;
const OCCASIONS: readonly Occasion[] = ["pre", "post"];

/** Reads `#new=QUIZID&workshop=ID&occasion=pre|post`; null when the address asks for nothing. */
export const plannedRoom = (hash: string): Planned | null => {
  const asked = new URLSearchParams(hash.replace(/^#/, ""));
  const id = (name: string) => ID.exec(asked.get(name) ?? "")?.[0];
  const quizId = id("new");
  if (quizId === undefined) return null;
  const workshopId = id("workshop");
  const occasion = OCCASIONS.find((each) => each === asked.get("occasion"));
  return { quizId, workshop: workshopId && occasion ? { id: workshopId, occasion } : null };
};
