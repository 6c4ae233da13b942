/** What the columns and items of the data files mean, as a table that programs read too. */

import type { Messages } from "../i18n/en.ts";
import { itemVersion } from "../item-version.ts";
import { typeOf } from "../items/index.ts";
import { quizLocale } from "../quiz.ts";
import type { Game } from "../verdicts.ts";
import { csvSlices } from "./csv.ts";
import { longColumns } from "./long-report.ts";
import { columnsOf } from "./persons.ts";

export const CODEBOOK_COLUMNS = [
  "item_id",
  "item_version",
  "wording",
  "type",
  "options",
  "key",
  "tolerance",
  "scale",
  "reverse",
  "seconds",
  "position",
  "position_pre",
  "position_post",
  "column",
  "meaning",
] as const;

export type CodebookRow = Partial<Record<(typeof CODEBOOK_COLUMNS)[number], string | number | null>>;

/** Options and key are JSON, so that any text in them can be told apart: `[{"id":"a","text":"..."}]`, `["a"]`. */
const itemRows = (game: Game): CodebookRow[] => {
  const occasion = game.room.options.workshop?.occasion;
  return columnsOf(game).map(({ item, type, position }) => {
    const options = type.present(item, quizLocale(game.quiz)).options?.map(({ id, text }) => ({ id, text }));
    return {
      item_id: item.id,
      item_version: itemVersion(item),
      wording: item.stem,
      type: item.type,
      options: options ? JSON.stringify(options) : null,
      key: typeOf(item).scored ? JSON.stringify(type.key(item)) : null,
      tolerance: "tolerance" in item ? item.tolerance : null,
      scale: "scale" in item ? item.scale : null,
      reverse: "reverse" in item ? Number(item.reverse) : null,
      seconds: item.seconds,
      [occasion ? (`position_${occasion}` as const) : "position"]: position,
    };
  });
};

/** A row an item (two for one that was changed in between), then a row a column of the long form. */
export const codebook = (games: readonly Game[], { columns }: Messages["sheets"]): CodebookRow[] => {
  const items = new Map<string, CodebookRow>();
  for (const row of games.flatMap(itemRows)) {
    const key = `${row.item_id} ${row.item_version}`;
    items.set(key, { ...items.get(key), ...row });
  }
  return [...items.values(), ...longColumns(games).map((column) => ({ column, meaning: columns[column] }))];
};

export const codebookCsv = (rows: readonly CodebookRow[]): Iterable<string> =>
  csvSlices(
    CODEBOOK_COLUMNS,
    rows.map((row) => CODEBOOK_COLUMNS.map((column) => row[column] ?? null)),
  );
