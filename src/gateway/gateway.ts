import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Logger } from "pino";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { Server } from "socket.io";
import { HOST_EVENTS, PLAYER_EVENTS } from "../../protocol/payloads.ts";
import type { Metrics } from "../metrics.ts";
import type { Clock } from "../rooms/clock.ts";
import type { Draw } from "../rooms/draw.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import { Rooms } from "../rooms/rooms.ts";
import { sameSecret } from "../secret.ts";
import { type Store, StoreUnavailable } from "../store/store.ts";
import { Asking } from "./asking.ts";
import { dispatch } from "./dispatch.ts";
import { createFanOut } from "./fan-out.ts";
import { allowedOrigin, connectError, readHandshake } from "./handshake.ts";
import { hostHandlers } from "./host.ts";
import { type GuardedDecoder, guardedParser, HOST_MESSAGE_BYTES } from "./parser.ts";
import { playerHandlers } from "./player.ts";
import { watchRoundTrip } from "./round-trip.ts";
import { Seating } from "./seating.ts";
import { channelOf, type HostNamespace, type HostSocket, type PlayerNamespace } from "./sockets.ts";
import { isStuck } from "./stuck.ts";

/** Joins from one address into one room: so many at once, and as many again every so many seconds. */
const JOINS = { points: 100, duration: 5 };
/** A page looks before it joins, and again when the person picked was taken. */
const LOOKS = { points: 200, duration: 5 };

/** How often sockets are looked at that take nothing, ms, and how slowly a node lets its sockets go. */
const STUCK_MS = 5000;
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
  /** The host key a request's cookie bears. */
  cookieKey(header: string | undefined): string | undefined;
  createMetrics(now: { rooms(): number; sockets(namespace: "player" | "host"): number }): Metrics;
}

export interface Gateway {
  rooms: Rooms;
  metrics: Metrics;
  /** Closes the sockets in slices so that clients come back by themselves, elsewhere. */
  drain(): Promise<void>;
}

/** Opens the two namespaces on an HTTP server, over the rooms of this node. Does not listen. */
export const createGateway = (parts: GatewayParts): Gateway => {
  const { store, draw, log, hostKey } = parts;
  let draining = false;
  const io = new Server(parts.http, {
    parser: guardedParser,
    serveClient: false,
    // No sticky sessions, no upgrade dance, no half-open polling.
    transports: ["websocket"],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: HOST_MESSAGE_BYTES,
    pingInterval: 5000,
    pingTimeout: 5000,
    connectTimeout: 5000,
    allowEIO3: false,
    cleanupEmptyChildNamespaces: true,
    // A node that lets its sockets go must not take them back.
    allowRequest: (request, decide) => decide(null, !draining && allowedOrigin(request, parts.publicUrl())),
  });
  // One server carries both namespaces; their event maps hold a namespace each.
  const players = io.of("/player") as unknown as PlayerNamespace;
  const hosts = io.of("/host") as unknown as HostNamespace;
  // Nothing is spoken outside the two.
  io.use((_socket, next) => next(connectError("unauthorized")));
  const connections = new Set<HostSocket["conn"]>();
  const seating = new Seating(store);
  const asking = new Asking(store, draw);
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
  const publish = createFanOut({
    players,
    hosts,
    seating,
    asking,
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
  const joins = new RateLimiterMemory(JOINS);
  const looks = new RateLimiterMemory(LOOKS);

  io.engine.on("connection", (connection: HostSocket["conn"]) => {
    connections.add(connection);
    connection.on("close", () => connections.delete(connection));
    watchRoundTrip(connection);
  });

  players.use((socket, next) => {
    const handshake = readHandshake(socket);
    next(handshake instanceof Error ? handshake : undefined);
  });
  players.on("connection", (socket) => {
    dispatch(
      socket,
      PLAYER_EVENTS,
      playerHandlers(socket, {
        store,
        rooms,
        draw,
        seating,
        joins,
        looks,
        report,
        capacity: parts.capacity,
        address: () => parts.addressOf(socket.request),
      }),
      { log, metrics },
    );
    socket.on("disconnect", (reason) => {
      seating.lost(socket, reason === "ping timeout").catch(report);
    });
  });

  /** What a host connection may do: any room with the key, one room with its token, only ask with neither. */
  const authorise = async (socket: HostSocket): Promise<Error | undefined> => {
    const handshake = readHandshake(socket);
    if (handshake instanceof Error) return handshake;
    const { token } = handshake;
    const key = handshake.key ?? parts.cookieKey(socket.request.headers.cookie);
    socket.data.key = key !== undefined && sameSecret(key, hostKey);
    socket.data.roomId = undefined;
    if (token !== undefined && !socket.data.key) {
      const live = await rooms.byToken(token);
      if (!live || !sameSecret(token, live.room.token)) return connectError("unauthorized");
      socket.data.roomId = live.room.id;
    } else if (handshake.key !== undefined && !socket.data.key) {
      // A cookie of an older key is as good as none: the device may still ask.
      return connectError("unauthorized");
    }
    return undefined;
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
    socket.data.live = live;
    allowLargeMessages(socket);
    void socket.join(channelOf(live.room.id));
  };

  hosts.use((socket, next) => {
    authorise(socket).then(next, (error: unknown) => {
      report(error);
      next(connectError("store_unavailable"));
    });
  });
  hosts.on("connection", (socket) => {
    if (socket.data.key || socket.data.roomId !== undefined) allowLargeMessages(socket);
    dispatch(socket, HOST_EVENTS, hostHandlers(socket, { store, rooms, draw, asking, bind, addresses }), {
      log,
      metrics,
    });
    socket.on("disconnect", () => {
      unbind(socket);
      asking.forget(socket);
    });
  });

  parts.clock.every(STUCK_MS, () => {
    for (const connection of connections) if (isStuck(connection)) connection.close(true);
  });

  const drain = async () => {
    draining = true;
    const slice = Math.max(50, Math.ceil(connections.size / DRAIN_SLICES));
    for (const [index, connection] of [...connections].entries()) {
      if (index > 0 && index % slice === 0) await new Promise((resume) => setTimeout(resume, 50));
      // A transport that closes is one that clients reopen; a disconnect by the server is not.
      connection.close();
    }
    rooms.close();
    await new Promise<void>((closed) => io.close(() => closed()));
  };

  return { rooms, metrics, drain };
};

/** The decoder is the connection's own; the class has no public way to it. */
const allowLargeMessages = (socket: HostSocket): void => {
  (socket.client as unknown as { decoder: GuardedDecoder }).decoder.limit = HOST_MESSAGE_BYTES;
};
