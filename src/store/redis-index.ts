import type { Outage, Room } from "../room.ts";
import * as keys from "./keys.ts";
import type { RedisClock } from "./redis-clock.ts";
import type { Line } from "./redis-line.ts";
import { readRoom } from "./redis-rooms.ts";
import { script } from "./redis-script.ts";
import { shardOf } from "./shard.ts";
import { OUTAGE_MS, OUTAGES_KEPT, type Store, type StoredRoom } from "./store.ts";

type IndexPart = Pick<Store, "rooms" | "due" | "beat" | "outages">;

const PIN_RENEWAL_MS = 3_600_000;
/** Forgetting when a PIN was renewed costs one early renewal, so the memory of it is simply emptied when large. */
const RENEWALS_KEPT = 10_000;

const beatScript = script("beat");
const beatenScript = script("beaten", "run");
const renewPinScript = script("renew-pin");

/** What Redis knows across rooms: the list, what is due, and the heartbeat, which is kept a room. */
export const redisIndex = (line: Line, { now, fits }: RedisClock): IndexPart => {
  const renewedAt = new Map<string, number>();

  const summary = async (roomId: string, naming: readonly string[]): Promise<StoredRoom | undefined> => {
    const own = keys.roomKeys(roomId);
    const [[doc, beat], taken, removed] = await Promise.all([
      line.run((client) => client.hmget(own.room, "doc", "beat")),
      line.run((client) => client.llen(own.order)),
      line.run((client) => client.scard(own.removed)),
    ]);
    if (typeof doc !== "string" || !naming.some((text) => doc.includes(text))) return undefined;
    return { room: JSON.parse(doc) as Room, seats: taken - removed, beatAt: beat ? Number(beat) : null };
  };

  /** Once an hour a room that is served gets the expiry of its PIN moved, and a PIN that has expired back. */
  const renewPin = async (roomId: string): Promise<void> => {
    const at = now();
    if (at - (renewedAt.get(roomId) ?? Number.NEGATIVE_INFINITY) < PIN_RENEWAL_MS) return;
    const room = await readRoom(line, roomId);
    if (room) {
      await renewPinScript(line, [keys.roomKeys(roomId).room, keys.pinKey(room.pin)], [roomId, keys.PIN_TTL_MS]);
    }
    if (renewedAt.size >= RENEWALS_KEPT) renewedAt.clear();
    renewedAt.set(roomId, at);
  };

  return {
    async rooms(naming = [""]) {
      const ids = await Promise.all(
        keys.everyShard.map((shard) => line.run((client) => client.zrange(keys.roomsKey(shard), "0", "-1"))),
      );
      const found = await Promise.all(ids.flat().map((id) => summary(id, naming)));
      return found
        .filter((entry) => entry !== undefined)
        .sort((a, b) => b.room.createdAt - a.room.createdAt || (a.room.id < b.room.id ? -1 : 1));
    },

    async due(lateMs) {
      const until = String(now() - lateMs);
      const found = await Promise.all(
        keys.everyShard.map((shard) => line.run((client) => client.zrangebyscore(keys.dueKey(shard), "-inf", until))),
      );
      return found.flat();
    },

    async beat(roomIds) {
      const shards = Map.groupBy(new Set(roomIds), shardOf);
      await Promise.all(
        [...shards.values()].map(async (ids) => {
          const pairs = ids.map((id) => [keys.roomKeys(id).room, keys.roomKeys(id).outages] as const);
          const sent = now();
          const at = (await beatScript(line, pairs.flat(), [OUTAGE_MS, OUTAGES_KEPT])) as number;
          if (!(await fits(sent, at))) return;
          await beatenScript(
            line,
            pairs.map(([room]) => room),
            [at],
          );
        }),
      );
      await Promise.all(roomIds.map(renewPin));
    },

    async outages(roomId) {
      const entries = await line.run((client) => client.lrange(keys.roomKeys(roomId).outages, 0, -1));
      return entries.map((entry) => JSON.parse(entry) as Outage);
    },
  };
};
