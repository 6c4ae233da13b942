/**
 * The pages' own connection and outbox, run without a browser: what comes back here is what comes back on phones. Their
 * types need those of a browser, so what is used of them is described here.
 */
import type { Socket } from "socket.io-client";

export type Answer = ({ ok: true } & Record<string, unknown>) | { ok: false; error: { code: string } };
/** Null: no answer in time. */
export type Ask = (event: string, payload: object) => Promise<Answer | null>;

export interface Line {
  socket: Socket;
  ask: Ask;
  /** Ms of the server's clock. */
  serverNow(): number;
  rest(): void;
}

export interface Reply {
  token: string;
  round: number;
  attempt: string;
  value: string;
  elapsedMs: number;
  status: "saving" | "sent" | "late" | "refused";
}

type Connect = (namespace: string, settings?: { auth?: () => object }) => Line;
export interface Play {
  reply: Reply | null;
  seat: { token: string } | null;
}

type CreateOutbox = (
  play: Play,
  ask: Ask,
  seated: () => boolean,
  resume: () => void,
  changed: () => void,
) => { flush(): void };

const pages = new URL("../../../src/pages/", import.meta.url);
const load = (file: string): Promise<unknown> => import(new URL(file, pages).href);

// A page that is seen all the time, by an address that is set for each connection.
Object.assign(globalThis, {
  addEventListener: () => {},
  document: { hidden: false, addEventListener: () => {} },
});

const connection = (await load("shared/connection.ts")) as { connect: Connect };
const outbox = (await load("player/outbox.ts")) as { createOutbox: CreateOutbox };

export const { createOutbox } = outbox;

/** Opens a page's connection to a server, by a TCP connection of its own. */
export const connectPage = (url: string, namespace: "/player" | "/host", auth: () => object = () => ({})): Line => {
  const { protocol, port } = new URL(url);
  // Connections to one host name share what they can; hosts and phones are different devices.
  const hostname = namespace === "/host" ? "localhost" : "127.0.0.1";
  Object.assign(globalThis, { location: { protocol, hostname, host: `${hostname}:${port}`, port } });
  return connection.connect(namespace, { auth });
};
