/** What waits for a connection that does not take it: past a bound its memory is better freed. It may come back. */
import type { Socket } from "socket.io";

/** Packets that may wait when more is sent; a burst of one moment is no queue yet. */
const PACKETS = 64;
const BURST_MS = 1000;
/** Bytes that may wait when more is sent: with a seat or none, and with a host's rights (10,000 seats are about 1 MB). */
const BYTES = 256 * 1024;
const HOST_BYTES = 4 * 1024 * 1024;
/** The longest that anything may wait, ms. A Wi-Fi that is gone for two seconds is no reason. */
const WAIT_MS = 10_000;

type Connection = Pick<Socket["conn"], "close" | "transport">;
interface Inside {
  writeBuffer: readonly { data?: unknown }[];
  transport: { socket?: { bufferedAmount?: number } };
}

const sizeOf = ({ data }: { data?: unknown }): number => (typeof data === "string" ? data.length : 0);

/** What waits for one connection. `now` is a clock in ms. */
export class Backlog {
  readonly #connection: Connection & Inside;
  readonly #now: () => number;
  #since: number | undefined;
  #most = BYTES;

  constructor(connection: Connection, now: () => number) {
    this.#connection = connection as Connection & Inside;
    this.#now = now;
  }

  /** Something is about to be pushed to it. Where nothing waits, that is all: the next look sees what came of it. */
  grown(): void {
    if (this.#since !== undefined || this.#connection.writeBuffer.length > 0) this.check();
  }

  /** Looks at what waits now; false: too much, and the connection is closed. */
  check(): boolean {
    const { writeBuffer, transport } = this.#connection;
    const below = transport.socket?.bufferedAmount ?? 0;
    if (writeBuffer.length === 0 && below === 0) {
      this.#since = undefined;
      return true;
    }
    this.#since ??= this.#now();
    const waited = this.#now() - this.#since;
    const bytes = writeBuffer.reduce((sum, packet) => sum + sizeOf(packet), below);
    if (bytes <= this.#most && waited <= WAIT_MS && (writeBuffer.length <= PACKETS || waited <= BURST_MS)) return true;
    this.#connection.close(true);
    return false;
  }

  /** This connection has a host's rights. */
  allowHost(): void {
    this.#most = HOST_BYTES;
  }
}
