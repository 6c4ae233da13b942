import type { Organiser, OrganiserStore, Session } from "./organisers.ts";
import { type Parts, prepare, read } from "./sqlite-parts.ts";

/** Named organisers and sessions of the embedded store. */
export const sqliteOrganisers = ({ db, now, write }: Parts): OrganiserStore => {
  const list = prepare<{ doc: string }>(db, "SELECT doc FROM organiser ORDER BY name_key");
  const one = prepare<{ version: number; doc: string }>(db, "SELECT version, doc FROM organiser WHERE id = ?");
  const named = prepare<{ id: string; doc: string }>(db, "SELECT id, doc FROM organiser WHERE name_key = ?");
  const put = prepare(db, "INSERT OR REPLACE INTO organiser VALUES (?, ?, ?, ?)");
  const drop = prepare(db, "DELETE FROM organiser WHERE id = ?");
  const putSession = prepare(db, "INSERT OR REPLACE INTO session VALUES (?, ?, ?)");
  const renew = prepare(db, "UPDATE session SET until = ?2, doc = ?3 WHERE digest = ?1");
  const session = prepare<{ doc: string }>(db, "SELECT doc FROM session WHERE digest = ? AND until > ?");
  const dropSession = prepare(db, "DELETE FROM session WHERE digest = ?");
  const dropEnded = prepare(db, "DELETE FROM session WHERE until <= ?");

  const parsed = <T>(row: { doc: string } | undefined): T | undefined => row && (JSON.parse(row.doc) as T);

  return {
    organisers: () => read(() => list.all().map(({ doc }) => JSON.parse(doc) as Organiser)),
    organiser: (id) => read(() => parsed<Organiser>(one.one(id))),
    organiserNamed: (nameKey) => read(() => parsed<Organiser>(named.one(nameKey))),
    putOrganiser: (next) =>
      write(() => {
        const held = one.one(next.id);
        const doc = JSON.stringify(next);
        if (held?.doc === doc) return "done";
        if ((named.one(next.nameKey)?.id ?? next.id) !== next.id) return "name-taken";
        if ((held?.version ?? 0) !== next.version - 1) return "stale";
        put.run(next.id, next.version, next.nameKey, doc);
        return "done";
      }),
    deleteOrganiser: (id) => write(() => drop.run(id) > 0),
    putSession: (digest, next) =>
      write(() => {
        dropEnded.run(now());
        putSession.run(digest, next.until, JSON.stringify(next));
      }),
    renewSession: (digest, next) => write(() => void renew.run(digest, next.until, JSON.stringify(next))),
    session: (digest) => read(() => parsed<Session>(session.one(digest, now()))),
    deleteSession: (digest) => write(() => void dropSession.run(digest)),
  };
};
