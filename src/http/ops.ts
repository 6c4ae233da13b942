import type { FastifyInstance } from "fastify";
import type { Registry } from "prom-client";
import type { Store } from "../store/store.ts";
import { requireKey } from "./rights.ts";

export interface OpsParts {
  store: Store;
  registry: Registry;
  hostKey: string;
  /** True once the server has begun to stop. */
  stopping(): boolean;
}

/** Liveness, readiness and metrics. */
export const registerOps = (app: FastifyInstance, { store, registry, hostKey, stopping }: OpsParts): void => {
  app.get("/healthz", { schema: { summary: "The process is alive", tags: ["operations"] } }, () => ({ ok: true }));
  app.get(
    "/readyz",
    { schema: { summary: "The store answers and the server is not stopping", tags: ["operations"] } },
    async (_request, reply) => {
      const answers = await store.ping().then(
        () => true,
        () => false,
      );
      const ready = answers && !stopping();
      return reply.status(ready ? 200 : 503).send({ ready });
    },
  );
  app.get(
    "/metrics",
    { schema: { summary: "Prometheus metrics", tags: ["operations"] }, onRequest: requireKey(app, hostKey) },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  );
};
