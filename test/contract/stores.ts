import { afterAll, beforeAll, describe } from "vitest";
import { startRedis } from "../redis.ts";
import { startApp } from "../support.ts";

export type TestApp = Awaited<ReturnType<typeof startApp>>;
type Start = (environment?: Record<string, string>) => Promise<TestApp>;

/** Every store, and how to start a server of a test's own on it. */
const STORES: [name: string, start: Start][] = [
  ["embedded", (environment) => startApp(environment)],
  [
    "redis",
    async (environment) => {
      const redis = await startRedis();
      const app = await startApp({ REDIS_URL: redis.url, ...environment });
      return {
        ...app,
        async [Symbol.asyncDispose]() {
          await app[Symbol.asyncDispose]();
          await redis[Symbol.asyncDispose]();
        },
      };
    },
  ],
];

/** A suite that runs over each store in turn, with one server for all of its tests; every test opens rooms of its own. */
export const overStores = (
  title: string,
  tests: (app: () => TestApp, store: string) => void,
  environment = {},
): void => {
  describe.each(STORES)(`${title}, store %s`, (name, start) => {
    let running: TestApp | undefined;
    beforeAll(async () => {
      running = await start(environment);
    });
    afterAll(() => running?.[Symbol.asyncDispose]());
    tests(() => {
      if (!running) throw new Error("the server has not started");
      return running;
    }, name);
  });
};
