/** The way in for connections: a few in each turn of the event loop, and from this server's own pages where a page sends them. */
import type { IncomingMessage } from "node:http";
import { networkOf } from "../rooms/guesses.ts";
import { allowedOrigin } from "./handshake.ts";
import { createTurnstile } from "./turnstile.ts";

/** Connections that are opened in one turn; each takes about half a millisecond. */
const A_TURN = 8;

export interface DoorParts {
  /** The node lets its sockets go. */
  isClosed(): boolean;
  publicUrl(): string;
  addressOf(request: IncomingMessage): string;
}

/** A node that lets its sockets go must not take them back: 503 makes a proxy ask another node at once. */
const sendElsewhere = ({ socket }: IncomingMessage): void => {
  socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
};

/** Decides on each request to connect, as the engine's `allowRequest` does; networks take turns. */
export const createDoor = ({ isClosed, publicUrl, addressOf }: DoorParts) => {
  const turnstile = createTurnstile(A_TURN);
  return (request: IncomingMessage, decide: (error: null, allowed: boolean) => void): void => {
    const open = () => (isClosed() ? sendElsewhere(request) : decide(null, allowedOrigin(request, publicUrl)));
    // Until it is decided on nobody else listens to it.
    request.socket.on("error", () => {});
    const turn = turnstile.lane(networkOf(addressOf(request))).pass(false);
    if (turn === undefined) open();
    else void turn.then(open);
  };
};
