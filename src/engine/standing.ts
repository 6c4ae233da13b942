/** Where a player stands, alone and with the team. */
import type { Seat } from "../room.ts";
import type { Look } from "./look.ts";

export const standing = ({ standings }: Look, seat: Seat) => {
  const own = standings.get(seat.playerId);
  return { total: own?.total ?? 0, rank: own?.rank ?? standings.size, of: standings.size };
};

/** How the player's team stands among those that have members. */
export const ownTeam = ({ teams, teamStandings = [] }: Look, { playerId }: Seat) => {
  const own = teamStandings.find(({ teamId }) => teamId === teams?.get(playerId)?.id);
  return own ? { team: { name: own.name, total: own.total, rank: own.rank, of: teamStandings.length } } : {};
};
