import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { Server } from "socket.io";
import { HOST_EVENTS, PLAYER_EVENTS } from "../../protocol/payloads.ts";
import type { Metrics } from "../metrics.ts";
import type { Access } from "../organisers/access.ts";
import type { Clock } from "../rooms/clock.ts";
import type { Draw } from "../rooms/draw.ts";
import { createGuesses, type Guesses, networkOf, PIN_PACE } from "../rooms/guesses.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import { createRehearsals } from "../rooms/rehearsal.ts";
import { Rooms } from "../rooms/rooms.ts";
import { type Store, StoreUnavailable } from "../store/store.ts";
import { createAdmission } from "./admission.ts";
import { Asking } from "./asking.ts";
import { createAuthorise } from "./authorise.ts";
import { watchConnections } from "./connections.ts";
import { createDispatcher } from "./dispatch.ts";
import { createDoor } from "./door.ts";
import { createFanOut } from "./fan-out.ts";
import { boundMessages } from "./frames.ts";
import { connectError, readHandshake } from "./handshake.ts";
import { hostHandlers } from "./host.ts";
import { SOCKET_OPTIONS } from "./options.ts";
import { type GuardedDecoder, guardedParser, HOST_MESSAGE_BYTES } from "./parser.ts";
import { playerHandlers } from "./player.ts";
import { RETELL_MS, Seating } from "./seating.ts";
import { watchSessions } from "./sessions.ts";
import { channelOf, type HostNamespace, type HostSocket, type PlayerNamespace, type PlayerSocket } from "./sockets.ts";
import { watchStandstill } from "./standstill.ts";
import { createSurges } from "./surges.ts";
import { createTurnstile } from "./turnstile.ts";

/** How often connections are looked at that take nothing, and surges are told to hosts, ms. */
const SWEEP_MS = 1000;
/** How many events of sockets without a seat or a right are looked at in one turn of the event loop, and wait; those of the others go before them. */
const STRANGERS = { perTurn: 32, ofSocket: 60, ofNetwork: Number.POSITIVE_INFINITY };
/** How slowly a node lets its sockets go. */
const DRAIN_SLICES = 60;

export interface GatewayParts {
  http: HttpServer;
  store: Store;
  clock: Clock;
  draw: Draw;
  log: Logger;
  hostKey: string;
  /** Address that phones can open, without a slash at the end. */
  publicUrl(): string;
  /** Seats a room may hold. */
  capacity: number;
  /** The client's address, behind trusted proxies too. */
  addressOf(request: IncomingMessage): string;
  access: Access;
  /** The session's token that a request's cookie bears. */
  sessionToken(header: string | undefined): string | undefined;
  /** Wrong keys and tokens by address, over sockets as over HTTP. */
  keyGuesses: Guesses;
  createMetrics(now: { rooms(): number; sockets(namespace: "player" | "host"): number }): Metrics;
}

export interface Gateway {
  rooms: Rooms;
  metrics: Metrics;
  /** Takes no more sockets and closes those it has, in slices, so that clients come back by themselves, elsewhere. */
  drain(): Promise<void>;
  /** Drains, then ends the loops of the rooms and listens no more. */
  close(): Promise<void>;
}

