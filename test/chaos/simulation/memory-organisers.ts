/** Named organisers and sessions of the store in memory. */
import type { Organiser, Session } from "../../../src/store/organisers.ts";
import type { MemoryCore } from "./memory-store.ts";

type Part = Pick<
  MemoryCore,
  | "organisers"
  | "organiser"
  | "organiserNamed"
  | "putOrganiser"
  | "deleteOrganiser"
  | "putSession"
  | "renewSession"
  | "session"
  | "deleteSession"
  | "leftovers"
>;

export const memoryOrganisers = (now: () => number): Part => {
  const organisers = new Map<string, Organiser>();
  const sessions = new Map<string, Session>();
  const named = (nameKey: string) => [...organisers.values()].find((each) => each.nameKey === nameKey);

  return {
    organisers: () => [...organisers.values()].sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1)),
    organiser: (id) => organisers.get(id),
    organiserNamed: named,
    putOrganiser(next) {
      const before = organisers.get(next.id);
      if (before && JSON.stringify(before) === JSON.stringify(next)) return "done";
      if ((named(next.nameKey)?.id ?? next.id) !== next.id) return "name-taken";
      if ((before?.version ?? 0) !== next.version - 1) return "stale";
      organisers.set(next.id, structuredClone(next));
      return "done";
    },
    deleteOrganiser: (id) => organisers.delete(id),
    putSession(digest, next) {
      for (const [each, { until }] of sessions) if (until <= now()) sessions.delete(each);
      sessions.set(digest, structuredClone(next));
    },
    renewSession(digest, next) {
      if (sessions.has(digest)) sessions.set(digest, structuredClone(next));
    },
    session(digest) {
      const found = sessions.get(digest);
      return found && found.until > now() ? found : undefined;
    },
    deleteSession: (digest) => void sessions.delete(digest),
    leftovers: (text) => (JSON.stringify([[...organisers], [...sessions]]).includes(text) ? ["organisers"] : []),
  };
};
