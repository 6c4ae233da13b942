import { randomUUID } from "node:crypto";
import * as keys from "./keys.ts";
import type { Line } from "./redis-line.ts";
import { roomFields } from "./redis-rooms.ts";
import { type Arg, script } from "./redis-script.ts";
import { nameEntry, responseEntry, seatEntry } from "./redis-seats.ts";
import { shardOf } from "./shard.ts";
import { type Store, StoreUnavailable } from "./store.ts";

/** Fields staged at once; each step holds up the live rooms for a millisecond or so. */
const STEP = 500;

const stageScript = script("stage", "run");
const importScript = script("import-room");

/**
 * Rooms that were held elsewhere, on Redis. A large room would hold up everybody for half a second if it came in one
 * message, so its hashes are staged in small steps under keys that expire, and one script makes them a room.
 */
export const redisImport = (line: Line): Pick<Store, "importRoom"> => ({
  async importRoom({ room, quiz, seats, responses }) {
    const shard = shardOf(room.id);
    if (shardOf(room.pin) !== shard) throw new Error("A room's id and its PIN must share a shard.");
    const own = keys.roomKeys(room.id);
    const nonce = randomUUID();
    const moves: string[] = [];
    const stage = async (place: string, entries: [field: string, value: string][]): Promise<void> => {
      if (entries.length === 0) return;
      const staged = keys.stagedKey(room.id, `${nonce}:${moves.length}`);
      moves.push(staged, place);
      for (let from = 0; from < entries.length; from += STEP) {
        const step: Arg[] = entries.slice(from, from + STEP).flat();
        await stageScript(line, [staged], [keys.STAGED_TTL_MS, ...step]);
      }
    };
    const kept = seats.filter((seat) => !seat.removed);
    const removed = seats.filter((seat) => seat.removed);
    const idsOf = (some: typeof seats): string => JSON.stringify(some.map(({ playerId }) => playerId));

    // Codes and attempts are left out: nobody joins a finished room.
    await stage(
      own.seats,
      seats.map((seat) => [seat.playerId, seatEntry(seat)]),
    );
    await stage(
      own.names,
      seats.map((seat) => [seat.playerId, nameEntry(seat.nicknameKey, seat.nickname)]),
    );
    await stage(
      own.nicks,
      kept.map((seat) => [JSON.stringify(seat.nicknameKey), seat.playerId]),
    );
    for (const [round, given] of responses) {
      await stage(
        keys.responsesKey(room.id, round),
        [...given].map(([playerId, response]) => [playerId, responseEntry(response)]),
      );
    }
    const done = await importScript(
      line,
      [own.room, own.quiz, keys.roomsKey(shard), own.order, own.removed, ...moves],
      [room.id, room.createdAt, JSON.stringify(quiz), idsOf(seats), idsOf(removed), ...roomFields(room)],
    );
    if (done !== 1) throw new StoreUnavailable("What was staged of the room has expired.");
  },
});
