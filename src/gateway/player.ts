import { createHash } from "node:crypto";
import type { RateLimiterMemory } from "rate-limiter-flexible";
import type { PlayerAnswers } from "../../protocol/events.ts";
import type { PLAYER_EVENTS } from "../../protocol/payloads.ts";
import { isPretest } from "../engine/look.ts";
import { parseNickname } from "../nickname.ts";
import type { Response, Seat } from "../room.ts";
import { type Draw, parseCode } from "../rooms/draw.ts";
import { identify, lookAt } from "../rooms/identify.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { joinRoom, submitResponse } from "../rooms/seats.ts";
import type { Store } from "../store/store.ts";
import type { Handlers } from "./dispatch.ts";
import { roundTripOf } from "./round-trip.ts";
import type { Seating } from "./seating.ts";
import type { PlayerSocket } from "./sockets.ts";

export interface PlayerParts {
  store: Store;
  rooms: Rooms;
  draw: Draw;
  seating: Seating;
  capacity: number;
  /** Joins, and looks, that an address may make of a room in a burst. */
  joins: RateLimiterMemory;
  looks: RateLimiterMemory;
  address(socket: PlayerSocket): string;
  report(error: unknown): void;
}

const receiptOf = (round: number, { attempt, receivedAt }: Response) => ({ round, attempt, receivedAt });

/** Handlers of one player's socket. Who the player is comes from the socket's seat, never from a payload. */
export const playerHandlers = (
  socket: PlayerSocket,
  parts: PlayerParts,
): Handlers<typeof PLAYER_EVENTS, PlayerAnswers> => {
  const { store, rooms, seating } = parts;

  const snapshotOf = async (live: LiveRoom, seat: Seat) =>
    live.playerSnapshot(seat, await live.hasResponded(seat.playerId));

  const limited = async (limiter: RateLimiterMemory, live: LiveRoom): Promise<boolean> => {
    // Hashed, so that no address is kept in memory longer than it must be.
    const key = createHash("sha256")
      .update(`${live.room.id} ${parts.address(socket)}`)
      .digest("base64url");
    return limiter.consume(key).then(
      () => false,
      () => true,
    );
  };

  /** Who brings a code and no name that could be one has the name of the seat that bears the code. */
  const named = async <Said extends { nickname: string; code?: string | undefined }>(live: LiveRoom, said: Said) => {
    const code = said.code === undefined ? undefined : parseCode(said.code);
    if (code === undefined || !("rejected" in parseNickname(said.nickname))) return said;
    await live.readNewSeats();
    const bearer = live.roster.seats.find((seat) => seat.code === code);
    return bearer ? { ...said, nickname: bearer.nickname } : said;
  };

  return {
    async "room:look"({ pin }) {
      const live = await rooms.byPin(pin);
      if (!live) return { rejected: "room_not_found" };
      return (await limited(parts.looks, live)) ? { rejected: "rate_limited" } : lookAt(live);
    },

    async "room:join"({ pin, ...said }) {
      // Whoever was in before the end, and lost the answer, still gets it.
      const live = await rooms.byPin(pin, { released: said.attempt !== undefined });
      if (!live) return { rejected: "room_not_found" };
      // Before anything is looked up: a refusal, too, may tell whether somebody bears a code.
      if (await limited(parts.joins, live)) return { rejected: "rate_limited" };
      const joining = identify(live.room, await named(live, said));
      if ("rejected" in joining) return joining;
      const joined = await joinRoom(parts, live, joining);
      if ("rejected" in joined) return joined;
      const { seat } = joined;
      await seating.seat(socket, live, seat);
      // A screen with ranks must know of the newcomer.
      if (["reveal", "leaderboard"].includes(live.room.phase)) await live.readNewSeats();
      return {
        playerId: seat.playerId,
        token: seat.token,
        code: seat.code,
        nickname: seat.nickname,
        snapshot: await snapshotOf(live, seat),
      };
    },

    async "room:resume"({ token }) {
      const live = await rooms.byToken(token);
      if (!live) return { rejected: "room_not_found" };
      // A seat taken a moment ago on another node may not have been read here yet.
      if (!live.roster.byToken(token)) await live.readNewSeats();
      const seat = live.roster.byToken(token);
      if (!seat) return { rejected: "unauthorized" };
      if (seat.removed) return { rejected: "removed" };
      await seating.seat(socket, live, seat);
      const { playerId, code, nickname } = seat;
      const total = isPretest(live.room) ? 0 : (live.standings.get(playerId)?.total ?? 0);
      return { playerId, code, nickname, total, snapshot: await snapshotOf(live, seat) };
    },

    async "response:submit"({ round, attempt, value, elapsedMs }) {
      const receivedAt = store.now();
      const { seated } = socket.data;
      if (!seated) return { rejected: "not_joined" };
      const { live, seat } = seated;
      const submission = { round, attempt, value, elapsedMs, receivedAt, roundTripMs: roundTripOf(socket) };
      const submitted = await submitResponse(store, live, seat.playerId, submission);
      if ("rejected" in submitted) {
        const { rejected, response } = submitted;
        return { rejected, ...(response ? { receipt: receiptOf(round, response) } : {}) };
      }
      if (submitted.complete) live.command({ kind: "all-responded", round }).catch(parts.report);
      return { receipt: receiptOf(round, submitted.response) };
    },

    async "room:sync"({ version }) {
      const { seated } = socket.data;
      if (!seated) return { rejected: "not_joined" };
      if (version > seated.live.room.version) await seated.live.refresh();
      const seat = seated.live.roster.byId(seated.seat.playerId) ?? seated.seat;
      return { snapshot: await snapshotOf(seated.live, seat) };
    },

    "clock:probe": () => ({ now: store.now() }),

    async "room:leave"() {
      const { seated } = socket.data;
      if (!seated) return { rejected: "not_joined" };
      seating.unseat(socket);
      await store.present(seated.live.room.id, [seated.seat.playerId], 0);
      return {};
    },
  };
};