/** Opens the two namespaces on an HTTP server, over the rooms of this node. Does not listen. */
export const createGateway = (parts: GatewayParts): Gateway => {
  const { store, draw, log } = parts;
  let drained: Promise<void> | undefined;
  const io = new Server(parts.http, {
    ...SOCKET_OPTIONS,
    parser: guardedParser,
    serveClient: false,
    maxHttpBufferSize: HOST_MESSAGE_BYTES,
    connectTimeout: 5000,
    allowEIO3: false,
    cleanupEmptyChildNamespaces: true,
    allowRequest: createDoor({ ...parts, isClosed: () => drained !== undefined }),
  });
  // One server carries both namespaces; their event maps hold a namespace each.
  const players = io.of("/player") as unknown as PlayerNamespace;
  const hosts = io.of("/host") as unknown as HostNamespace;
  // Nothing is spoken outside the two.
  io.use((_socket, next) => next(connectError("unauthorized")));
  // The engine makes its WebSocket server anew each time it begins to listen.
  parts.http.on("listening", () => boundMessages(io.engine));
  const connections = watchConnections(io.engine, parts.addressOf);
  const seating = new Seating(store, connections);
  const asking = new Asking(store, draw);
  const stoodStill = watchStandstill(parts.clock, () => performance.now());
  const report = (error: unknown) => {
    if (!(error instanceof StoreUnavailable)) log.error({ err: error }, "background work failed");
  };
  const addresses = ({ room }: LiveRoom) => ({
    joinUrl: `${parts.publicUrl()}/?pin=${room.pin}`,
    reportUrl: `/organiser#room=${room.id}`,
  });
  const metrics = parts.createMetrics({
    rooms: () => rooms.size,
    sockets: (namespace) => (namespace === "player" ? players : hosts).sockets.size,
  });
  const surges = createSurges(
    () => store.now(),
    (live, surge) => hosts.local.to(channelOf(live.room.id)).emit("joins:surging", surge),
  );
  const rehearsals = createRehearsals({ ...parts, report });
  const publish = createFanOut({
    rehearsals,
    hosts,
    seating,
    asking,
    surges,
    metrics,
    addresses,
    report,
    forget: (live) => {
      // Its hosts are told so when they next ask; nothing is pushed to them any more.
      hosts.local.socketsLeave(channelOf(live.room.id));
      rooms.forget(live);
    },
  });
  const rooms: Rooms = new Rooms({ store, clock: parts.clock, draw, publish, report });
  const guesses = { pins: createGuesses(PIN_PACE), keys: parts.keyGuesses };
  const turnstile = createTurnstile(STRANGERS);
  const address = ({ conn }: PlayerSocket | HostSocket) => connections.addressOf(conn);
  const laneOf = (socket: PlayerSocket | HostSocket) => turnstile.lane(networkOf(address(socket)));
  const admission = createAdmission({ store, draw, surges, report });

  players.use((socket, next) => {
    const handshake = readHandshake(socket);
    if (handshake instanceof Error) return next(handshake);
    socket.data.screen = handshake.screen;
    socket.data.turn = handshake.turn;
    next();
  });
  const ofPlayers = playerHandlers({
    store,
    rooms,
    draw,
    seating,
    admission,
    guesses,
    report,
    capacity: parts.capacity,
    address,
    roundTrip: ({ conn }) => connections.roundTripOf(conn),
  });
  const turn = ({ data }: PlayerSocket) => data.lane.pass(data.seated !== undefined);
  const listen = createDispatcher(PLAYER_EVENTS, ofPlayers, { log, metrics, turn });
  // Shared by all, as the handlers are.
  function gone(this: PlayerSocket, reason: string): void {
    this.data.lane.leave();
    seating.lost(this, reason === "ping timeout" && !stoodStill()).catch(report);
  }
  players.on("connection", (socket) => {
    socket.data.lane = laneOf(socket);
    listen(socket);
    socket.on("disconnect", gone);
  });

  const authorise = createAuthorise({ ...parts, rooms, address });
  const allowHost = (socket: HostSocket) => {
    allowLargeMessages(socket);
    connections.hosts(socket.conn);
  };

  const unbind = (socket: HostSocket) => {
    const { live } = socket.data;
    if (!live) return;
    live.hosts--;
    socket.data.live = undefined;
    void socket.leave(channelOf(live.room.id));
  };

  const bind = (socket: HostSocket, live: LiveRoom) => {
    if (!socket.connected) return;
    unbind(socket);
    live.hosts++;
    live.stir();
    socket.data.live = live;
    allowHost(socket);
    void socket.join(channelOf(live.room.id));
    if (rooms.away) socket.emit("store:away", { away: true });
    const surge = surges.of(live);
    if (surge) socket.emit("joins:surging", surge);
  };

  hosts.use((socket, next) => {
    authorise(socket).then(next, (error: unknown) => {
      report(error);
      next(connectError("store_unavailable"));
    });
  });
  hosts.on("connection", (socket) => {
    const isIn = () => Boolean(socket.data.who ?? socket.data.roomId ?? socket.data.live);
    if (isIn()) allowHost(socket);
    const { capacity } = parts;
    const own = { rooms, asking, admission, bind, addresses, guesses, address: () => address(socket) };
    const handlers = hostHandlers(socket, { store, draw, capacity, rehearsals, ...own });
    const lane = laneOf(socket);
    createDispatcher(HOST_EVENTS, handlers, { log, metrics, turn: () => lane.pass(isIn()) })(socket);
    socket.on("disconnect", () => {
      lane.leave();
      unbind(socket);
      asking.forget(socket).catch(report);
    });
  });

  if (!store.tellsAll) parts.clock.every(RETELL_MS, () => seating.retell().catch(report));
  parts.clock.every(SWEEP_MS, () => {
    connections.sweep();
    surges.tick();
  });
  watchSessions({ access: parts.access, clock: parts.clock, sockets: () => hosts.sockets.values(), report });

  const letGo = async () => {
    const slice = Math.max(50, Math.ceil(connections.open.size / DRAIN_SLICES));
    for (const [index, connection] of [...connections.open].entries()) {
      if (index > 0 && index % slice === 0) await new Promise((resume) => setTimeout(resume, 50));
      // A transport that closes is one that clients reopen; a disconnect by the server is not.
      connection.close();
    }
  };

  const drain = () => (drained ??= letGo());

  const close = async () => {
    await drain();
    rehearsals.close();
    rooms.close();
    await new Promise<void>((closed) => io.close(() => closed()));
  };

  return { rooms, metrics, drain, close };
};

/** The decoder is the connection's own; the class has no public way to it. */
const allowLargeMessages = (socket: HostSocket): void => {
  (socket.client as unknown as { decoder: GuardedDecoder }).decoder.limit = HOST_MESSAGE_BYTES;
};
