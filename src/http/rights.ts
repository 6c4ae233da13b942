/** The host key over HTTP: a bearer, or the cookie that the printed link turns into. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sameSecret } from "../secret.ts";
import { refusal } from "./errors.ts";

const COOKIE = "cermat_key";
const YEAR_S = 365 * 24 * 3600;

/** The host key that a Cookie header bears, right or wrong. */
export const cookieKey = (app: FastifyInstance, header: string | undefined): string | undefined =>
  header === undefined ? undefined : app.parseCookie(header)[COOKIE];

const bearer = (request: FastifyRequest): string | undefined =>
  /^Bearer (.{1,256})$/.exec(request.headers.authorization ?? "")?.[1];

const hasKey = (app: FastifyInstance, request: FastifyRequest, hostKey: string): boolean => {
  const key = bearer(request) ?? cookieKey(app, request.headers.cookie);
  return key !== undefined && sameSecret(key, hostKey);
};

/** A hook that lets only holders of the host key pass. */
export const requireKey = (app: FastifyInstance, hostKey: string) => async (request: FastifyRequest) => {
  if (!hasKey(app, request, hostKey)) throw refusal("unauthorized");
};

/** Takes the key out of a page's address: into a cookie when it is right, and away in any case. True: answered. */
export const takeKey = (request: FastifyRequest, reply: FastifyReply, hostKey: string): boolean => {
  const { key } = request.query as { key?: unknown };
  if (key === undefined) return false;
  if (typeof key === "string" && sameSecret(key, hostKey)) {
    void reply.setCookie(COOKIE, hostKey, {
      path: "/",
      httpOnly: true,
      sameSite: "strict",
      // School servers speak plain HTTP: a cookie that only TLS may carry would never come back.
      secure: request.protocol === "https",
      maxAge: YEAR_S,
    });
  }
  void reply.redirect(request.url.split("?")[0] ?? "/", 303);
  return true;
};
