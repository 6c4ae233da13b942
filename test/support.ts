/** Disposable servers and honest clients for tests: `await using`. Loopback only. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { io, type Socket } from "socket.io-client";
import type { Answer, HostAnswers, PlayerAnswers } from "../protocol/events.ts";
import type { HostPayload, PlayerPayload } from "../protocol/payloads.ts";
import type { HostSnapshotOf, PlayerSnapshotOf } from "../protocol/snapshots.ts";
import { type AppParts, buildApp } from "../src/app.ts";
import { readConfig } from "../src/config.ts";

export const HOST_KEY = "a-host-key-for-tests-only";

export const tempFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), "cermat-test-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};

/** A whole server in this process, listening on loopback, on a free port unless one is given. */
export const startApp = async (
  environment: Record<string, string> = {},
  parts: AppParts = {},
  log = pino({ level: "silent" }),
  port = 0,
) => {
  const folder = await tempFolder();
  const config = readConfig({ DATA_DIR: folder.path, HOST_KEY, HOST: "127.0.0.1", PORT: "0", ...environment });
  const app = await buildApp(config, log, parts);
  const url = await app.http.listen({ port, host: "127.0.0.1" });
  return {
    url,
    app,
    /** An HTTP request with the host key. */
    fetch: (path: string, init: RequestInit = {}) =>
      fetch(url + path, { ...init, headers: { authorization: `Bearer ${HOST_KEY}`, ...init.headers } }),
    async [Symbol.asyncDispose]() {
      await app.close();
      await folder[Symbol.asyncDispose]();
    },
  };
};

type Names = { [event: string]: object };

/** A socket that keeps what it was sent and can wait for it. */
class Client<Snapshot extends { phase: string; version: number }, Answers extends Names> {
  readonly socket: Socket;
  readonly snapshots: Snapshot[] = [];
  readonly events: { name: string; payload: unknown }[] = [];
  #waiting: (() => void)[] = [];

  constructor(socket: Socket) {
    this.socket = socket;
    socket.onAny((name: string, payload: unknown) => {
      this.events.push({ name, payload });
      if (name === "snapshot") this.snapshots.push(payload as Snapshot);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  get last(): Snapshot | undefined {
    return this.snapshots.at(-1);
  }

  /** The answer, whatever it is; rejects when none comes. */
  ask<Name extends keyof Answers & string>(event: Name, payload: unknown): Promise<Answer<Answers[Name]>> {
    return this.socket.timeout(10_000).emitWithAck(event, payload);
  }

  /** The answer beside ok; throws a refusal. */
  async get<Name extends keyof Answers & string>(event: Name, payload: unknown): Promise<Answers[Name]> {
    const answer = await this.ask(event, payload);
    if (!answer.ok) throw new Error(`${event}: ${answer.error.code} ${answer.error.message}`);
    return answer;
  }

  /** The first thing already sent or still to come that fits. */
  async until<T>(find: (client: this) => T | undefined | false, ms = 15_000): Promise<T> {
    const end = performance.now() + ms;
    for (;;) {
      const found = find(this);
      if (found !== undefined && found !== false) return found;
      const left = end - performance.now();
      if (left <= 0) throw new Error(`nothing that fits came; last snapshot ${JSON.stringify(this.last)}`);
      await new Promise<void>((wake) => {
        this.#waiting.push(wake);
        setTimeout(wake, Math.min(left, 50));
      });
    }
  }

  /** A snapshot of this phase (and round). */
  phase<P extends Snapshot["phase"]>(phase: P, round?: number): Promise<Extract<Snapshot, { phase: P }>> {
    return this.until(
      ({ snapshots }) =>
        snapshots.findLast(
          (shown) => shown.phase === phase && (round === undefined || (shown as { round?: number }).round === round),
        ) as Extract<Snapshot, { phase: P }> | undefined,
    );
  }

  [Symbol.dispose]() {
    this.socket.disconnect();
  }
}

export type HostClient = Client<HostSnapshotOf, HostAnswers & Names>;
export type PlayerClient = Client<PlayerSnapshotOf, PlayerAnswers & Names>;

type Headers = Record<string, string>;

const connect = (url: string, namespace: string, auth: object, extraHeaders: Headers): Promise<Socket> => {
  const settings = { transports: ["websocket"], forceNew: true, reconnectionDelay: 50 };
  const socket = io(`${url}${namespace}`, { ...settings, auth, extraHeaders });
  return new Promise((ready, failed) => {
    const refused = (error: Error) => {
      socket.disconnect();
      failed(error);
    };
    socket.once("connect_error", refused);
    socket.once("connect", () => {
      // From here on the client comes back by itself.
      socket.off("connect_error", refused);
      ready(socket);
    });
  });
};

/** `headers` go with the handshake's request, as a browser's cookie and origin do. */
export const connectHost = async (
  url: string,
  auth: object = { key: HOST_KEY },
  headers: Headers = {},
): Promise<HostClient> => new Client(await connect(url, "/host", { protocol: 1, ...auth }, headers));

export const connectPlayer = async (url: string, auth: object = {}, headers: Headers = {}): Promise<PlayerClient> =>
  new Client(await connect(url, "/player", { protocol: 1, ...auth }, headers));

/** A host with a fresh room of the quiz. */
export const openRoom = async (url: string, payload: HostPayload<"room:create">) => {
  const host = await connectHost(url);
  const room = await host.get("room:create", payload);
  host.snapshots.push(room.snapshot);
  return { host, ...room };
};

/** A player seated in a room. */
export const joinRoom = async (url: string, payload: PlayerPayload<"room:join">) => {
  const player = await connectPlayer(url);
  const seat = await player.get("room:join", payload);
  player.snapshots.push(seat.snapshot);
  return { player, ...seat };
};

/** Waits until the options show, if the host's last screen is of a round that has just opened: it cannot be closed before. */
export const untilShown = async (host: HostClient): Promise<void> => {
  if (host.last?.phase !== "open") return;
  const { openedAt } = host.last;
  // Asked again after each wait: a timer may ring a little before its time.
  for (;;) {
    const { now } = await host.get("clock:probe", {});
    if (now >= openedAt) return;
    await sleep(openedAt - now);
  }
};

/** Advances from the version the host last saw. */
export const advance = async (host: HostClient) => {
  const version = host.last?.version ?? 0;
  await untilShown(host);
  return host.get("room:advance", { version });
};

/** A small quiz with a single choice, a multiple choice and a poll; keys b, a+c, none. */
export const SMALL_QUIZ = {
  schemaVersion: 1,
  id: "small",
  title: "Small",
  language: "en",
  items: [
    {
      id: "q1",
      type: "single-choice",
      stem: "One?",
      options: [
        { id: "a", text: "A" },
        { id: "b", text: "B" },
      ],
      key: ["b"],
      explanation: "Because of B.",
    },
    {
      id: "q2",
      type: "multiple-choice",
      stem: "Two?",
      options: [
        { id: "a", text: "A" },
        { id: "b", text: "B" },
        { id: "c", text: "C" },
      ],
      key: ["a", "c"],
    },
    {
      id: "q3",
      type: "poll",
      stem: "Three?",
      options: [
        { id: "x", text: "X" },
        { id: "y", text: "Y" },
      ],
    },
  ],
};
