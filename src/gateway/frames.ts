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

type Connection = Pick<Socket["conn"], "close">;

/** Counts the frames of a connection, and closes it when it sends more than anything honest does. `now` is a clock in ms. */
export class Frames {
  readonly #connection: Connection;
  readonly #now: () => number;
  #opened = Number.NEGATIVE_INFINITY;
  #count = 0;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection;
    this.#now = now;
  }

  /** One more has come. */
  spend(): void {
    const now = this.#now();
    if (now - this.#opened >= WINDOW_MS) {
      this.#opened = now;
      this.#count = 0;
    }
    if (++this.#count > FRAMES) this.#connection.close(true);
  }
}

/** Bounds of a message in pieces, and of the farewell of a peer that is gone; the server library has no options for them. */
export const boundMessages = (engine: unknown): void => {
  const { ws } = engine as { ws: { options: object } };
  Object.assign(ws.options, { maxFragments: FRAGMENTS, maxBufferedChunks: CHUNKS, closeTimeout: FAREWELL_MS });
};
