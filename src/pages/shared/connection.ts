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
  /** Rights, and which page it is, sent with the protocol version; read again at every connection. */
  auth?: () => { token?: string; key?: string; screen?: string };
  /** Over a connection of its own, which can be closed and opened again beside another namespace's. */
  apart?: boolean;
  /** The handshake was refused: `protocol_unsupported` or `unauthorized`. */
  refused?: (code: ErrorCode) => void;
}

const ANSWER_MS = 2000;
/** A phone that wakes up asks whether its connection lives, and waits no longer than this for the answer, ms. */
const WOKEN_MS = 1000;
const PROBES = 6;
const PROBE_EVERY_MS = 30_000;
/** A server that is lost is lost for every phone of a hall: their first attempts are spread over this time, ms. */
const SPREAD_MS = 1000;
const AGAIN_MOST_MS = 1500;
/** How a WebSocket is closed that broke: nobody has said goodbye. */
const BROKEN = 1006;
const SLICE_MS = 125;
/** Waking up is told by several events at once. */
const TOGETHER_MS = 300;

/** Opens the connection to a namespace; it comes back by itself after every loss until `rest`. */
export const connect = <Name extends keyof Namespaces>(namespace: Name, settings: Settings = {}): Connection<Name> => {
  const clock = createClock();
  let resting = false;
  /** Which series of probes runs: a newer one ends the older. */
  let series: object | undefined;
  let turn = 0;
  let reopenedAt = Number.NEGATIVE_INFINITY;
  const socket: Socket = io(namespace, {
    transports: ["websocket"],
    forceNew: settings.apart === true,
    auth: (send) => send({ ...settings.auth?.(), turn: ++turn, protocol: PROTOCOL }),
    // From 0 to twice as long, doubled after each attempt.
    reconnectionDelay: SPREAD_MS / 2,
    reconnectionDelayMax: AGAIN_MOST_MS,
    randomizationFactor: 1,
    timeout: 5000,
  });

  const ask = (event: string, payload: unknown, answerMs = ANSWER_MS): Promise<unknown> =>
    socket
      .timeout(answerMs)
      .emitWithAck(event, payload)
      .then((answer) => {
        if (answer?.ok === true && typeof answer.snapshot?.serverNow === "number") {
          clock.atLeast(answer.snapshot.serverNow);
        }
        return answer;
      })
      .catch(() => {
        // Either the server is slow with this, or nobody is there any more.
        if (socket.connected && !series) void probeAll(SPREAD_MS);
        return null;
      });

  const reopen = () => {
    const now = performance.now();
    if (resting || now - reopenedAt < TOGETHER_MS) return;
    reopenedAt = now;
    // A closed manager opens at once; one that waits for its next attempt would go on waiting.
    socket.disconnect();
    socket.connect();
  };

  /** One sample; false when the connection only looks alive. */
  const probe = async (answerMs: number): Promise<boolean> => {
    const sent = performance.now();
    const answer = (await ask("clock:probe", {}, answerMs)) as Answer<{ now: number }> | null;
    if (answer?.ok) clock.sample(sent, performance.now(), answer.now);
    return answer !== null;
  };

  /** Takes samples. A connection that is silent is opened anew: after up to `spreadMs`, where many may find it so at once. */
  const probeAll = async (spreadMs: number, answerMs = ANSWER_MS) => {
    if (document.hidden) return;
    const own = {};
    series = own;
    const { id } = socket;
    const same = () => socket.connected && socket.id === id;
    for (let i = 0; i < PROBES && series === own && same(); i++) {
      if (await probe(answerMs)) continue;
      if (series === own) setTimeout(() => same() && reopen(), Math.random() * spreadMs);
      break;
    }
    if (series === own) series = undefined;
  };

  /** The page is looked at again, or the network is back: this one phone need not wait for others. */
  const check = () => {
    clock.woke();
    if (document.hidden) return;
    if (socket.connected) void probeAll(0, WOKEN_MS);
    else reopen();
  };

  socket.on("snapshot", (snapshot: { serverNow: number }) => clock.atLeast(snapshot.serverNow));
  socket.on("connect", () => void probeAll(SPREAD_MS));
  socket.on("disconnect", (reason, details) => {
    const { code } = (details as { context?: { code?: number } } | undefined)?.context ?? {};
    // A server that says goodbye lets its clients go a few at a time: nobody needs to be spread.
    socket.io.reconnectionDelay(code !== undefined && code !== BROKEN ? SLICE_MS : SPREAD_MS / 2);
    // The one reason after which the client does not come back by itself.
    if (reason === "io server disconnect")
      setTimeout(() => !resting && socket.connect(), SPREAD_MS / 2 + Math.random() * SPREAD_MS);
  });
  socket.on("connect_error", (error: Error & { data?: { code?: ErrorCode } }) => {
    const { code } = error.data ?? {};
    // Who was refused does not come back by itself, and a store that is away does.
    if (code === "store_unavailable")
      setTimeout(() => !resting && !socket.active && socket.connect(), SPREAD_MS / 2 + Math.random() * SPREAD_MS);
    else if (code !== undefined) settings.refused?.(code);
  });
  addEventListener("online", check);
  addEventListener("pageshow", (event) => event.persisted && check());
  document.addEventListener("visibilitychange", check);
  setInterval(() => void (socket.connected && !series && probeAll(SPREAD_MS)), PROBE_EVERY_MS);

  return {
    socket,
    ask: (event, payload) => ask(String(event), payload) as ReturnType<Connection<Name>["ask"]>,
    serverNow: clock.serverNow,
    rest: () => {
      resting = true;
      reopenedAt = Number.NEGATIVE_INFINITY;
      socket.disconnect();
    },
    wake: () => {
      resting = false;
      if (!socket.connected) reopen();
    },
  };
};
