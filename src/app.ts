/** Wires the parts. Builds a server that does not listen; serve.ts and tests decide where it does. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import proxyAddress from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { createGateway } from "./gateway/gateway.ts";
import { keptHostKey } from "./host-key.ts";
import { createServerAddresses, registerAddresses } from "./http/addresses.ts";
import { registerImports } from "./http/imports.ts";
import { registerOps } from "./http/ops.ts";
import { registerOrganisers } from "./http/organisers.ts";
import { registerPages } from "./http/pages.ts";
import { registerQuizFiles } from "./http/quiz-files.ts";
import { registerQuizzes } from "./http/quizzes.ts";
import { createGuard, sessionToken } from "./http/rights.ts";
import { registerRooms } from "./http/rooms.ts";
import { createHttp } from "./http/server.ts";
import { registerSessions } from "./http/sessions.ts";
import { registerWorkshops } from "./http/workshops.ts";
import { createMetrics } from "./metrics.ts";
import { ACCOUNT_PACE, createAccess } from "./organisers/access.ts";
import { isPassword } from "./organisers/passwords.ts";
import { type Clock, systemClock } from "./rooms/clock.ts";
import { type Draw, drawFrom } from "./rooms/draw.ts";
import { createGuesses, KEY_PACE } from "./rooms/guesses.ts";
import { keepRetention } from "./rooms/retention.ts";
import { loadShippedQuizzes } from "./shipped.ts";
import { openSqlite } from "./store/sqlite.ts";
import { type Store, StoreFull } from "./store/store.ts";

export interface App {
  http: FastifyInstance;
  store: Store;
  hostKey: string;
  /** The address phones open, known once the server listens. */
  publicUrl(): string;
  /** The others at which they may well reach it. */
  otherUrls(): string[];
  /**
   * Is not ready from now on and lets its sockets go in slices; after `noticeMs`, in which a proxy finds that out and
   * requests are still answered, closes server and store.
   */
  close(noticeMs?: number): Promise<void>;
}

/** Parts that a test may replace: a store on a virtual clock, timers, seeded chance. */
export interface AppParts {
  store?: Store;
  clock?: Clock;
  draw?: Draw;
}

const openStore = async (config: Config, log: Logger): Promise<Store> => {
  if (config.redisUrl !== undefined) {
    const { redisUrl: url, redisReplicas: replicas, redisUnsafe: unsafe } = config;
    const { openRedis } = await import("./store/redis.ts");
    return openRedis({ url, replicas, unsafe, warn: (message) => log.warn(message) });
  }
  await mkdir(config.dataDir, { recursive: true });
  return openSqlite({ file: join(config.dataDir, "cermat.db"), warn: (message) => log.warn(message) });
};

/** Throws ConfigError-like plain errors when the store cannot be opened. */
export const buildApp = async (config: Config, log: Logger, parts: AppParts = {}): Promise<App> => {
  const store = parts.store ?? (await openStore(config, log));
  const hostKey = config.hostKey ?? (await keptHostKey(config.dataDir));
  const keyGuesses = createGuesses(KEY_PACE);
  const trust = proxyAddress.compile([...(config.trustProxy ?? [])]);
  const port = (): number => {
    const address = http.server.address();
    return typeof address === "object" && address ? address.port : config.port;
  };
  const addresses = createServerAddresses({ publicUrl: config.publicUrl, host: config.host, port });
  const { publicUrl } = addresses;
  const { clock = systemClock, draw = drawFrom() } = parts;
  const access = createAccess({
    store,
    hostKey,
    guesses: { addresses: keyGuesses, accounts: createGuesses(ACCOUNT_PACE) },
    after: clock.after,
    isPassword,
  });
  const guard = createGuard(access);
  const http = await createHttp({ log, guard, publicUrl, trustProxy: config.trustProxy });
  let stopping = false;

  const gateway = createGateway({
    http: http.server,
    store,
    log,
    hostKey,
    publicUrl,
    createMetrics,
    clock,
    draw,
    capacity: config.seats,
    addressOf: (request) => proxyAddress(request, trust),
    access,
    sessionToken,
    keyGuesses,
  });
  registerOps(http, { store, guard, registry: gateway.metrics.registry, stopping: () => stopping });
  registerQuizzes(http, { store, guard, publicUrl, imageBytes: config.imageBytes });
  registerQuizFiles(http, { store, guard });
  registerRooms(http, { store, guard, rooms: gateway.rooms });
  registerImports(http, { store, draw, guard });
  registerWorkshops(http, { store, guard, draw });
  registerSessions(http, { store, access });
  registerAddresses(http, { addresses, guard });
  registerOrganisers(http, { store, draw, guard });
  await registerPages(http, access);
  http.addHook("preClose", () => gateway.close());
  http.addHook("onClose", () => store.close());
  await loadShippedQuizzes(store, log).catch((error: unknown) => {
    // The rooms that are running do not wait for space.
    if (!(error instanceof StoreFull)) throw error;
    log.warn("the store has no space left; the quizzes that ship are not loaded");
  });
  await gateway.rooms.start();
  const stopRetention = keepRetention({
    store,
    rooms: gateway.rooms,
    clock,
    days: config.retentionDays,
    erased: (counts) => log.info(counts, "erased rehearsals, and what is older than RETENTION_DAYS"),
    failed: (error) => log.warn({ err: error }, "rehearsals and what is older than RETENTION_DAYS are not erased yet"),
  });
  http.addHook("onClose", async () => stopRetention());
  await http.ready();

  return {
    http,
    store,
    hostKey,
    publicUrl,
    otherUrls: addresses.otherUrls,
    async close(noticeMs = 0) {
      stopping = true;
      if (noticeMs > 0) await Promise.all([gateway.drain(), setTimeout(noticeMs)]);
      await http.close();
    },
  };
};
