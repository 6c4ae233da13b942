import type { Workshop } from "../../protocol/workshops.ts";
import { type Parts, prepare, read } from "./sqlite-parts.ts";
import type { Store } from "./store.ts";

type WorkshopPart = Pick<Store, "workshops" | "workshop" | "putWorkshop" | "deleteWorkshop">;

/** The workshops of the embedded store. */
export const sqliteWorkshops = ({ db, write }: Parts): WorkshopPart => {
  const list = prepare<{ doc: string }>(db, "SELECT doc FROM workshop ORDER BY created_at DESC, id");
  const one = prepare<{ version: number; doc: string }>(db, "SELECT version, doc FROM workshop WHERE id = ?");
  const put = prepare(db, "INSERT OR REPLACE INTO workshop VALUES (?, ?, ?, ?)");
  const drop = prepare(db, "DELETE FROM workshop WHERE id = ?");

  return {
    workshops: () => read(() => list.all().map(({ doc }) => JSON.parse(doc) as Workshop)),
    workshop: (workshopId) =>
      read(() => {
        const row = one.one(workshopId);
        return row && (JSON.parse(row.doc) as Workshop);
      }),
    putWorkshop: (next) =>
      write(() => {
        const held = one.one(next.id);
        const doc = JSON.stringify(next);
        if (held?.doc === doc) return true;
        if ((held?.version ?? 0) !== next.version - 1) return false;
        put.run(next.id, next.version, next.createdAt, doc);
        return true;
      }),
    deleteWorkshop: (workshopId) => write(() => drop.run(workshopId) > 0),
  };
};
