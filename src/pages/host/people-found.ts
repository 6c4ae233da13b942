/** Everybody in the people panel, in one order, and who of them is looked for. No drawing. */
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { folded } from "../shared/folded.ts";

interface Crowd {
  /** Whose name has every word that is sought in it, whatever the case and accents, by the alphabet. */
  found(sought: string): RosterPlayerOf[];
  /** Somebody new, or as they are now. Who is renamed keeps the place. */
  put(player: RosterPlayerOf): void;
  drop(playerId: string): void;
}

export const createCrowd = (first: readonly RosterPlayerOf[], language: string): Crowd => {
  const { compare } = new Intl.Collator(language, { numeric: true });
  let entries: { name: string; player: RosterPlayerOf }[] = [];
  const byId = new Map<string, (typeof entries)[number]>();
  let sorted = true;

  const put = (player: RosterPlayerOf) => {
    const known = byId.get(player.playerId);
    if (known) {
      known.player = player;
      return;
    }
    const entry = { name: player.nickname, player };
    byId.set(player.playerId, entry);
    entries.push(entry);
    sorted = false;
  };
  for (const player of first) put(player);

  return {
    found: (sought) => {
      if (!sorted) entries.sort((a, b) => compare(a.name, b.name));
      sorted = true;
      const words = folded(sought.trim()).split(/\s+/);
      return entries.flatMap(({ player }) => {
        const name = folded(player.nickname);
        return words.every((word) => name.includes(word)) ? [player] : [];
      });
    },
    put,
    drop: (playerId) => {
      if (byId.delete(playerId)) entries = entries.filter(({ player }) => player.playerId !== playerId);
    },
  };
};
