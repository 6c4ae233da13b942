import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyHelmet from "@fastify/helmet";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import type { Access } from "../organisers/access.ts";
import { takeKey } from "./rights.ts";

const ROOT = fileURLToPath(new URL("../../dist/pages", import.meta.url));
const YEAR_MS = 365 * 24 * 3600 * 1000;

/** The WebSocket address of the page's own server, as it was asked for. */
const ownSocket = (host = ""): string => (/^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'");

/** No `unsafe-*`, nothing from outside; `extra` is laid over it for one page. */
const policy = (extra: Record<string, string[]> = {}) => ({
  useDefaults: false,
  directives: {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "font-src": ["'self'"],
    "img-src": ["'self'"],
    // Older browsers do not take 'self' for the page's own WebSocket.
    "connect-src": ["'self'", ({ headers }: IncomingMessage) => ownSocket(headers.host)],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    ...extra,
  },
});

/** Headers of every answer. No `unsafe-*`, nothing from outside, and no upgrade to TLS that a school's server lacks. */
const securityHeaders = async (app: FastifyInstance): Promise<void> => {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: policy(),
    referrerPolicy: { policy: "no-referrer" },
    // Only TLS answers may promise TLS, and a plain-HTTP origin may not isolate itself.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });
  app.addHook("onSend", async (request, reply) => {
    if (request.protocol === "https") void reply.header("strict-transport-security", "max-age=31536000");
  });
};

/** The three pages, their assets, and the headers. Hosts arrive with `?key=`, which becomes a session at once. */
export const registerPages = async (app: FastifyInstance, access: Access): Promise<void> => {
  await securityHeaders(app);
  await app.register(fastifyStatic, {
    root: join(ROOT, "assets"),
    prefix: "/assets/",
    index: false,
    preCompressed: true,
    // Assets bear a hash of their content in their name.
    maxAge: YEAR_MS,
    immutable: true,
  });
  const page = (path: string, folder: string, extra = {}, file = "index.html") =>
    app.get(
      path,
      { schema: { hide: true }, helmet: { contentSecurityPolicy: policy(extra) } },
      async (request, reply) => {
        if (await takeKey(access, request, reply)) return reply;
        const options = { cacheControl: false };
        return reply.header("cache-control", "no-cache").sendFile(file, join(ROOT, folder), options);
      },
    );
  page("/", "player");
  page("/host", "host");
  page("/organiser", "organiser", { "frame-src": ["'self'"] });
  // Pictures of the two others, which the editor shows in frames; they connect to nothing.
  const framed = { "frame-ancestors": ["'self'"], "connect-src": ["'none'"] };
  page("/framed/player", "player", framed, "framed.html");
  page("/framed/host", "host", framed, "framed.html");
};
