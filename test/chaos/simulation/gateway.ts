/** What stands for src/gateway on a node: the same calls into the rooms, over sockets that are plain objects. */
import { type HostPayload, type PlayerPayload, RoomOptions } from "../../../protocol/payloads.ts";
import { RETELL_MS, Seating, type Taken } from "../../../src/gateway/seating.ts";
import type { PlayerSocket } from "../../../src/gateway/sockets.ts";
import type { Command, Rejection, Response, Seat } from "../../../src/room.ts";
import type { Clock } from "../../../src/rooms/clock.ts";
import type { Draw } from "../../../src/rooms/draw.ts";
import { identify } from "../../../src/rooms/identify.ts";
import type { LiveRoom } from "../../../src/rooms/live-room.ts";
import { Rooms } from "../../../src/rooms/rooms.ts";
import { joinRoom, submitResponse } from "../../../src/rooms/seats.ts";
import { type Store, StoreUnavailable } from "../../../src/store/store.ts";
import { createTurns, type InTurn } from "../../../src/turns.ts";
import type { Ledger } from "./invariants.ts";
import type { Answered } from "./link.ts";

const CAPACITY = 60;
export const ADDRESSES = { joinUrl: "join", reportUrl: "report" };

type Push = (event: string, payload: unknown) => void;

/** A socket: what Seating and the handlers use of Socket.IO's. */
export interface Wire {
  kind: "player" | "host";
  id: string;
  connected: boolean;
  /** Undefined: not measured. */
  roundTripMs: number | undefined;
  conn: object;
  /** Joins and resumes of one socket are done in the order they came. */
  inTurn: InTurn;
  data: { seated?: PlayerSocket["data"]["seated"]; screen: string; turn: number; live?: LiveRoom | undefined };
  emit: Push;
  join(): void;
  leave(): void;
}

interface Payloads {
  player: { [Name in "room:join" | "room:resume" | "response:submit" | "room:sync"]: PlayerPayload<Name> };
  host: { [Name in "room:create" | "room:attach"]: HostPayload<Name> } & { command: Command };
}
type Answering<Payload> = (wire: Wire, payload: Payload) => Promise<object | Rejection>;
type Handlers<Kind extends keyof Payloads> = { [Name in keyof Payloads[Kind]]: Answering<Payloads[Kind][Name]> };

export interface Gateway {
  rooms: Rooms;
  accept(kind: Wire["kind"], page: { screen: string; turn: number }, push: Push): Wire;
  handle(wire: Wire, event: string, payload: object): Promise<Answered>;
  /** The connection has ended; `silent`: its pings were not answered. */
  gone(wire: Wire, silent: boolean): void;
}

const asSocket = (wire: Wire) => wire as unknown as PlayerSocket;
const receiptOf = (round: number, { attempt, receivedAt }: Response) => ({ round, attempt, receivedAt });

