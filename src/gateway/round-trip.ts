/** The round trip of each connection, ms, from the transport's own pings: the smallest seen. */
import type { Socket } from "socket.io";

type Connection = Socket["conn"];

const sent = new WeakMap<Connection, number>();
const measured = new WeakMap<Connection, number>();

/** To be called with the type of each packet that a connection is sent. */
export const noteSent = (connection: Connection, type: string): void => {
  if (type === "ping") sent.set(connection, performance.now());
};

/** To be called with the type of each packet that has come. */
export const noteReceived = (connection: Connection, type: string): void => {
  const sentAt = type === "pong" ? sent.get(connection) : undefined;
  if (sentAt === undefined) return;
  const trip = performance.now() - sentAt;
  measured.set(connection, Math.min(trip, measured.get(connection) ?? trip));
  sent.delete(connection);
};

/** undefined until the first pong. */
export const roundTripOf = (socket: Pick<Socket, "conn">): number | undefined => measured.get(socket.conn);
