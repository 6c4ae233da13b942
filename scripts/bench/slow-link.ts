/** A slow network as a TCP proxy on loopback: every byte passes, WebSocket too, which a browser's own throttling leaves alone. */
import { createServer, connect as open, type Socket } from "node:net";

export interface Link {
  /** Both directions have this each, shared by all connections, bits a second. */
  bitsPerSecond: number;
  /** There and back, ms; a new connection waits for it once before it carries anything. */
  roundTripMs: number;
}

/** One direction: chunks leave one after the other at the pace of the link, and arrive half a round trip later. */
const createLane = ({ bitsPerSecond, roundTripMs }: Link) => {
  let freeAt = 0;
  let bytes = 0;
  return {
    send: (chunk: Buffer, arrive: () => void, notBefore: number) => {
      bytes += chunk.length;
      const now = performance.now();
      freeAt = Math.max(freeAt, now, notBefore) + (chunk.length * 8000) / bitsPerSecond;
      setTimeout(arrive, freeAt + roundTripMs / 2 - now);
    },
    bytes: () => bytes,
  };
};

/** Listens on a free port and passes everything on to `port`. */
export const startSlowLink = async (port: number, link: Link) => {
  const [up, down] = [createLane(link), createLane(link)];
  const sockets = new Set<Socket>();
  const pipe = (from: Socket, to: Socket, lane: ReturnType<typeof createLane>, notBefore: number) => {
    sockets.add(from);
    from.setNoDelay(true);
    // In slices of about a packet, so that no answer waits behind a whole file.
    from.on("data", (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; at += 1400) {
        const slice = chunk.subarray(at, at + 1400);
        lane.send(slice, () => to.writable && to.write(slice), notBefore);
      }
    });
    from.on("end", () => lane.send(Buffer.alloc(0), () => to.end(), notBefore));
    from.on("error", () => to.destroy());
    from.on("close", () => sockets.delete(from));
  };
  const server = createServer((near) => {
    const far = open(port, "127.0.0.1");
    const shaken = performance.now() + link.roundTripMs;
    pipe(near, far, up, shaken);
    pipe(far, near, down, shaken);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    /** Bytes that came down so far. */
    received: down.bytes,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
