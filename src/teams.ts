/** Who plays for which team, and how the teams stand. All of it is derived. */
import type { Options } from "../protocol/payloads.ts";
import type { RosterEntry } from "../protocol/workshops.ts";
import { parseNickname } from "./nickname.ts";
import type { Rejection, Room, Seat, Team, TeamMode } from "./room.ts";
import { rankOf } from "./scoring.ts";

export interface TeamStanding {
  teamId: string;
  name: string;
  /** The mean of its members' totals, not rounded. */
  total: number;
  /** 1-based; ties share it. */
  rank: number;
  members: number;
}

/** The most teams of a room. */
export const MOST_TEAMS = 40;

/**
 * The teams of a new room, by the names that were given or those of its list, with ids of their own; undefined: it has none. Rejects a
 * name as a nickname is rejected, and a list without teams or with too many as `invalid_payload`.
 */
export const teamsFrom = (asked: Options["teams"], roster: readonly RosterEntry[]): Team[] | Rejection | undefined => {
  if (!asked) return undefined;
  const listed = () => new Set(roster.flatMap(({ team }) => team ?? []));
  const names = [...(asked.mode === "list" ? listed() : asked.names)];
  if (names.length === 0 || names.length > MOST_TEAMS) return { rejected: "invalid_payload" };
  const keys = new Set<string>();
  const teams: Team[] = [];
  for (const [index, name] of names.entries()) {
    const parsed = parseNickname(name);
    if ("rejected" in parsed) return parsed;
    if (keys.has(parsed.key)) return { rejected: "nickname_taken" };
    keys.add(parsed.key);
    teams.push({ id: `t${index + 1}`, name: parsed.nickname });
  }
  return teams;
};

/** How people come into the teams of a room; undefined: it has none. */
export const teamModeOf = ({ teams, options }: Room): TeamMode | undefined => teams && options.teams?.mode;

/**
 * The team of a seat that stands at `place` (from 0) in the order of joining, removed seats counted: where the host has put
 * it, else as it was chosen, dealt in turn, or listed. Undefined: none, as for somebody who is not on the list.
 */
export const teamOf = (room: Room, seat: Pick<Seat, "playerId" | "team" | "personId">, place: number) => {
  const { teams = [], moved = {}, roster = [] } = room;
  const byId = (id: string | null | undefined): Team | undefined => teams.find((team) => team.id === id);
  const put = byId(moved[seat.playerId]);
  if (put) return put;
  const mode = teamModeOf(room);
  if (mode === "dealt") return teams[place % teams.length];
  if (mode === "chosen") return byId(seat.team);
  const person = seat.personId === null ? undefined : roster.find(({ id }) => id === seat.personId);
  return person?.team === undefined ? undefined : teams.find(({ name }) => name === person.team);
};

/** playerId -> team, of the seats that are not removed; `seats` are all of the room, in join order. */
export const teamsBySeat = (room: Room, seats: readonly Seat[]): ReadonlyMap<string, Team> =>
  new Map(
    seats.flatMap((seat, place): [string, Team][] => {
      const team = room.teams && !seat.removed ? teamOf(room, seat, place) : undefined;
      return team ? [[seat.playerId, team]] : [];
    }),
  );

/** The teams that have members, the best first; equal ones in the order of the room. `totals`: by playerId. */
export const teamStandings = (
  { teams = [] }: Room,
  bySeat: ReadonlyMap<string, Team>,
  totals: ReadonlyMap<string, { total: number }>,
): TeamStanding[] => {
  const sums = new Map(teams.map(({ id }) => [id, { sum: 0, members: 0 }]));
  for (const [playerId, { id }] of bySeat) {
    const of = sums.get(id);
    if (!of) continue;
    of.members++;
    of.sum += totals.get(playerId)?.total ?? 0;
  }
  const rows = teams.flatMap(({ id, name }) => {
    const { sum, members } = sums.get(id) ?? { sum: 0, members: 0 };
    return members === 0 ? [] : [{ teamId: id, name, total: sum / members, members }];
  });
  const ranks = rankOf(rows.map(({ total }) => total));
  return rows.map((row, index) => ({ ...row, rank: ranks[index] ?? rows.length })).sort((a, b) => a.rank - b.rank);
};
