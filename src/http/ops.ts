import { monitorEventLoopDelay } from "node:perf_hooks";
import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import type { Store } from "../store/store.ts";
import type { Guard } from "./rights.ts";

export interface OpsParts {
  store: Store;
  registry: Registry;
  guard: Guard;
  /** True once the server has begun to stop. */
  stopping(): boolean;
}

/** A turn of the event loop that takes longer is no health, ns. */
const STALL_NS = 2e9;

/** Liveness, readiness and metrics. */
export const registerOps = (app: FastifyInstance, { store, registry, guard, stopping }: OpsParts): void => {
  const turns = monitorEventLoopDelay({ resolution: 50 });
  turns.enable();
  app.addHook("onClose", async () => void turns.disable());
  app.get("/healthz", { schema: { summary: "The process is alive", tags: ["operations"] } }, () => ({ ok: true }));
  app.get(
    "/readyz",
    {
      schema: {
        summary: "The store answers, the event loop turns, and the server is not stopping",
        tags: ["operations"],
      },
    },
    async (_request, reply) => {
      const answers = await store.ping().then(
        () => true,
        () => false,
      );
      const healthy = turns.max < STALL_NS;
      turns.reset();
      const ready = answers && healthy && !stopping();
      return reply.status(ready ? 200 : 503).send({ ready });
    },
  );
  app.get(
    "/metrics",
    { schema: { summary: "Prometheus metrics", tags: ["operations"] }, onRequest: guard.administrator },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
};
