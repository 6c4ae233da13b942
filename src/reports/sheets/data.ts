import type { Messages } from "../../i18n/en.ts";
import { type Game, seatsOf } from "../../verdicts.ts";
import { CODEBOOK_COLUMNS, type CodebookRow, codebook } from "../codebook.ts";
import { type LongRow, longColumns, longRows, type Naming } from "../long-report.ts";
import { MOST_ROWS, type Sheet } from "../xlsx-sheet.ts";
import { type Column, table } from "./table.ts";

const WIDTHS: Partial<Record<keyof LongRow, number>> = { session: 22, participant_code: 17, type: 15, nickname: 22 };

function* together(games: readonly Game[], naming: Naming): Generator<LongRow> {
  for (const game of games) yield* longRows(game, naming);
}

/** The long form under its own column names; one sentence when no sheet can hold it. */
export const dataSheet = (games: readonly Game[], naming: Naming, { sheets }: Messages): Sheet => {
  const size = games.reduce((sum, game) => sum + seatsOf(game).length * game.room.rounds.length, 0);
  if (size >= MOST_ROWS)
    return { name: sheets.names.data, widths: [90], rows: [[{ value: sheets.summary.tooLong, style: "strong" }]] };
  const columns = longColumns(games).map(
    (name): Column<LongRow> => ({
      head: name,
      width: WIDTHS[name] ?? 12,
      style: "number",
      of: (row) => row[name] ?? null,
    }),
  );
  return table(sheets.names.data, columns, together(games, naming));
};

const WIDE = ["wording", "options", "meaning"];

/** What the items, the columns of the data and the figures of the other sheets are. */
export const dictionarySheet = (games: readonly Game[], { sheets }: Messages): Sheet => {
  const columns = CODEBOOK_COLUMNS.map(
    (name): Column<CodebookRow> => ({
      head: sheets.codebook[name],
      width: WIDE.includes(name) ? 50 : 13,
      style: WIDE.includes(name) ? "wrapped" : "number",
      of: (row) => row[name] ?? null,
    }),
  );
  const terms = (Object.keys(sheets.terms) as (keyof typeof sheets.terms)[]).map(
    (term): CodebookRow => ({ column: sheets.head[term], meaning: sheets.terms[term] }),
  );
  return table(sheets.names.dictionary, columns, [...codebook(games, sheets), ...terms]);
};
