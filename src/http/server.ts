import fastifyCookie from "@fastify/cookie";
import fastifySwagger from "@fastify/swagger";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { Logger } from "pino";
import type { z } from "zod";
import { neverThrowing } from "../../protocol/shape.ts";
import { refuseOtherSites } from "./cross-site.ts";
import { badAddress, badRequest, installErrors } from "./errors.ts";
import type { Guard } from "./rights.ts";

const BODY_BYTES = 64 * 1024;

export interface HttpParts {
  log: Logger;
  guard: Guard;
  /** Address that phones can open; known once it listens. */
  publicUrl(): string;
  trustProxy: readonly string[] | undefined;
}

/** In the place of Fastify's own compilers, which would be loaded at every start and used by no route. */
const notZod = (): never => {
  throw new Error("Routes are checked and written by zod.");
};

/** A Fastify server with its limits, error shape and OpenAPI, and no routes of its own yet. Does not listen. */
export const createHttp = async ({ log, guard, publicUrl, trustProxy }: HttpParts): Promise<FastifyInstance> => {
  const app = Fastify({
    loggerInstance: log,
    // Request lines would carry addresses and room ids into the log.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustProxy ? [...trustProxy] : false,
    bodyLimit: BODY_BYTES,
    requestTimeout: 10_000,
    connectionTimeout: 15_000,
    keepAliveTimeout: 10_000,
    http: { headersTimeout: 5000, connectionsCheckingInterval: 1000, maxHeaderSize: 8192 },
    // A long or odd address is one that is not there, told as every refusal is.
    routerOptions: { maxParamLength: 4096 },
    frameworkErrors: (_error, _request, reply) => badAddress(reply),
    clientErrorHandler: badRequest,
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    schemaController: { compilersFactory: { buildValidator: notZod, buildSerializer: notZod } },
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler<z.ZodType>((route) => neverThrowing(validatorCompiler(route)));
  app.setSerializerCompiler(serializerCompiler);
  installErrors(app);
  app.addHook("onRequest", refuseOtherSites(publicUrl));
  await app.register(fastifyCookie);
  await app.register(fastifySwagger, {
    openapi: { openapi: "3.1.0", info: { title: "Cermat", version: "1" } },
    transform: jsonSchemaTransform,
  });
  app.get("/api/openapi.json", { schema: { hide: true }, onRequest: guard.signedIn }, async () => app.swagger());
  return app;
};
