import type { Redis } from "ioredis";
import * as keys from "./keys.ts";
import type { Organiser, OrganiserStore, Session } from "./organisers.ts";
import type { Line } from "./redis-line.ts";
import { script } from "./redis-script.ts";

const { organisers, organiserNames } = keys.LIBRARY;
const putScript = script("put-organiser");
const deleteScript = script("delete-organiser");

/** Goes through without memory left, too: a session is small and expires, and without one nobody could delete rooms. */
const PUT_SESSION = `#!lua flags=allow-oom
return redis.call('SET', KEYS[1], ARGV[1], 'PXAT', ARGV[2], unpack(ARGV, 3))`;

/** `XX`: only where it is there. */
const putSession = (client: Redis, digest: string, next: Session, ...when: "XX"[]): Promise<unknown> =>
  client.eval(PUT_SESSION, 1, keys.sessionKey(digest), JSON.stringify(next), next.until, ...when);

const organiserOf = (entry: string): Organiser => JSON.parse(entry.slice(entry.indexOf("\n") + 1)) as Organiser;

/** Named organisers and sessions on Redis. `now` reads the store's clock (ms). */
export const redisOrganisers = (line: Line, now: () => number): OrganiserStore => {
  const organiser = async (id: string): Promise<Organiser | undefined> => {
    const entry = await line.run((client) => client.hget(organisers, id));
    return entry === null ? undefined : organiserOf(entry);
  };

  return {
    async organisers() {
      const all = (await line.run((client) => client.hvals(organisers))).map(organiserOf);
      return all.sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1));
    },
    organiser,
    async organiserNamed(nameKey) {
      const id = await line.run((client) => client.hget(organiserNames, nameKey));
      return id === null ? undefined : organiser(id);
    },
    async putOrganiser(next) {
      const entry = `${next.version}\n${JSON.stringify(next)}`;
      const args = [next.id, next.version - 1, entry, next.nameKey];
      const done = await putScript(line, [organisers, organiserNames], args);
      return done === 1 ? "done" : done === -1 ? "name-taken" : "stale";
    },
    async deleteOrganiser(id) {
      // Asked beforehand: a deletion that is sent again after a cut finds nothing, though it was the one that deleted.
      const held = await organiser(id);
      if (held) await deleteScript(line, [organisers, organiserNames], [id, held.nameKey]);
      return held !== undefined;
    },
    async putSession(digest, next) {
      await line.confirmed((client) => putSession(client, digest, next));
    },
    async renewSession(digest, next) {
      await line.run((client) => putSession(client, digest, next, "XX"));
    },
    async session(digest) {
      const entry = await line.run((client) => client.get(keys.sessionKey(digest)));
      const found = entry === null ? undefined : (JSON.parse(entry) as Session);
      return found && found.until > now() ? found : undefined;
    },
    async deleteSession(digest) {
      await line.confirmed((client) => client.del(keys.sessionKey(digest)));
    },
  };
};
