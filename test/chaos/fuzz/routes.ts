/** Every HTTP route an app registers, heard from Fastify itself, so that none can be forgotten. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";

export interface Route {
  method: string;
  url: string;
  schema: { params?: z.ZodType; querystring?: z.ZodType; body?: z.ZodType };
}

/** Starts an app and lists its routes; HEAD follows GET and is left out. */
export const withRoutes = async <T>(start: () => Promise<T>): Promise<{ started: T; routes: Route[] }> => {
  const routes: Route[] = [];
  const hear = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook("onRoute", ({ method, url, schema = {} }) => {
      for (const each of [method].flat()) {
        if (each !== "HEAD") routes.push({ method: each, url, schema: schema as Route["schema"] });
      }
    });
  };
  subscribe("fastify.initialization", hear);
  try {
    return { started: await start(), routes };
  } finally {
    unsubscribe("fastify.initialization", hear);
  }
};
