/** The people of a room as its host's screens show them. */
import type { RosterPlayerOf } from "../../protocol/snapshots.ts";
import type { Room, Seat, Team } from "../room.ts";
import { type Game, seatsOf } from "../verdicts.ts";

/** Up to so many seats the host's screen shows a light for each. */
const LIGHTS = 200;

/** Whether the host's screen has a light for each of so many seats. */
export const hasLights = (seats: number): boolean => seats <= LIGHTS;

const teamField = (team: Team | undefined) => (team ? { team: team.id } : {});

/** A seat as the roster shows it. */
export const rosterPlayer = (
  seat: Seat,
  present: ReadonlySet<string>,
  paper: Room["paper"],
  teams?: ReadonlyMap<string, Team>,
): RosterPlayerOf => ({
  playerId: seat.playerId,
  nickname: seat.nickname,
  present: present.has(seat.playerId),
  ...teamField(teams?.get(seat.playerId)),
  ...(paper?.includes(seat.playerId) ? { paper: true as const } : {}),
});

interface Lit {
  game: Game;
  present: ReadonlySet<string>;
  answered: ReadonlySet<string>;
}

/** A light per seat; that somebody has answered is not what they answered. */
export const lights = ({ game, present, answered }: Lit) => {
  const seats = seatsOf(game);
  if (!hasLights(seats.length)) return {};
  return {
    players: seats.map((seat) => rosterPlayer(seat, present, game.room.paper)),
    answered: seats.flatMap(({ playerId }) => (answered.has(playerId) ? [playerId] : [])),
  };
};
