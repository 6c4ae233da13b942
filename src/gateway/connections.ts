/** All connections of this node, with the bounds that hold for each of them whatever is spoken over it. */
import type { IncomingMessage } from "node:http";
import type { Server, Socket } from "socket.io";
import { createAnteroom } from "./anteroom.ts";
import { Backlog } from "./backlog.ts";
import { Frames } from "./frames.ts";
import { RoundTrip } from "./round-trip.ts";

type Connection = Socket["conn"];
interface Wire {
  on(event: "ping" | "pong", listener: () => void): unknown;
}

interface Packet {
  type: string;
}

/** What is known of a connection. */
interface Watched {
  backlog: Backlog;
  frames: Frames;
  roundTrip: RoundTrip;
  address: string;
}

/** Hangs on the connection itself: it is asked for at each packet. */
const WATCHED = Symbol("watched");
type Hung = Connection & { [WATCHED]?: Watched };

const watchedOf = (connection: Hung): Watched | undefined => connection[WATCHED];

export interface Connections {
  open: ReadonlySet<Connection>;
  /** The client's address, behind trusted proxies too; also of a connection that is gone. */
  addressOf(connection: Connection): string;
  /** The smallest round trip seen, ms; undefined until there is one. */
  roundTripOf(connection: Connection): number | undefined;
  /** It has taken a seat, or has none any more. */
  seated(connection: Connection, seated: boolean): void;
  /** It has the rights of a host: more may wait for it, and it waits for nothing. */
  hosts(connection: Connection): void;
  /** Closes those that take nothing of what waits for them; to be called often. */
  sweep(): void;
}

const monotonic = (): number => performance.now();

/**
 * What is asked for later of the request that a connection began with, if it has a cookie; all of it is some kB for each
 * phone. The library reads it as one that may be missing, whatever its types say.
 */
const keptOf = ({ headers: { cookie } }: IncomingMessage): object | undefined =>
  cookie === undefined ? undefined : { headers: { cookie }, connection: {} };

/** Watches what connects to an engine from here on. `addressOf` is of a request; `now` is a clock in ms. */
export const watchConnections = (
  engine: Pick<Server["engine"], "on">,
  addressOf: (request: IncomingMessage) => string,
  now = monotonic,
): Connections => {
  const open = new Set<Connection>();
  const anteroom = createAnteroom<Connection>();

  // An emitter calls its listeners with itself as `this`: all connections share these, one for each event, since a
  // list of them is copied at every packet.
  function sent(this: Connection, { type }: Packet): void {
    const watched = watchedOf(this);
    if (type === "ping") watched?.roundTrip.pinged();
    watched?.backlog.grown();
  }
  function received(this: Connection, { type }: Packet): void {
    const watched = watchedOf(this);
    if (type === "pong") watched?.roundTrip.ponged();
    watched?.frames.spend();
  }
  function closed(this: Connection): void {
    open.delete(this);
    anteroom.gone(this);
  }

  engine.on("connection", (connection: Connection) => {
    const { request } = connection;
    const frames = new Frames(connection, now);
    const address = addressOf(request);
    const backlog = new Backlog(connection, now);
    (connection as Hung)[WATCHED] = { backlog, frames, roundTrip: new RoundTrip(now), address };
    open.add(connection);
    connection.on("packetCreate", sent).on("packet", received).on("close", closed);
    const { socket: wire } = connection.transport as unknown as { socket?: Wire };
    const spend = () => frames.spend();
    wire?.on("ping", spend);
    wire?.on("pong", spend);
    anteroom.enter(connection, address);
    // As if it had been upgraded: the engine lets nobody in over another transport of it, past the door and its bounds.
    Object.assign(connection, { request: keptOf(request), upgraded: true });
  });

  // The engine puts packets into a list that it made when it had sent the last ones. By then that is old, and what
  // something old holds outlives it until all objects are collected, which holds up every room of a full server.
  let sending: unknown[] = [];
  engine.on("flush", (_connection: Connection, packets: unknown[]) => {
    sending = packets;
  });
  engine.on("drain", () => {
    sending.length = 0;
  });

  return {
    open,
    addressOf: (connection) => watchedOf(connection)?.address ?? "",
    roundTripOf: (connection) => watchedOf(connection)?.roundTrip.ms,
    seated: (connection, seated) => (seated ? anteroom.leave(connection) : anteroom.back(connection)),
    hosts(connection) {
      watchedOf(connection)?.backlog.allowHost();
      anteroom.leave(connection);
    },
    sweep() {
      for (const connection of open) watchedOf(connection)?.backlog.check();
    },
  };
};
