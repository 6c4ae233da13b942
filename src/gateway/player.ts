import type { ErrorCode } from "../../protocol/errors.ts";
import type { PlayerAnswers } from "../../protocol/events.ts";
import type { PLAYER_EVENTS } from "../../protocol/payloads.ts";
import type { PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { isPretest } from "../engine/look.ts";
import { parseNickname } from "../nickname.ts";
import { identityOf, type Response, type Seat } from "../room.ts";
import { type Draw, parseCode, roomOfToken } from "../rooms/draw.ts";
import type { Guesses } from "../rooms/guesses.ts";
import { identify, lookAt } from "../rooms/identify.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { joinRoom, submitResponse } from "../rooms/seats.ts";
import type { Store } from "../store/store.ts";
import { createTurnsBy } from "../turns.ts";
import type { Admission } from "./admission.ts";
import type { Handlers, Refuse } from "./dispatch.ts";
import type { Seating } from "./seating.ts";
import type { PlayerSocket } from "./sockets.ts";

export interface PlayerParts {
  store: Store;
  rooms: Rooms;
  draw: Draw;
  seating: Seating;
  capacity: number;
  admission: Admission;
  guesses: { pins: Guesses; keys: Guesses };
  address(socket: PlayerSocket): string;
  /** Of the socket's connection, ms; undefined: not measured yet. */
  roundTrip(socket: PlayerSocket): number | undefined;
  report(error: unknown): void;
}

/** A seat this young was taken by the join that is being answered, ms. */
const NEW_MS = 2000;

const receiptOf = (round: number, { attempt, receivedAt }: Response) => ({ round, attempt, receivedAt });

type PlayerHandlers = Handlers<typeof PLAYER_EVENTS, PlayerAnswers, [PlayerSocket]>;

/**
 * Handlers of all players' sockets: there are thousands, so none has handlers of its own. Who the player is comes from
 * the socket's seat, never from a payload.
 */
export const playerHandlers = (parts: PlayerParts): PlayerHandlers => {
  const { store, rooms, seating, admission, guesses } = parts;

  const snapshotOf = async (live: LiveRoom, seat: Seat) => {
    const responded = await live.hasResponded(seat.playerId);
    // The seat as it is by now: it may have been renamed meanwhile.
    return live.playerSnapshot(live.roster.byId(seat.playerId) ?? seat, responded);
  };

  /** The screen of a socket in its seat; what keeps the seat from it, also when it was removed while the screen was made. */
  const seated = async (
    socket: PlayerSocket,
    live: LiveRoom,
    seat: Seat,
    again = false,
  ): Promise<Refuse | { snapshot: PlayerSnapshotOf }> => {
    const refused = await seating.seat(socket, live, seat, again);
    if (refused) return { rejected: refused };
    const snapshot = await snapshotOf(live, seat);
    return live.roster.byId(seat.playerId)?.removed ? { rejected: "removed" } : { snapshot };
  };

  const wrong = (socket: PlayerSocket, which: Guesses, rejected: ErrorCode): Refuse =>
    which.wrong(parts.address(socket)) ? { rejected: "rate_limited" } : { rejected };

  /** Who brings a code and no name that could be one has the name of the seat that bears the code. */
  const named = async <Said extends { nickname: string; code?: string | undefined }>(live: LiveRoom, said: Said) => {
    const code = said.code === undefined ? undefined : parseCode(said.code);
    if (code === undefined || !("rejected" in parseNickname(said.nickname))) return said;
    await live.readNewSeats();
    const bearer = live.roster.seats.find((seat) => seat.code === code);
    return bearer ? { ...said, nickname: bearer.nickname } : said;
  };

  /** What somebody keeps of their seat in the room that this one is a replay of: its name, and the team of the same name. */
  const formerSeat = async ({ room }: LiveRoom, from: string) => {
    const before = await rooms.get(room.replayOf ?? "");
    if (before && !before.roster.byToken(from)) await before.readNewSeats();
    const seat = before?.roster.byToken(from);
    if (!before || !seat || seat.removed) return undefined;
    const { playerId, nickname } = seat;
    // A name that was drawn would tell who it was.
    const anonymous = [room, before.room].some((each) => identityOf(each) === "anonymous");
    const team = room.teams?.find(({ name }) => name === before.teams.get(playerId)?.name)?.id;
    return { playerId, nickname: anonymous ? undefined : nickname, ...(team === undefined ? {} : { team }) };
  };

  /** A finished room is there only for whoever was in before its end: to others its PIN is as wrong as any. */
  const admits = async (live: LiveRoom, attempt: string | undefined): Promise<boolean> => {
    if (live.room.phase !== "finished") return true;
    await live.readNewSeats();
    return live.roster.seats.some((seat) => seat.attempt !== null && seat.attempt === attempt);
  };

  const handlers: PlayerHandlers = {
    async "room:look"({ pin }, socket) {
      const live = await rooms.byPin(pin);
      if (!live) return wrong(socket, guesses.pins, "room_not_found");
      return (await admission.look(live, parts.address(socket))) ?? lookAt(live);
    },

    async "room:join"({ pin, proof, from, ...said }, socket) {
      // Whoever was in before the end, and lost the answer, still gets it.
      const live = await rooms.byPin(pin, { released: said.attempt !== undefined });
      // The PIN of the next game may be another room's by now.
      const strange = from !== undefined && roomOfToken(from) !== live?.room.replayOf;
      if (!live || strange || !(await admits(live, said.attempt))) return wrong(socket, guesses.pins, "room_not_found");
      // Before anything is looked up: a refusal, too, may tell whether somebody bears a code.
      const before = from === undefined ? undefined : await formerSeat(live, from);
      const known = before !== undefined && (await admission.returns(live, before.playerId));
      const refused = known ? undefined : await admission.join(socket, live, parts.address(socket), proof);
      if (refused) return refused;
      const kept = before?.team === undefined ? {} : { team: before.team };
      const joining = identify(live.room, await named(live, { ...kept, ...said }), before?.nickname);
      if ("rejected" in joining) return joining;
      const joined = await joinRoom(parts, live, joining);
      if ("rejected" in joined) return joined;
      const { seat } = joined;
      // One that asks for its seat again has guessed nothing.
      if (store.now() - seat.joinedAt < NEW_MS) guesses.pins.right(parts.address(socket));
      // A screen with ranks must know of the newcomer, and one with their team their place in the order of joining.
      if (live.room.teams || ["reveal", "leaderboard"].includes(live.room.phase)) await live.readJoined();
      const taken = await seated(socket, live, seat);
      if ("rejected" in taken) return taken;
      const { playerId, token, code, nickname } = seat;
      return { playerId, token, code, nickname, snapshot: taken.snapshot };
    },

    async "room:resume"({ token, again }, socket) {
      const live = await rooms.byToken(token);
      if (!live) return { rejected: "room_not_found" };
      // A seat taken a moment ago on another node may not have been read here yet.
      if (!live.roster.byToken(token)) await live.readNewSeats();
      const seat = live.roster.byToken(token);
      if (!seat) return wrong(socket, guesses.keys, "unauthorized");
      if (seat.removed) return { rejected: "removed" };
      const taken = await seated(socket, live, seat, again);
      if ("rejected" in taken) return taken;
      const { playerId, code, nickname } = seat;
      const total = isPretest(live.room) ? 0 : (live.standings.get(playerId)?.total ?? 0);
      return { playerId, code, nickname, total, snapshot: taken.snapshot };
    },

    async "response:submit"({ round, attempt, value, elapsedMs }, socket) {
      const receivedAt = store.now();
      const { seated } = socket.data;
      if (!seated) return { rejected: "not_joined" };
      const { live, seat } = seated;
      const submission = { round, attempt, value, elapsedMs, receivedAt, roundTripMs: parts.roundTrip(socket) };
      const submitted = await submitResponse(store, live, seat.playerId, submission);
      if ("rejected" in submitted) {
        const { rejected, response } = submitted;
        return { rejected, ...(response ? { receipt: receiptOf(round, response) } : {}) };
      }
      if (submitted.complete) live.command({ kind: "all-responded", round }).catch(parts.report);
      return { receipt: receiptOf(round, submitted.response) };
    },

    async "room:sync"({ version }, socket) {
      const { seated } = socket.data;
      if (!seated) return { rejected: "not_joined" };
      if (version > seated.live.room.version) await seated.live.refresh();
      return { snapshot: await snapshotOf(seated.live, seated.seat) };
    },

    "clock:probe": () => ({ now: store.now() }),

    async "room:leave"(_, socket) {
      const { seated } = socket.data;
      if (!seated) return { rejected: "not_joined" };
      seating.unseat(socket);
      await store.present(seated.live.room.id, [seated.seat.playerId], 0);
      return {};
    },
  };
  /** The order in which a socket takes and leaves seats. */
  const inTurn = createTurnsBy<PlayerSocket>();

  // A join that was repeated and is served late never puts the socket into another seat than the one asked for last.
  return {
    ...handlers,
    "room:join": (payload, socket) => inTurn(socket, () => handlers["room:join"](payload, socket)),
    "room:resume": (payload, socket) => inTurn(socket, () => handlers["room:resume"](payload, socket)),
    "room:leave": (payload, socket) => inTurn(socket, () => handlers["room:leave"](payload, socket)),
  };
};
