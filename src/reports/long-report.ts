import type { Value } from "../../protocol/payloads.ts";
import { type Item, typeOf } from "../items/index.ts";
import { attendanceOf, elapsedOf, type Game, itemOf, limitOf, seatsOf, standingsOf } from "../verdicts.ts";
import { itemVersion } from "./item-version.ts";

/** One seat and one item. Blank (null) where a thing does not exist. */
export interface LongRow {
  workshop: string | null;
  session: string;
  occasion: "pre" | "post" | null;
  participant_code: string;
  item_id: string;
  item_version: string;
  position: number;
  type: string;
  /** Option ids joined by ";", text, or a number: a number stays one, so that a sheet reads it as such. */
  response: string | number | null;
  key: string | number | null;
  /** 1 for full credit, else 0. */
  correct: number | null;
  /** Credit, 0..1. */
  score: number | null;
  max_score: number | null;
  status: "answered" | "omitted" | "absent" | "void";
  response_time_ms: number | null;
  nickname: string;
  points: number | null;
}

export const LONG_COLUMNS = [
  "workshop",
  "session",
  "occasion",
  "participant_code",
  "item_id",
  "item_version",
  "position",
  "type",
  "response",
  "key",
  "correct",
  "score",
  "max_score",
  "status",
  "response_time_ms",
  "nickname",
  "points",
] as const satisfies readonly (keyof LongRow)[];

const cell = (value: Value): string | number => (Array.isArray(value) ? value.join(";") : value);

/** The key as a cell, in the form that a response equal to it has. */
const keyCell = (item: Item): string | number => {
  const type = typeOf(item);
  const [only, ...others] = type.key(item);
  if (only === undefined) return "";
  return others.length === 0 ? cell(type.normalise(item, only) ?? only) : [only, ...others].join(";");
};

/** A row for every seat and every closed round, omitted, absent and voided ones included, in join order. */
export const longReport = (game: Game): LongRow[] => {
  const { room } = game;
  const standings = standingsOf(game);
  const closed = room.rounds.flatMap((round, index) => {
    const item = itemOf(game, index + 1);
    return item && round.closedAt !== null ? [{ number: index + 1, round, item, type: typeOf(item) }] : [];
  });
  return seatsOf(game).flatMap((seat) =>
    closed.map(({ number, round, item, type }): LongRow => {
      const response = game.responses.get(number)?.get(seat.playerId);
      const verdict = standings.get(seat.playerId)?.verdicts.get(number);
      const credit = verdict?.credit ?? null;
      const status = round.voided ? "void" : attendanceOf(round, seat, response);
      return {
        workshop: room.options.workshop?.id ?? null,
        session: room.id,
        occasion: room.options.workshop?.occasion ?? null,
        participant_code: seat.code,
        item_id: item.id,
        item_version: itemVersion(item),
        position: number,
        type: item.type,
        response: response ? cell(response.value) : null,
        key: type.scored ? keyCell(item) : null,
        correct: credit === null ? null : Number(credit === 1),
        score: credit,
        max_score: type.scored ? 1 : null,
        status,
        response_time_ms: response ? elapsedOf(round, response, limitOf(item)) : null,
        nickname: seat.nickname,
        points: credit === null ? null : (verdict?.points ?? 0),
      };
    }),
  );
};
