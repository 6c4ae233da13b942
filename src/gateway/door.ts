/** The way in for connections: a few in each turn of the event loop, and from this server's own pages where a page sends them. */
import type { IncomingMessage } from "node:http";
import { networkOf } from "../rooms/guesses.ts";
import { allowedOrigin } from "./handshake.ts";
import { createTurnstile, type Lane } from "./turnstile.ts";

/** Connections that are opened in one turn, each half a millisecond of work, and how many of a network wait for theirs. */
const PACE = { perTurn: 8, ofSocket: 1, ofNetwork: 1000 };

export interface DoorParts {
  /** The node lets its sockets go. */
  isClosed(): boolean;
  publicUrl(): string;
  addressOf(request: IncomingMessage): string;
}

/** A node that lets its sockets go must not take them back, nor one that has too many waiting: 503 makes a proxy ask another node at once. */
const sendElsewhere = ({ socket }: IncomingMessage): void => {
  socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
};

const ignore = (): void => {};

/** Made apart from the request: what listens to a socket holds what is beside it until the socket closes. */
const leaving = (lane: Lane) => () => lane.leave();

/**
 * Takes off what the engine has just put on a socket to tell its middlewares of the end, of which there are none: it
 * would hold the request until the connection closes.
 */
const dropEngineListener = (socket: IncomingMessage["socket"]): void => {
  const newest = socket.rawListeners("close").at(-1) as (() => void) | undefined;
  if (newest) socket.off("close", newest);
};

/** Decides on each request to connect, as the engine's `allowRequest` does; networks take turns. */
export const createDoor = ({ isClosed, publicUrl, addressOf }: DoorParts) => {
  const turnstile = createTurnstile(PACE);
  return (request: IncomingMessage, decide: (error: null, allowed: boolean) => void): void => {
    const { socket } = request;
    const open = () => (isClosed() ? sendElsewhere(request) : decide(null, allowedOrigin(request, publicUrl)));
    dropEngineListener(socket);
    // Until it is decided on nobody else listens to it.
    socket.on("error", ignore);
    const lane = turnstile.lane(networkOf(addressOf(request)));
    const turn = lane.pass(false);
    if (turn === "full") sendElsewhere(request);
    else if (turn === undefined) open();
    else {
      const leave = leaving(lane);
      socket.once("close", leave);
      turn
        .then(() => {
          socket.off("close", leave);
          open();
        })
        .catch(() => socket.destroy());
    }
  };
};
