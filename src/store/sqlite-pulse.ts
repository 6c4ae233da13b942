import { type Parts, prepareTuples, read, type SeatCounts } from "./sqlite-parts.ts";
import type { Pulse, Store } from "./store.ts";

type HeadRow = [version: number, phase: string, responses: number];
type CountRow = [seats: number, present: number, until: number | null, gone: number, away: number];

/** Rooms whose counts are kept; beyond that they are counted anew. */
const KEPT = 1000;

/** How far a room's round has come, on the embedded store: its seats are counted again only when that may change. */
export const sqlitePulse = ({ db, now, seatCounts }: Parts): Pick<Store, "pulse"> => {
  const head = prepareTuples<HeadRow>(
    db,
    `SELECT version, phase, (SELECT count(*) FROM response WHERE room_id = room.id AND round = room.round)
     FROM room WHERE id = ?`,
  );
  // Few are removed or away, so that hardly any response is looked up.
  const hasResponded =
    "EXISTS (SELECT 1 FROM response WHERE room_id = room.id AND round = room.round AND player_id = seat.player_id)";
  const count = prepareTuples<CountRow>(
    db,
    `SELECT count(*), count(*) FILTER (WHERE removed = 0 AND present_until > ?2),
       min(present_until) FILTER (WHERE removed = 0 AND present_until > ?2),
       count(*) FILTER (WHERE removed = 1 AND ${hasResponded}),
       count(*) FILTER (WHERE removed = 0 AND present_until <= ?2 AND ${hasResponded})
     FROM room JOIN seat ON room_id = id WHERE id = ?1`,
  );

  const countsOf = (roomId: string, version: number): SeatCounts => {
    const at = now();
    const known = seatCounts.get(roomId);
    if (known?.version === version && at < known.until) return known;
    const [seats, present, until, gone, away] = count.one(roomId, at) ?? [0, 0, null, 0, 0];
    const counts = { version, until: until ?? Number.POSITIVE_INFINITY, seats, present, gone, away };
    if (seatCounts.size >= KEPT && !seatCounts.has(roomId)) seatCounts.clear();
    seatCounts.set(roomId, counts);
    return counts;
  };

  return {
    pulse: (roomId) =>
      read((): Pulse | undefined => {
        const row = head.one(roomId);
        if (!row) return undefined;
        const [version, phase, responses] = row;
        const { seats, present, gone, away } = countsOf(roomId, version);
        // Counted from both ends: all responses, less those of seats that are removed or away.
        const responded = responses - gone;
        const complete = phase === "open" && present > 0 && responded - away === present;
        return { version, seats, responded, of: present + away, complete };
      }),
  };
};
