/** Rights over HTTP: the host key as a bearer, or a session, whose token a cookie bears. */
import { fastifyCookie } from "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Who } from "../../protocol/sessions.ts";
import type { Access, Opened } from "../organisers/access.ts";
import { ADMINISTRATOR } from "../who.ts";
import { refusal } from "./errors.ts";

const COOKIE = "cermat_session";
const TOKEN_LENGTH = 256;

/** The session's token that a Cookie header bears, right or wrong. */
export const sessionToken = (header: string | undefined): string | undefined => {
  const token = header === undefined ? undefined : fastifyCookie.parse(header)[COOKIE];
  return token !== undefined && token.length <= TOKEN_LENGTH ? token : undefined;
};

const bearer = (request: FastifyRequest): string | undefined =>
  /^Bearer (.{1,256})$/.exec(request.headers.authorization ?? "")?.[1];

/** Whoever a request comes from; null: nobody that is known. Throws 429 for one wrong key too many. */
export const readWho = async (access: Access, request: FastifyRequest): Promise<Who | null> => {
  const key = bearer(request);
  if (key !== undefined) {
    const found = access.byKey(key, request.ip);
    if (found === "rate_limited") throw refusal("rate_limited");
    return found === "right" ? ADMINISTRATOR : null;
  }
  const token = sessionToken(request.headers.cookie);
  return (token === undefined ? undefined : await access.bySession(token)) ?? null;
};

const known = new WeakMap<object, Who>();

/** Who was let in by a hook of the guard. */
export const whoOf = (request: object): Who => {
  const who = known.get(request);
  if (!who) throw new Error("This route has no guard.");
  return who;
};

type Hook = (request: FastifyRequest) => Promise<void>;

export interface Guard {
  /** Lets only people with a right pass: the administrator and organisers. */
  signedIn: Hook;
  /** Lets only the administrator pass. */
  administrator: Hook;
}

export const createGuard = (access: Access): Guard => {
  const guarded =
    (fits: (who: Who) => boolean): Hook =>
    async (request) => {
      const who = await readWho(access, request);
      if (!who || !fits(who)) throw refusal("unauthorized");
      known.set(request, who);
    };
  return { signedIn: guarded(() => true), administrator: guarded(({ kind }) => kind === "administrator") };
};

/** Where a session's cookie goes: to this server alone, unseen by scripts, and with no request of another site. */
const cookieFor = (request: FastifyRequest) => ({
  path: "/",
  httpOnly: true,
  sameSite: "strict" as const,
  // School servers speak plain HTTP: a cookie that only TLS may carry would never come back.
  secure: request.protocol === "https",
});

/** Gives a browser its session, in the place of the one it had. Throws StoreUnavailable. */
export const setSession = async (
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
  { token, lastsMs }: Opened,
): Promise<void> => {
  const before = sessionToken(request.headers.cookie);
  if (before !== undefined) await access.close(before);
  void reply.setCookie(COOKIE, token, { ...cookieFor(request), maxAge: Math.floor(lastsMs / 1000) });
};

export const dropSession = (request: FastifyRequest, reply: FastifyReply): void =>
  void reply.clearCookie(COOKIE, cookieFor(request));

/** Takes the key out of a page's address: into a session when it is right, and away in any case. True: answered. */
export const takeKey = async (access: Access, request: FastifyRequest, reply: FastifyReply): Promise<boolean> => {
  const { key } = request.query as { key?: unknown };
  if (key === undefined) return false;
  if (typeof key === "string" && access.byKey(key, request.ip) === "right") {
    await setSession(access, request, reply, await access.openByKey());
  }
  void reply.redirect(request.url.split("?")[0] ?? "/", 303);
  return true;
};
