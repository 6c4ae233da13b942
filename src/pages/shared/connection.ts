/** The socket of a page: typed, quick to come back, with the server's clock. State comes in answers and snapshots. */
import { io, type Socket } from "socket.io-client";
import type { ErrorCode } from "../../../protocol/errors.ts";
import type {
  Answer,
  HostAnswers,
  HostToServer,
  PlayerAnswers,
  PlayerToServer,
  ServerToHost,
  ServerToPlayer,
} from "../../../protocol/events.ts";
import type { HostPayload, PlayerPayload } from "../../../protocol/payloads.ts";
import { PROTOCOL } from "../../../protocol/version.ts";
import { createClock } from "./clock.ts";

interface Namespaces {
  "/player": {
    sent: ServerToPlayer;
    asked: PlayerToServer;
    answers: PlayerAnswers;
    payloads: { [Name in keyof PlayerAnswers]: PlayerPayload<Name> };
  };
  "/host": {
    sent: ServerToHost;
    asked: HostToServer;
    answers: HostAnswers;
    payloads: { [Name in keyof HostAnswers]: HostPayload<Name> };
  };
}

export interface Connection<Name extends keyof Namespaces> {
  /** For `on("snapshot", ...)`, `on("connect", ...)`, `on("disconnect", ...)` and `connected`. */
  socket: Socket<Namespaces[Name]["sent"], Namespaces[Name]["asked"]>;
  /** Emits with an ack. Null: no answer within 2 s, so the outcome is unknown; ask again with the same attempt. */
  ask<Event extends keyof Namespaces[Name]["answers"] & keyof Namespaces[Name]["payloads"]>(
    event: Event,
    payload: Namespaces[Name]["payloads"][Event],
  ): Promise<Answer<Namespaces[Name]["answers"][Event]> | null>;
  /** Ms of the server's clock. */
  serverNow(): number;
  /** Closes the connection until `wake`. */
  rest(): void;
  wake(): void;
}

interface Settings {
  /** Rights, sent with the protocol version; read again at every connection. */
  auth?: () => { token?: string; key?: string };
  /** The handshake was refused: `protocol_unsupported` or `unauthorized`. */
  refused?: (code: ErrorCode) => void;
}

const ANSWER_MS = 2000;
const PROBES = 6;
const PROBE_EVERY_MS = 30_000;

/** Opens the connection to a namespace; it comes back by itself after every loss until `rest`. */
export const connect = <Name extends keyof Namespaces>(namespace: Name, settings: Settings = {}): Connection<Name> => {
  const clock = createClock();
  let resting = false;
  let probing = false;
  const socket: Socket = io(namespace, {
    transports: ["websocket"],
    auth: (send) => send({ ...settings.auth?.(), protocol: PROTOCOL }),
    reconnectionDelay: 250,
    reconnectionDelayMax: 1500,
    randomizationFactor: 0.5,
    timeout: 5000,
  });

  const ask = (event: string, payload: unknown): Promise<unknown> =>
    socket
      .timeout(ANSWER_MS)
      .emitWithAck(event, payload)
      .then((answer) => {
        if (answer?.ok === true && typeof answer.snapshot?.serverNow === "number") {
          clock.atLeast(answer.snapshot.serverNow);
        }
        return answer;
      })
      .catch(() => null);

  const reopen = () => {
    if (resting) return;
    // A closed manager opens at once; one that waits for its next attempt would go on waiting.
    socket.disconnect();
    socket.connect();
  };

  /** One sample; false when the connection only looks alive. */
  const probe = async (): Promise<boolean> => {
    const sent = performance.now();
    const answer = (await ask("clock:probe", {})) as Answer<{ now: number }> | null;
    if (answer?.ok) clock.sample(sent, performance.now(), answer.now);
    return answer !== null;
  };

  const probeAll = async () => {
    if (probing || document.hidden) return;
    probing = true;
    const { id } = socket;
    for (let i = 0; i < PROBES && socket.connected && socket.id === id; i++) {
      if (await probe()) continue;
      // The same socket is still there but silent: the network under it has gone.
      if (socket.connected && socket.id === id) reopen();
      break;
    }
    probing = false;
  };

  const check = () => {
    if (document.hidden || resting) return;
    if (socket.connected) void probeAll();
    else reopen();
  };

  socket.on("snapshot", (snapshot: { serverNow: number }) => clock.atLeast(snapshot.serverNow));
  socket.on("connect", () => void probeAll());
  socket.on("disconnect", (reason) => {
    // The one reason after which the client does not come back by itself.
    if (reason === "io server disconnect") setTimeout(() => !resting && socket.connect(), 500 + Math.random() * 1000);
  });
  socket.on("connect_error", (error: Error & { data?: { code?: ErrorCode } }) => {
    if (error.data?.code !== undefined) settings.refused?.(error.data.code);
  });
  addEventListener("online", check);
  addEventListener("pageshow", (event) => event.persisted && check());
  document.addEventListener("visibilitychange", check);
  setInterval(() => void (socket.connected && probeAll()), PROBE_EVERY_MS);

  return {
    socket,
    ask: ask as Connection<Name>["ask"],
    serverNow: clock.serverNow,
    rest: () => {
      resting = true;
      socket.disconnect();
    },
    wake: () => {
      resting = false;
      if (!socket.connected) reopen();
    },
  };
};
