import type { Socket } from "socket.io";

/** What may wait for one socket: packets of the transport, and bytes below it. */
const PACKETS = 64;
const BYTES = 1024 * 1024;

/** Whether a connection takes nothing of what it is sent: past these bounds its memory is better freed. It may come back. */
export const isStuck = (connection: Socket["conn"]): boolean => {
  const { socket } = connection.transport as unknown as { socket?: { bufferedAmount?: number } };
  const queued = (connection as unknown as { writeBuffer: readonly unknown[] }).writeBuffer.length;
  return queued > PACKETS || (socket?.bufferedAmount ?? 0) > BYTES;
};
