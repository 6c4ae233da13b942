/** By what people are told apart in files, and the file that says who they are. */
import type { Seat } from "../room.ts";
import { type Game, seatsOf } from "../verdicts.ts";

/** A person's code; where the room keeps none, `anon-001` in join order, which says nothing in another room. */
export const participantCodes = ({ seats }: Pick<Game, "seats">): ((seat: Pick<Seat, "playerId">) => string) => {
  const codes = new Map(
    seats.map(({ playerId, code }, index) => [playerId, code || `anon-${String(index + 1).padStart(3, "0")}`]),
  );
  return ({ playerId }) => codes.get(playerId) ?? "";
};

export const CODE_COLUMNS = ["code", "nickname", "person"] as const;

/** Who bears which code: everybody in the room, then the people of its list who did not come. Nobody where there are no codes. */
export const codeRows = (game: Game): string[][] => {
  const { roster = [] } = game.room;
  const seats = seatsOf(game);
  const came = new Set(seats.map(({ personId }) => personId));
  const person = (id: string | null) => roster.find((entry) => entry.id === id)?.name ?? "";
  return [
    ...seats
      .filter(({ code }) => code !== "")
      .map(({ code, nickname, personId }) => [code, nickname, person(personId ?? null)]),
    ...roster.filter(({ id }) => !came.has(id)).map(({ code, name }) => [code, "", name]),
  ];
};
