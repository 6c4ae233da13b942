/** The round trip of each connection, ms, from the transport's own pings: the smallest seen. */
import type { Socket } from "socket.io";

type Connection = Socket["conn"];

const sent = new WeakMap<object, number>();
const measured = new WeakMap<object, number>();

// An emitter calls its listeners with itself as `this`: all connections share these two.
function onSent(this: Connection, { type }: { type: string }): void {
  if (type === "ping") sent.set(this, performance.now());
}
function onReceived(this: Connection, { type }: { type: string }): void {
  const sentAt = type === "pong" ? sent.get(this) : undefined;
  if (sentAt === undefined) return;
  const trip = performance.now() - sentAt;
  measured.set(this, Math.min(trip, measured.get(this) ?? trip));
  sent.delete(this);
}

export const watchRoundTrip = (connection: Connection): void => {
  connection.on("packetCreate", onSent).on("packet", onReceived);
};

/** undefined until the first pong. */
export const roundTripOf = (socket: Pick<Socket, "conn">): number | undefined => measured.get(socket.conn);
