/** Who may connect: the origin, the protocol version, and the rights a connection brings. */
import type { IncomingMessage } from "node:http";
import type { Socket } from "socket.io";
import { ERRORS, type ErrorCode } from "../../protocol/errors.ts";
import { Handshake } from "../../protocol/payloads.ts";
import { shapeOf } from "../../protocol/shape.ts";
import { PROTOCOL, PROTOCOL_OLDEST } from "../../protocol/version.ts";

/**
 * Browsers send an Origin: it must be this server's own (as addressed, or its public address). Other clients send none.
 * `publicUrl` is asked only when needed: to look at the interfaces of a machine takes longer than the rest of a handshake.
 */
export const allowedOrigin = (request: IncomingMessage, publicUrl: () => string): boolean => {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const asked = new URL(origin);
  return asked.host === host || asked.origin === new URL(publicUrl()).origin;
};

export const connectError = (code: ErrorCode): Error => Object.assign(new Error(ERRORS[code]), { data: { code } });

/** The handshake's auth, or the error that refuses it: a version outside the window, or no handshake at all. */
export const readHandshake = (
  socket: Pick<Socket, "handshake">,
): { token?: string; key?: string; screen?: string; turn?: number } | Error => {
  const auth: { protocol?: unknown } = socket.handshake.auth ?? {};
  const { protocol } = auth;
  // The version first: another one may shape the rest in its own way.
  if (typeof protocol !== "number" || !Number.isInteger(protocol)) return connectError("protocol_unsupported");
  if (protocol < PROTOCOL_OLDEST || protocol > PROTOCOL) return connectError("protocol_unsupported");
  const parsed = shapeOf(Handshake, auth);
  if (!parsed.success) return connectError("invalid_payload");
  const { token, key, screen, turn } = parsed.data;
  return {
    ...(token === undefined ? {} : { token }),
    ...(key === undefined ? {} : { key }),
    ...(screen === undefined ? {} : { screen }),
    ...(turn === undefined ? {} : { turn }),
  };
};
