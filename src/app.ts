/** Wires the parts. Builds a server that does not listen; main.ts and tests decide where it does. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import proxyAddress from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { createGateway } from "./gateway/gateway.ts";
import { keptHostKey } from "./host-key.ts";
import { registerImports } from "./http/imports.ts";
import { lanAddress } from "./http/lan-address.ts";
import { registerOps } from "./http/ops.ts";
import { registerPages } from "./http/pages.ts";
import { registerQuizzes } from "./http/quizzes.ts";
import { cookieKey } from "./http/rights.ts";
import { registerRooms } from "./http/rooms.ts";
import { createHttp } from "./http/server.ts";
import { registerWorkshops } from "./http/workshops.ts";
import { createMetrics } from "./metrics.ts";
import { type Clock, systemClock } from "./rooms/clock.ts";
import { type Draw, drawFrom } from "./rooms/draw.ts";
import { keepRetention } from "./rooms/retention.ts";
import { loadShippedQuizzes } from "./shipped.ts";
import { openRedis } from "./store/redis.ts";
import { openSqlite } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";

export interface App {
  http: FastifyInstance;
  store: Store;
  hostKey: string;
  /** The address phones open, known once the server listens. */
  publicUrl(): string;
  /** Refuses new work, lets sockets go in slices, then closes store and server. */
  close(): Promise<void>;
}

/** Parts that a test may replace: a store on a virtual clock, timers, seeded chance. */
export interface AppParts {
  store?: Store;
  clock?: Clock;
  draw?: Draw;
}

const openStore = async (config: Config, log: Logger): Promise<Store> => {
  if (config.redisUrl !== undefined) {
    return openRedis({ url: config.redisUrl, warn: (message) => log.warn(message) });
  }
  await mkdir(config.dataDir, { recursive: true });
  return openSqlite({ file: join(config.dataDir, "cermat.db"), warn: (message) => log.warn(message) });
};

/** Throws ConfigError-like plain errors when the store cannot be opened. */
export const buildApp = async (config: Config, log: Logger, parts: AppParts = {}): Promise<App> => {
  const store = parts.store ?? (await openStore(config, log));
  const hostKey = config.hostKey ?? (await keptHostKey(config.dataDir));
  const http = await createHttp({ log, hostKey, trustProxy: config.trustProxy });
  const trust = proxyAddress.compile([...(config.trustProxy ?? [])]);
  const publicUrl = () => {
    if (config.publicUrl !== undefined) return config.publicUrl;
    const address = http.server.address();
    const port = typeof address === "object" && address ? address.port : config.port;
    return `http://${lanAddress()}${port === 80 ? "" : `:${port}`}`;
  };
  const { clock = systemClock, draw = drawFrom() } = parts;
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
    cookieKey: (header) => cookieKey(http, header),
  });
  registerOps(http, { store, hostKey, registry: gateway.metrics.registry, stopping: () => stopping });
  registerQuizzes(http, { store, hostKey });
  registerRooms(http, { store, hostKey, rooms: gateway.rooms });
  registerImports(http, { store, draw, hostKey });
  registerWorkshops(http, { store, hostKey, draw });
  await registerPages(http, hostKey);
  http.addHook("preClose", () => gateway.drain());
  http.addHook("onClose", () => store.close());
  await loadShippedQuizzes(store, log);
  await gateway.rooms.start();
  if (config.retentionDays !== undefined) {
    const { rooms } = gateway;
    const stop = await keepRetention({
      store,
      rooms,
      clock,
      days: config.retentionDays,
      erased: (counts) => log.info(counts, "erased what is older than RETENTION_DAYS"),
      failed: (error) => log.warn({ err: error }, "what is older than RETENTION_DAYS is not erased yet"),
    });
    http.addHook("onClose", async () => stop());
  }
  await http.ready();

  return {
    http,
    store,
    hostKey,
    publicUrl,
    async close() {
      stopping = true;
      await http.close();
    },
  };
};
