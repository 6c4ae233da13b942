/** The rights that a connection to /host brings. */
import type { Access } from "../organisers/access.ts";
import type { Guesses } from "../rooms/guesses.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { sameSecret } from "../secret.ts";
import { ADMINISTRATOR } from "../who.ts";
import { connectError, readHandshake } from "./handshake.ts";
import type { HostSocket } from "./sockets.ts";

/** A wrong key or token is answered this late, ms. */
const WRONG_MS = 100;

export interface AuthoriseParts {
  rooms: Pick<Rooms, "byToken">;
  hostKey: string;
  access: Access;
  /** The session that a request's cookie bears. */
  sessionToken(header: string | undefined): string | undefined;
  keyGuesses: Guesses;
  address(socket: HostSocket): string;
}

/**
 * What a host connection may do: with the key or a session the rooms of its holder, one room with its token, else only
 * ask. Resolves with what refuses it. Throws StoreUnavailable.
 */
export const createAuthorise = (parts: AuthoriseParts) => {
  /** Told late, and beyond the pace of its address only that it was one too many. */
  const refuseGuess = async (socket: HostSocket): Promise<Error> => {
    const many = parts.keyGuesses.wrong(parts.address(socket));
    await new Promise((resume) => setTimeout(resume, WRONG_MS));
    return connectError(many ? "rate_limited" : "unauthorized");
  };

  return async (socket: HostSocket): Promise<Error | undefined> => {
    const handshake = readHandshake(socket);
    if (handshake instanceof Error) return handshake;
    const { token, key } = handshake;
    const { data } = socket;
    data.session = key === undefined ? parts.sessionToken(socket.handshake.headers.cookie) : undefined;
    let away: unknown;
    if (data.session === undefined)
      data.who = key !== undefined && sameSecret(key, parts.hostKey) ? ADMINISTRATOR : undefined;
    else {
      try {
        // Pages come back by themselves: a handshake is no use of the session.
        data.who = await parts.access.look(data.session);
      } catch (error) {
        away = error;
      }
    }
    // A cookie of a session that is over is as good as none: the device may still ask.
    if (!data.who && away === undefined) data.session = undefined;
    data.roomId = undefined;
    if (data.who) return undefined;
    if (token !== undefined) {
      const live = await parts.rooms.byToken(token);
      if (live && sameSecret(token, live.room.token)) {
        // Whose session it is is found out by the next look at sessions.
        data.roomId = live.room.id;
        return undefined;
      }
    }
    if (away !== undefined) throw away;
    return token === undefined && key === undefined ? undefined : refuseGuess(socket);
  };
};
