/** Rooms that very many join at once: their hosts are asked whether to pause the joins, and who came then may go again. */
import type { JoinsSurgingOf } from "../../protocol/pushes.ts";
import type { RosterPlayerOf } from "../../protocol/snapshots.ts";
import type { LiveRoom } from "../rooms/live-room.ts";

/** More than 15 a second for three seconds. */
const WINDOW_MS = 3000;
const MANY = 45;
/** Fewer than this in the window: the surge is over. */
const FEW = 15;
/** A surge that is over is still told to hosts who come back, ms. */
const KEPT_MS = 10 * 60_000;
/** After the last join that was refused for its number a room that its host has locked is guarded this long, ms. */
const GUARDED_MS = 60_000;

interface Watched {
  /** When the last of them joined, ms of the store. */
  recent: number[];
  surge?: JoinsSurgingOf;
  /** Joins were refused for their number, ms of the store. */
  crowdedAt: number;
  /** Joins were refused shortly before the host locked the room, or while it was locked. */
  guarded: boolean;
}

export interface Surges {
  /** Seats that are new to this node. */
  joined(live: LiveRoom, players: readonly RosterPlayerOf[]): void;
  /** A node of the room refused joins for their number. */
  crowded(live: LiveRoom): void;
  /** The room has a newer version. */
  changed(live: LiveRoom): void;
  /** Once a second: ends surges, and tells hosts what has changed. */
  tick(): void;
  /** The surge of a room that a host should know of. */
  of(live: LiveRoom): JoinsSurgingOf | undefined;
  /** Its host has paused the joins of a flood, which has not ceased: when they are open again, nobody joins without work. */
  guarded(live: LiveRoom): boolean;
}

/** `now` is the store's clock, ms; `tell` reaches the hosts of the room on this node. */
export const createSurges = (now: () => number, tell: (live: LiveRoom, surge: JoinsSurgingOf) => void): Surges => {
  const rooms = new Map<LiveRoom, Watched>();

  const watched = (live: LiveRoom): Watched => {
    const known = rooms.get(live) ?? { recent: [], crowdedAt: Number.NEGATIVE_INFINITY, guarded: false };
    rooms.set(live, known);
    return known;
  };
  /** Counts anew who joined since then and is still there. */
  const count = (live: LiveRoom, surge: JoinsSurgingOf): JoinsSurgingOf => {
    const { since } = surge;
    let [count, until] = [0, since];
    for (const { joinedAt, removed } of live.roster.seats) {
      if (joinedAt < since || removed) continue;
      count++;
      until = Math.max(until, joinedAt);
    }
    return { ...surge, count, until };
  };
  const isFlooded = (room: Watched): boolean => now() - room.crowdedAt < GUARDED_MS;
  const put = (live: LiveRoom, room: Watched, surge: JoinsSurgingOf) => {
    const { surge: before } = room;
    room.surge = surge;
    const same = before && before.since === surge.since && before.count === surge.count && before.over === surge.over;
    if (!same) tell(live, surge);
  };
  /** Told at once: the next tick may be a second away. */
  const begin = (live: LiveRoom, room: Watched, since: number) => {
    if (!room.surge || room.surge.over) put(live, room, count(live, { since, until: since, count: 0, over: false }));
  };

  return {
    joined(live, players) {
      if (players.length === 0) return;
      const room = watched(live);
      const from = now() - WINDOW_MS;
      const times = players.map(({ playerId }) => live.roster.byId(playerId)?.joinedAt ?? 0);
      room.recent = [...room.recent, ...times].filter((time) => time > from);
      if (room.recent.length > MANY) begin(live, room, Math.min(...room.recent));
    },
    crowded(live) {
      const room = watched(live);
      room.crowdedAt = now();
      if (live.room.locked) room.guarded = true;
      // Who emptied the bucket came before, and perhaps has not been read here yet.
      begin(live, room, now() - WINDOW_MS);
    },
    tick() {
      const from = now() - WINDOW_MS;
      for (const [live, room] of rooms) {
        room.recent = room.recent.filter((time) => time > from);
        const { surge } = room;
        if (surge) {
          const over = surge.over || (room.recent.length < FEW && room.crowdedAt < from);
          put(live, room, { ...count(live, surge), over });
        }
        const stale = !surge || (surge.over && Math.max(surge.until, room.crowdedAt) < now() - KEPT_MS);
        if (live.ended || (room.recent.length === 0 && stale)) rooms.delete(live);
      }
    },
    of: (live) => rooms.get(live)?.surge,
    changed(live) {
      const room = rooms.get(live);
      if (room && live.room.locked && isFlooded(room)) room.guarded = true;
    },
    guarded(live) {
      const room = rooms.get(live);
      if (!room?.guarded) return false;
      room.guarded = isFlooded(room);
      return room.guarded;
    },
  };
};
