/** Past rooms from files: what is read, whatever it is, becomes one room's content or the reasons why it cannot. */
import type { Asked, Imported } from "./asked.ts";
import { readCodebook } from "./codebook.ts";
import { readDelimited } from "./delimited.ts";
import { type Faults, faultList } from "./faults.ts";
import { readKahoot } from "./kahoot-report.ts";
import { type Sheet, textOf } from "./kahoot-rows.ts";
import { readLong } from "./long-form.ts";
import { type LongCells, type LongHeader, longHeader } from "./long-rows.ts";
import type { Swallowed } from "./swallowed.ts";

/** A file as its container shows it: text (with the codebook that lay beside it) or the sheets of a workbook. */
export type Source =
  | { kind: "text"; text: string; codebook?: string | undefined }
  | { kind: "sheets"; sheets: Sheet[] };

interface LongTable {
  add(cells: string[], row: number, swallowed?: Swallowed): void;
  end(): { rows: LongCells[]; missing: string[] };
}

const longTable = (faults: Faults): LongTable => {
  let header: LongHeader | undefined;
  const rows: LongCells[] = [];
  return {
    add: (cells, row, swallowed) => {
      if (swallowed) faults.tell(`row ${row}`, "rows_swallowed", { ...swallowed });
      else if (!header) header = longHeader(cells);
      else if (!header.isRepeated(cells)) {
        const read = header.read(cells, row);
        if (read) rows.push(read);
      }
    },
    end: () => ({ rows, missing: header?.missing ?? ["item_id", "response", "participant_code"] }),
  };
};

const fromTable = (table: LongTable, asked: Asked, codebook: string | undefined, faults: Faults): Imported => {
  const { rows, missing } = table.end();
  if (missing.length > 0) {
    if (missing.length >= 3) faults.tell("row 1", "format_unknown");
    else faults.tell("row 1", "columns_missing", { columns: missing.join(", ") });
    return { past: null, faults: faults.all() };
  }
  return readLong(rows, asked, codebook === undefined ? new Map() : readCodebook(codebook), faults);
};

/** Reads a past room. Rows that make no sense are named as faults and left out; never throws for what a file holds. */
export const readPast = (source: Source, asked: Asked): Imported => {
  const faults = faultList();
  const table = longTable(faults);
  if (source.kind === "text") {
    const broken = readDelimited(source.text, table.add);
    if (broken) return { past: null, faults: [broken] };
    return fromTable(table, asked, source.codebook, faults);
  }
  for (const { name, far } of source.sheets)
    if (far) faults.tell(`${name} row ${far.row}`, "cell_far", { column: far.column });
  const kahoot = readKahoot(source.sheets, asked, faults);
  if (kahoot) return kahoot;
  const long = source.sheets.find(({ rows }) => longHeader((rows[0] ?? []).map(textOf)).missing.length === 0);
  for (const [index, cells] of long?.rows.entries() ?? []) table.add(cells.map(textOf), index + 1);
  return fromTable(table, asked, undefined, faults);
};
