/** All connections of this node, with the bounds that hold for each of them whatever is spoken over it. */
import type { IncomingMessage } from "node:http";
import type { Server, Socket } from "socket.io";
import { createAnteroom } from "./anteroom.ts";
import { Backlog } from "./backlog.ts";
import { Frames } from "./frames.ts";
import { noteReceived, noteSent } from "./round-trip.ts";

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
  address: string;
}

export interface Connections {
  open: ReadonlySet<Connection>;
  /** The client's address, behind trusted proxies too; also of a connection that is gone. */
  addressOf(connection: Connection): string;
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
  const known = new WeakMap<Connection, Watched>();
  const anteroom = createAnteroom<Connection>();

  // An emitter calls its listeners with itself as `this`: all connections share these, one for each event, since a
  // list of them is copied at every packet.
  function sent(this: Connection, { type }: Packet): void {
    noteSent(this, type);
    known.get(this)?.backlog.grown();
  }
  function received(this: Connection, { type }: Packet): void {
    noteReceived(this, type);
    known.get(this)?.frames.spend();
  }
  function closed(this: Connection): void {
    open.delete(this);
    anteroom.gone(this);
  }

  engine.on("connection", (connection: Connection) => {
    const { request } = connection;
    const frames = new Frames(connection, now);
    const address = addressOf(request);
    open.add(connection);
    known.set(connection, { backlog: new Backlog(connection, now), frames, address });
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
    addressOf: (connection) => known.get(connection)?.address ?? "",
    seated: (connection, seated) => (seated ? anteroom.leave(connection) : anteroom.back(connection)),
    hosts(connection) {
      known.get(connection)?.backlog.allowHost();
      anteroom.leave(connection);
    },
    sweep() {
      for (const connection of open) known.get(connection)?.backlog.check();
    },
  };
};
