import type { RoomLine } from "../../protocol/rooms.ts";
import { identityOf } from "../room.ts";
import { type Game, seatsOf } from "../verdicts.ts";

/** The head of a report. */
export const roomLine = (game: Game): RoomLine => {
  const { id, quizId, title, options, phase, createdAt, startedAt, finishedAt, language, imported } = game.room;
  return {
    id,
    quizId,
    title,
    scoring: options.scoring,
    phase,
    createdAt,
    startedAt,
    finishedAt,
    players: seatsOf(game).length,
    identity: identityOf(game.room),
    language,
    workshop: options.workshop ?? null,
    imported: imported ?? false,
    ...(options.rehearsal ? { rehearsal: true as const } : {}),
  };
};
