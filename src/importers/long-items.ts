/** The items that the rows of the long form speak of: the library's own, or made again. */
import { itemVersion } from "../item-version.ts";
import type { Quiz } from "../quiz.ts";
import type { Asked } from "./asked.ts";
import type { Wording } from "./codebook.ts";
import type { Faults } from "./faults.ts";
import { idOf } from "./ids.ts";
import type { LongCells } from "./long-rows.ts";
import { type ReadItem, rebuilt } from "./rebuild.ts";

export interface LongItem extends ReadItem {
  voided: boolean;
}

/** Every item of the rows by the id it has there, in the order of play; those that make no sense are named. */
export const longItems = (
  rows: LongCells[],
  { library }: Asked,
  wordings: ReadonlyMap<string, Wording>,
  faults: Faults,
): { items: Map<string, LongItem>; origins: Set<Quiz | undefined> } => {
  const groups = [...Map.groupBy(rows, ({ item }) => item)].filter(([raw]) => raw !== "");
  const place = (position = ""): number => (Number(position) > 0 ? Number(position) : Number.POSITIVE_INFINITY);
  const ordered = groups
    .map(([raw, of]) => ({ raw, of, position: place(of[0]?.position) }))
    .sort((a, b) => (a.position === b.position ? 0 : a.position - b.position));
  const items = new Map<string, LongItem>();
  const origins = new Set<Quiz | undefined>();
  const taken = new Set<string>();
  for (const { raw, of } of ordered) {
    const path = `row ${of[0]?.row}`;
    const id = idOf(raw);
    const version = of[0]?.version ?? "";
    if (of.some((row) => row.version !== version)) {
      faults.tell(path, "versions_several", { item: raw });
    }
    const origin = library.find(({ items }) => items.some((item) => item.id === raw && itemVersion(item) === version));
    const known = origin?.items.find((item) => item.id === raw);
    const responses = of.filter(({ response }) => response !== "");
    const first = (column: "type" | "key") => of.find((row) => row[column] !== "")?.[column] ?? "";
    const read = known
      ? { item: known, ids: new Map<string, string>() }
      : rebuilt({
          id,
          type: first("type").toLowerCase(),
          key: first("key"),
          responses: new Set(responses.map(({ response }) => response)),
          right: new Set(responses.filter(({ correct }) => Number(correct) === 1).map(({ response }) => response)),
          wording: wordings.get(`${raw} ${version}`) ?? wordings.get(raw),
        });
    if (id === "" || taken.has(id)) faults.tell(path, "id_doubtful", { item: raw });
    else if ("fault" in read) faults.tell(path, read.fault, { ...read.params, item: raw, count: of.length });
    else {
      taken.add(id);
      origins.add(origin);
      const voided = of.filter(({ status }) => status.toLowerCase() === "void").length;
      items.set(raw, { ...read, voided: voided > 0 });
      if (voided > 0 && voided < of.length) {
        faults.tell(path, "void_partly", { count: voided, of: of.length, item: raw });
      }
    }
  }
  return { items, origins };
};
