/** The teams of a room that was held elsewhere. */
import { parseNickname } from "../nickname.ts";
import type { Team } from "../room.ts";
import { MOST_TEAMS } from "../teams.ts";

export interface PastTeams {
  /** In the order of the file; empty: none. */
  teams: Team[];
  /** The id of the team that a name of the file means; null: none. */
  idOf(name: string): string | null;
}

/** Teams of the names that people have in a file, equal ones once, as written first. What cannot be a name is none, and so are all beyond 40. */
export const pastTeams = (names: Iterable<string>): PastTeams => {
  const byKey = new Map<string, Team>();
  const keyOf = (name: string): string => {
    const parsed = parseNickname(name);
    return "key" in parsed ? parsed.key : "";
  };
  for (const name of new Set(names)) {
    const parsed = parseNickname(name);
    if ("rejected" in parsed || byKey.has(parsed.key) || byKey.size === MOST_TEAMS) continue;
    byKey.set(parsed.key, { id: `t${byKey.size + 1}`, name: parsed.nickname });
  }
  return { teams: [...byKey.values()], idOf: (name) => byKey.get(keyOf(name))?.id ?? null };
};