export const createGateway = (store: Store, clock: Clock, draw: Draw, ledger: Ledger): Gateway => {
  const seating = new Seating(store, { seated() {} });
  const hosts = new Set<Wire>();
  const report = (error: unknown) => {
    if (!(error instanceof StoreUnavailable)) ledger.fail("I14", `a node failed: ${(error as Error).stack}`);
  };
  const hostsOf = (live: LiveRoom) => [...hosts].filter(({ data }) => data.live === live);
  // The seat as it is by now: it may have been renamed while something was awaited.
  const show = (live: LiveRoom, seat: Seat, responded?: boolean) =>
    live.playerSnapshot(live.roster.byId(seat.playerId) ?? seat, responded);

  const rooms = new Rooms({
    store,
    clock,
    draw,
    report,
    publish: {
      changed(live) {
        for (const wire of hostsOf(live)) wire.emit("snapshot", live.hostSnapshot(ADDRESSES));
        for (const socket of [...seating.of(live.room.id).values()]) {
          const { seated } = socket.data;
          if (seated) socket.emit("snapshot", show(live, seated.seat));
        }
      },
      counted(live, counted) {
        for (const wire of hostsOf(live)) wire.emit("responses:counted", counted);
      },
      roster(live, delta) {
        for (const wire of hostsOf(live)) wire.emit("roster:changed", delta);
      },
      removed(live, playerIds) {
        for (const playerId of playerIds) {
          const socket = seating.of(live.room.id).get(playerId);
          if (socket) seating.dismiss(socket, "removed");
        }
      },
      noted(live, text) {
        const { seats } = JSON.parse(text) as { seats: Taken[] };
        for (const taken of seats) seating.replace(live.room.id, taken).catch(report);
      },
      away(away) {
        for (const wire of hosts) wire.emit("store:away", { away });
      },
      erased(live) {
        ledger.fail("I8", "a room is gone that nobody erased");
        rooms.forget(live);
      },
    },
  });

  const bind = (wire: Wire, live: LiveRoom): void => {
    unbind(wire);
    if (!wire.connected) return;
    live.hosts++;
    wire.data.live = live;
    hosts.add(wire);
  };
  const unbind = (wire: Wire): void => {
    if (wire.data.live) wire.data.live.hosts--;
    wire.data.live = undefined;
    hosts.delete(wire);
  };
  const snapshotOf = async (live: LiveRoom, seat: Seat) => show(live, seat, await live.hasResponded(seat.playerId));
  const seated = async (wire: Wire, live: LiveRoom, seat: Seat, again = false) => {
    const refused = await seating.seat(asSocket(wire), live, seat, again);
    if (refused) return { rejected: refused };
    const snapshot = await snapshotOf(live, seat);
    return live.roster.byId(seat.playerId)?.removed ? { rejected: "removed" as const } : { snapshot };
  };

  const player: Handlers<"player"> = {
    async "room:join"(wire, { pin, ...said }) {
      const live = await rooms.byPin(pin, { released: true });
      if (!live) return { rejected: "room_not_found" };
      const joining = identify(live.room, said);
      if ("rejected" in joining) return joining;
      const joined = await joinRoom({ store, draw, capacity: CAPACITY }, live, joining);
      if ("rejected" in joined) return joined;
      const { seat } = joined;
      if (["reveal", "leaderboard"].includes(live.room.phase)) await live.readNewSeats();
      const { playerId, token, code } = seat;
      const taken = await seated(wire, live, seat);
      return "rejected" in taken ? taken : { playerId, token, code, ...taken };
    },
    async "room:resume"(wire, { token, again }) {
      const live = await rooms.byToken(token);
      if (!live) return { rejected: "room_not_found" };
      if (!live.roster.byToken(token)) await live.readNewSeats();
      const seat = live.roster.byToken(token);
      if (!seat) return { rejected: "unauthorized" };
      if (seat.removed) return { rejected: "removed" };
      const taken = await seated(wire, live, seat, again);
      return "rejected" in taken ? taken : { playerId: seat.playerId, code: seat.code, ...taken };
    },
    async "response:submit"(wire, { round, attempt, value, elapsedMs }) {
      const receivedAt = store.now();
      const { seated } = wire.data;
      if (!seated) return { rejected: "not_joined" };
      const { live, seat } = seated;
      const submission = { round, attempt, value, elapsedMs, receivedAt, roundTripMs: wire.roundTripMs };
      const submitted = await submitResponse(store, live, seat.playerId, submission);
      if ("rejected" in submitted) {
        const { rejected, response } = submitted;
        return { rejected, ...(response ? { receipt: receiptOf(round, response) } : {}) };
      }
      if (submitted.complete) live.command({ kind: "all-responded", round }).catch(report);
      return { receipt: receiptOf(round, submitted.response) };
    },
    async "room:sync"(wire, { version }) {
      const { seated } = wire.data;
      if (!seated) return { rejected: "not_joined" };
      if (version > seated.live.room.version) await seated.live.refresh();
      return { snapshot: await snapshotOf(seated.live, seated.seat) };
    },
  };

  const host: Handlers<"host"> = {
    async "room:create"(wire, { quizId, options, attempt }) {
      const known = { id: attempt ?? "", body: "body" };
      const quiz = await store.quiz(quizId ?? "");
      if (!quiz) return { rejected: "quiz_not_found" };
      const created = (await rooms.created(known)) ?? (await rooms.create(quiz, RoomOptions.parse(options), known));
      if ("rejected" in created) return created;
      const live = await rooms.get(created.room.id);
      if (!live) return { rejected: "room_not_found" };
      bind(wire, live);
      const { id: roomId, pin, token } = created.room;
      return { roomId, pin, token, snapshot: live.hostSnapshot(ADDRESSES) };
    },
    async "room:attach"(wire, { token }) {
      const live = await rooms.byToken(token ?? "");
      if (!live || token !== live.room.token) return { rejected: "unauthorized" };
      bind(wire, live);
      return { snapshot: live.hostSnapshot(ADDRESSES) };
    },
    async command({ data: { live } }, command) {
      if (!live) return { rejected: "unauthorized" };
      return live.ended ? { rejected: "room_not_found" } : live.command(command);
    },
  };

  clock.every(RETELL_MS, () => void seating.retell().catch(report));
  let opened = 0;
  return {
    rooms,
    accept(kind, { screen, turn }, push) {
      const emit: Push = (event, payload) => {
        ledger.pushed(kind, event, payload);
        push(event, payload);
      };
      // As random as Socket.IO's: which of two is the larger says nothing.
      const id = `${draw.id()}-${++opened}`;
      return {
        kind,
        id,
        connected: true,
        roundTripMs: [undefined, 20, 800][opened % 3],
        conn: {},
        inTurn: createTurns(),
        data: { screen, turn },
        emit,
        join() {},
        leave() {},
      };
    },
    async handle(wire, event, payload) {
      const ordered = event === "room:join" || event === "room:resume";
      const handlers = (wire.kind === "player" ? player : host) as unknown as Record<string, Answering<object>>;
      try {
        const work = async () => handlers[event]?.(wire, payload);
        const answer = await (ordered ? wire.inTurn(work) : work());
        if (!answer) throw new Error(`nobody handles ${event}`);
        if ("rejected" in answer) {
          const { rejected, ...more } = answer as Rejection;
          return { ok: false, code: rejected, ...more };
        }
        if ("snapshot" in answer) ledger.pushed(wire.kind, "snapshot", answer.snapshot);
        return { ok: true, ...answer };
      } catch (error) {
        report(error);
        return { ok: false, code: error instanceof StoreUnavailable ? "store_unavailable" : "internal" };
      }
    },
    gone(wire, silent) {
      wire.connected = false;
      if (wire.kind === "host") unbind(wire);
      else seating.lost(asSocket(wire), silent).catch(report);
    },
  };
};
