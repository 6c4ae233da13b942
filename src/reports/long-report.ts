import type { Value } from "../../protocol/payloads.ts";
import type { Occasion } from "../../protocol/rooms.ts";
import { itemVersion } from "../item-version.ts";
import { type Item, typeOf } from "../items/index.ts";
import { type Game, standingsOf } from "../verdicts.ts";
import { participantCodes } from "./participants.ts";
import { type Cell, columnsOf, hasPaper, personsOf } from "./persons.ts";
import { teamsIn } from "./team-lines.ts";

/** One seat and one item. Blank (null) where a thing does not exist. */
export interface LongRow {
  workshop: string | null;
  session: string;
  occasion: Occasion | null;
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
  /** The name of the team; missing where the room has none. */
  team?: string | null;
  /** By what an answer came; null without one. Missing where the room has no answers from paper. */
  source?: "phone" | "paper" | null;
  /** The room was a rehearsal; missing where it was none. */
  rehearsal?: 1;
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

/** The columns of these rooms: after the fixed ones those of rooms with teams, with answers from paper, and of rehearsals. */
export const longColumns = (games: readonly Game[]): readonly (keyof LongRow & string)[] => [
  ...LONG_COLUMNS,
  ...(games.some(({ room }) => room.teams) ? (["team"] as const) : []),
  ...(games.some(hasPaper) ? (["source"] as const) : []),
  ...(games.some(({ room }) => room.options.rehearsal) ? (["rehearsal"] as const) : []),
];

/** A response as a cell: ids joined by ";", text, or a number. */
export const valueCell = (value: Value): string | number => (Array.isArray(value) ? value.join(";") : value);

/** The key as a cell, in the form that a response equal to it has. */
const keyCell = (item: Item): string | number => {
  const type = typeOf(item);
  const [only, ...others] = type.key(item);
  if (only === undefined) return "";
  return others.length === 0 ? valueCell(type.normalise(item, only) ?? only) : [only, ...others].join(";");
};

/** Whether nicknames are told; codes are told in any case. */
export interface Naming {
  names: boolean;
}

/** A row for every seat and every closed round, omitted, absent and voided ones included, in join order. */
export function* longRows(game: Game, { names }: Naming = { names: true }): Generator<LongRow> {
  const { room } = game;
  const standings = standingsOf(game);
  const codeOf = participantCodes(game);
  const teams = room.teams && teamsIn(game);
  const paper = hasPaper(game);
  const columns = columnsOf(game);
  const heads = columns.map(({ position, item, type: { scored } }) => ({
    position,
    item,
    scored,
    key: scored ? keyCell(item) : null,
    version: itemVersion(item),
  }));
  for (const { seat, cells } of personsOf(game, columns)) {
    for (const [place, { position, item, scored, key, version }] of heads.entries()) {
      const { status, value, ms, source } = cells[place] as Cell;
      const verdict = standings.get(seat.playerId)?.verdicts[position];
      const credit = verdict?.credit ?? null;
      yield {
        workshop: room.options.workshop?.id ?? null,
        session: room.id,
        occasion: room.options.workshop?.occasion ?? null,
        participant_code: codeOf(seat),
        item_id: item.id,
        item_version: version,
        position,
        type: item.type,
        response: value === null ? null : valueCell(value),
        key,
        correct: credit === null ? null : Number(credit === 1),
        score: credit,
        max_score: scored ? 1 : null,
        status,
        response_time_ms: ms,
        nickname: names ? seat.nickname : "",
        points: credit === null ? null : (verdict?.points ?? 0),
        ...(teams ? { team: teams.get(seat.playerId)?.name ?? null } : {}),
        ...(paper ? { source } : {}),
        ...(room.options.rehearsal ? { rehearsal: 1 as const } : {}),
      };
    }
  }
}
