/** By what people are told apart in files, and the file that says who they are. */
import type { Seat } from "../room.ts";
import { teamModeOf } from "../teams.ts";
import { type Game, seatsOf } from "../verdicts.ts";
import { teamsIn } from "./team-lines.ts";

/** A person's code; where the room keeps none, `anon-001` in join order, which says nothing in another room. */
export const participantCodes = ({ seats }: Pick<Game, "seats">): ((seat: Pick<Seat, "playerId">) => string) => {
  const codes = new Map(
    seats.map(({ playerId, code }, index) => [playerId, code || `anon-${String(index + 1).padStart(3, "0")}`]),
  );
  return ({ playerId }) => codes.get(playerId) ?? "";
};

/** The columns of who bears which code; in a room with teams also who is in which. */
export const codeColumns = ({ room }: Pick<Game, "room">): string[] => [
  "code",
  "nickname",
  "person",
  ...(room.teams ? ["team"] : []),
];

/** Who bears which code: everybody in the room, then the people of its list who did not come. Nobody where there are no codes. */
export const codeRows = (game: Game): string[][] => {
  const { roster = [], teams } = game.room;
  const bySeat = teamsIn(game);
  const inTeam = (name = "") => (teams ? [name] : []);
  const seats = seatsOf(game);
  const came = new Set(seats.map(({ personId }) => personId));
  const person = (id: string | null) => roster.find((entry) => entry.id === id)?.name ?? "";
  return [
    ...seats
      .filter(({ code }) => code !== "")
      .map(({ playerId, code, nickname, personId }) => [
        code,
        nickname,
        person(personId ?? null),
        ...inTeam(bySeat.get(playerId)?.name),
      ]),
    ...roster
      .filter(({ id }) => !came.has(id))
      .map(({ code, name, team }) => [code, "", name, ...inTeam(teamModeOf(game.room) === "list" ? team : undefined)]),
  ];
};
