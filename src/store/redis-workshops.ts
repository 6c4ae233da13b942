import type { Workshop } from "../../protocol/workshops.ts";
import * as keys from "./keys.ts";
import type { Line } from "./redis-line.ts";
import { script } from "./redis-script.ts";
import type { Store } from "./store.ts";

type WorkshopPart = Pick<Store, "workshops" | "workshop" | "putWorkshop" | "deleteWorkshop">;

const { workshops } = keys.LIBRARY;
const putScript = script("put-workshop");

const workshopOf = (entry: string): Workshop => JSON.parse(entry.slice(entry.indexOf("\n") + 1)) as Workshop;

/** The workshops on Redis. */
export const redisWorkshops = (line: Line): WorkshopPart => ({
  async workshops() {
    const all = (await line.run((client) => client.hvals(workshops))).map(workshopOf);
    return all.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  },
  async workshop(workshopId) {
    const entry = await line.run((client) => client.hget(workshops, workshopId));
    return entry === null ? undefined : workshopOf(entry);
  },
  async putWorkshop(next) {
    const entry = `${next.version}\n${JSON.stringify(next)}`;
    return (await putScript(line, [workshops], [next.id, next.version - 1, entry])) === 1;
  },
  async deleteWorkshop(workshopId) {
    // Asked beforehand: a deletion that is sent again after a cut finds nothing, though it was the one that deleted.
    const there = await line.run((client) => client.hexists(workshops, workshopId));
    await line.confirmed((client) => client.hdel(workshops, workshopId));
    return there === 1;
  },
});
