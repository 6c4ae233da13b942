/** All connections of this node, with the bounds that hold for each of them whatever is spoken over it. */
import type { IncomingMessage } from "node:http";
import type { Server, Socket } from "socket.io";
import { createAnteroom } from "./anteroom.ts";
import { type Backlog, watchBacklog } from "./backlog.ts";
import { watchFrames } from "./frames.ts";
import { watchRoundTrip } from "./round-trip.ts";

type Connection = Socket["conn"];

export interface Connections {
  open: ReadonlySet<Connection>;
  /** It has taken a seat, or has none any more. */
  seated(connection: Connection, seated: boolean): void;
  /** It has the rights of a host: more may wait for it, and it waits for nothing. */
  hosts(connection: Connection): void;
  /** Closes those that take nothing of what waits for them; to be called often. */
  sweep(): void;
}

/** Watches what connects to an engine from here on. `addressOf` is the client's address, behind trusted proxies too. */
export const watchConnections = (
  engine: Server["engine"],
  addressOf: (request: IncomingMessage) => string,
): Connections => {
  const open = new Set<Connection>();
  const backlogs = new Map<Connection, Backlog>();
  const anteroom = createAnteroom<Connection>();

  engine.on("connection", (connection: Connection) => {
    open.add(connection);
    backlogs.set(connection, watchBacklog(connection));
    watchFrames(connection);
    watchRoundTrip(connection);
    anteroom.enter(connection, addressOf(connection.request));
    connection.on("close", () => {
      open.delete(connection);
      backlogs.delete(connection);
      anteroom.gone(connection);
    });
  });

  return {
    open,
    seated: (connection, seated) => (seated ? anteroom.leave(connection) : anteroom.back(connection)),
    hosts(connection) {
      backlogs.get(connection)?.allowHost();
      anteroom.leave(connection);
    },
    sweep() {
      for (const backlog of backlogs.values()) backlog.check();
    },
  };
};
