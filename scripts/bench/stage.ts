/** Where a run takes place: its servers, its Redis and its folder, all gone when it ends. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Child, startServer } from "./child.ts";
import { startRedis } from "./redis.ts";

const MAIN = new URL("../../src/main.ts", import.meta.url);
const YARDSTICK = new URL("./yardstick.ts", import.meta.url);

/** Where responses are stored, by the server and by its yardstick. */
export type StoreName = "sqlite" | "redis";

export interface Stage {
  key: string;
  /** A new folder in that of the stage. */
  folder(): Promise<string>;
  /** Starts nodes of the server; those on Redis share one of this stage, with its yardsticks. */
  nodes(store: StoreName, count: number, seats: number): Promise<Child[]>;
  /** Starts a yardstick that stores responses there, or nowhere. */
  yardstick(store: StoreName | undefined): Promise<Child>;
  /** Stops what was started since; the stage can be used again. */
  clear(): Promise<void>;
  tidy(): Promise<void>;
}

/** `profile`: a folder that the CPU profile of each server and yardstick is written to when it ends. */
export const createStage = async (profile?: string): Promise<Stage> => {
  const folder = await mkdtemp(join(tmpdir(), "cermat-bench-"));
  const key = randomBytes(24).toString("hex");
  const children: Child[] = [];
  let redis: Promise<Child> | undefined;
  let folders = 0;
  let gone = false;
  const profiling = profile === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(profile)}` };

  const keep = async (starting: Promise<Child>): Promise<Child> => {
    const child = await starting;
    children.push(child);
    // Stopped while it started.
    if (gone) await child.stop();
    return child;
  };
  const fresh = async (): Promise<string> => mkdtemp(join(folder, `${++folders}-`));
  const startOwnRedis = () => (redis ??= fresh().then((directory) => keep(startRedis(directory))));
  const clear = async () => {
    redis = undefined;
    await Promise.all(children.splice(0).map((child) => child.stop()));
  };

  return {
    key,
    folder: fresh,
    async nodes(store, count, seats) {
      const environment = {
        HOST_KEY: key,
        LOG_LEVEL: "error",
        ...profiling,
        ROOM_SEATS: String(seats),
        ...(store === "redis" ? { REDIS_URL: (await startOwnRedis()).url } : {}),
      };
      const starting = Array.from({ length: count }, async (_, nth) =>
        keep(startServer(MAIN, { ...environment, DATA_DIR: await fresh() }, nth)),
      );
      return Promise.all(starting);
    },
    async yardstick(store) {
      const path = async () => join(await fresh(), "yardstick.db");
      const where = store === "redis" ? (await startOwnRedis()).url : await path();
      return keep(startServer(YARDSTICK, { ...profiling, ...(store === undefined ? {} : { STORE: where }) }));
    },
    clear,
    async tidy() {
      gone = true;
      await clear();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
