import type { TeamLine } from "../../protocol/reports.ts";
import { teamStandings, teamsBySeat } from "../teams.ts";
import { type Game, standingsOf } from "../verdicts.ts";
import type { Analysis } from "./analysis.ts";
import { scoresOf } from "./persons.ts";
import { mean, sumOf } from "./stats/descriptive.ts";
import { lift } from "./stats/stat.ts";
import { reasons } from "./why.ts";

/** Whose team is which, of a game: playerId -> team. */
export const teamsIn = ({ room, seats }: Pick<Game, "room" | "seats">) => teamsBySeat(room, seats);

/** The teams of a room, each with its score in the game and how much its members had right; null where there are none. */
export const teamLines = (game: Game, { persons, counting }: Analysis): TeamLine[] | null => {
  const { teams } = game.room;
  if (!teams) return null;
  const bySeat = teamsIn(game);
  const standings = teamStandings(game.room, bySeat, standingsOf(game));
  return teams.map(({ id, name }) => {
    const standing = standings.find(({ teamId }) => teamId === id);
    const scores = persons.flatMap((person) =>
      bySeat.get(person.seat.playerId)?.id === id ? [scoresOf(person, counting)] : [],
    );
    const complete = scores.filter((own) => own !== null);
    const { why, number } = reasons();
    const percent = lift((right) => (100 * right) / counting.length, mean(complete.map(sumOf)));
    return {
      id,
      name,
      n: scores.length,
      nComplete: complete.length,
      meanTotal: number("meanTotal", standing?.total ?? "nobody"),
      meanPercentCorrect: number("meanPercentCorrect", counting.length === 0 ? "not_scored" : percent),
      why,
    };
  });
};
