import type { Options } from "../../protocol/payloads.ts";
import { type Game, seatsOf } from "../verdicts.ts";

/** A room as reports name it. Times are ms since 1970. */
export interface RoomLine {
  id: string;
  quizId: string;
  title: string;
  scoring: string;
  phase: string;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  /** Seats, removed ones not counted. */
  players: number;
  identity: Options["identity"];
  language: string;
  workshop: { id: string; occasion: "pre" | "post" } | null;
  /** It was held elsewhere and read from a file. */
  imported: boolean;
}

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
    // Rooms of before there was a choice were coded.
    identity: options.identity ?? "coded",
    language,
    workshop: options.workshop ?? null,
    imported: imported ?? false,
  };
};
