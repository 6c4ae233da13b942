/** Which moments of a phone have a sound. */
import type { SoundName } from "../shared/sounds.ts";
import type { Play } from "./state.ts";

/** What the phone has to tell by ear now; null: nothing. */
export const cueOf = ({ snapshot, reply }: Pick<Play, "snapshot" | "reply">): SoundName | null => {
  if (snapshot?.phase === "open") return reply?.status === "sent" ? "sent" : null;
  if (snapshot?.phase !== "reveal" || !snapshot.verdict?.answered) return null;
  const { correct } = snapshot.verdict;
  return correct === null ? null : correct ? "right" : "wrong";
};
