/** Frames of every kind that a connection sends: events have a budget of their own, pings and packets around them this one. */
import type { Socket } from "socket.io";

/** Two namespaces with twice their events each would still fit. */
const FRAMES = 300;
const WINDOW_MS = 10_000;
/** Pieces of one message: browsers cut large ones, and nobody cuts one into bytes. */
const FRAGMENTS = 64;
/** Reads of the network that one frame may come in; a frame has at most 256 KiB, a read of a slow line 500 bytes. */
const CHUNKS = 1024;
/** A peer that does not answer a close is left this late, ms: what waits for it is freed then. */
const FAREWELL_MS = 500;

type Connection = Pick<Socket["conn"], "on" | "close" | "transport">;
interface Wire {
  on(event: "ping" | "pong", listener: () => void): unknown;
}

const monotonic = (): number => performance.now();

/** Closes a connection that sends more frames than anything honest does. `now` is a clock in ms. */
export const watchFrames = (connection: Connection, now = monotonic): void => {
  let opened = Number.NEGATIVE_INFINITY;
  let count = 0;
  const spend = () => {
    if (now() - opened >= WINDOW_MS) {
      opened = now();
      count = 0;
    }
    if (++count > FRAMES) connection.close(true);
  };
  connection.on("packet", spend);
  const { socket: wire } = connection.transport as unknown as { socket?: Wire };
  wire?.on("ping", spend);
  wire?.on("pong", spend);
};

/** Bounds of a message in pieces, and of the farewell of a peer that is gone; the server library has no options for them. */
export const boundMessages = (engine: unknown): void => {
  const { ws } = engine as { ws: { options: object } };
  Object.assign(ws.options, { maxFragments: FRAGMENTS, maxBufferedChunks: CHUNKS, closeTimeout: FAREWELL_MS });
};
