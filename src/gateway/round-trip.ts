/** The round trip of each connection, ms, from the transport's own pings: the smallest seen. */
import type { Socket } from "socket.io";

const measured = new WeakMap<object, number>();

export const watchRoundTrip = (connection: Socket["conn"]): void => {
  let sentAt: number | undefined;
  connection.on("packetCreate", (packet: { type: string }) => {
    if (packet.type === "ping") sentAt = performance.now();
  });
  connection.on("packet", (packet: { type: string }) => {
    if (packet.type !== "pong" || sentAt === undefined) return;
    const trip = performance.now() - sentAt;
    measured.set(connection, Math.min(trip, measured.get(connection) ?? trip));
    sentAt = undefined;
  });
};

/** undefined until the first pong. */
export const roundTripOf = (socket: Pick<Socket, "conn">): number | undefined => measured.get(socket.conn);
