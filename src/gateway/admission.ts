/** Who may try to join now: a bucket for each address and room, and beside it a door for those who have done some work. */
import { createHash } from "node:crypto";
import { RateLimiterMemory } from "rate-limiter-flexible";
import type { Draw } from "../rooms/draw.ts";
import { networkOf } from "../rooms/guesses.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Store } from "../store/store.ts";
import type { Refuse } from "./dispatch.ts";
import { newPuzzle, solves } from "./puzzle.ts";
import type { PlayerSocket } from "./sockets.ts";
import type { Surges } from "./surges.ts";

/** Joins from one address into one room: so many at once, and as many again every so many seconds. */
const JOINS = { points: 100, duration: 5 };
/** Joins into one room with a solved puzzle, from all addresses. */
const PROVEN = { points: 30, duration: 1 };
/** A page looks before it joins, and again when the person picked was taken. */
const LOOKS = { points: 200, duration: 5 };
/** Joins of one seat of the room that is replayed. */
const RETURNS = { points: 3, duration: 60 };
/** Questions to host, which hosts are shown. */
const ASKS = { points: 10, duration: 10 };
/** Rooms that are opened with no more than another room's token, from one address. */
const OPENINGS = { points: 10, duration: 3600 };
/** Joins that were refused for their number are told of this often at most, ms. */
const CROWDED_MS = 1000;

export interface Admission {
  look(live: LiveRoom, address: string): Promise<Refuse | undefined>;
  /** Somebody of the room that is replayed comes along, by their seat there; false: as anybody else. */
  returns(live: LiveRoom, former: string): Promise<boolean>;
  /** Somebody opens the next room with the token of another one. */
  opens(address: string): Promise<boolean>;
  /** A device asks the room's hosts to let it in. */
  ask(live: LiveRoom, address: string): Promise<Refuse | undefined>;
  /** Undefined: this join may be tried. Otherwise `rate_limited`, with a puzzle whose solution opens the other door. */
  join(
    socket: PlayerSocket,
    live: LiveRoom,
    address: string,
    proof: readonly string[] | undefined,
  ): Promise<Refuse | undefined>;
}

const spends = (limiter: RateLimiterMemory, key: string): Promise<boolean> =>
  limiter.consume(key).then(
    () => true,
    () => false,
  );

/** Hosts of a crowded room hear of it, on whichever node. `now` is a clock in ms that never goes back. */
export const createAdmission = (
  parts: {
    store: Pick<Store, "notify">;
    draw: Pick<Draw, "id">;
    surges: Pick<Surges, "guarded">;
    report: (error: unknown) => void;
  },
  now: () => number = () => performance.now(),
): Admission => {
  const { store, draw, surges, report } = parts;
  /** When the nodes of a room were last told that it is crowded. */
  const toldAt = new WeakMap<LiveRoom, number>();
  const joins = new RateLimiterMemory(JOINS);
  const proven = new RateLimiterMemory(PROVEN);
  const looks = new RateLimiterMemory(LOOKS);
  const asks = new RateLimiterMemory(ASKS);
  const openings = new RateLimiterMemory(OPENINGS);
  const returning = new RateLimiterMemory(RETURNS);
  // Hashed, so that no address is kept in memory longer than it must be.
  const hashed = (name: string) => createHash("sha256").update(name).digest("base64url");
  const keyOf = (live: LiveRoom, address: string) => hashed(`${live.room.id} ${networkOf(address)}`);

  const crowded = (live: LiveRoom) => {
    if (now() - (toldAt.get(live) ?? Number.NEGATIVE_INFINITY) < CROWDED_MS) return;
    toldAt.set(live, now());
    store.notify(live.room.id, JSON.stringify({ kind: "crowded" })).catch(report);
  };

  const puzzleFor = (socket: PlayerSocket, live: LiveRoom) => {
    const { puzzle } = socket.data;
    return puzzle?.roomId === live.room.id && puzzle.until > now() ? puzzle : undefined;
  };

  return {
    look: async (live, address) =>
      (await spends(looks, keyOf(live, address))) ? undefined : { rejected: "rate_limited" },

    opens: (address) => spends(openings, hashed(networkOf(address))),

    returns: (live, former) => spends(returning, `${live.room.id} ${former}`),

    ask: async (live, address) =>
      (await spends(asks, keyOf(live, address))) ? undefined : { rejected: "rate_limited" },

    async join(socket, live, address, answers) {
      const given = puzzleFor(socket, live);
      if (given && answers && solves(given, answers)) {
        // Taken away before the pace is asked: two messages with the same solution spend it once.
        socket.data.puzzle = undefined;
        if (await spends(proven, live.room.id)) return undefined;
        // While others are ahead the solution keeps: nobody works twice for one join.
        socket.data.puzzle ??= given;
        return { rejected: "rate_limited" };
      }
      if (!surges.guarded(live) && (await spends(joins, keyOf(live, address)))) return undefined;
      crowded(live);
      const puzzle = puzzleFor(socket, live) ?? newPuzzle(live.room.id, draw.id(), now());
      socket.data.puzzle = puzzle;
      const { challenge, bits, count } = puzzle;
      return { rejected: "rate_limited", proof: { challenge, bits, count } };
    },
  };
};
