/** Organisers for tests: named by the administrator, signed in as a browser is. */
import { expect } from "vitest";
import type { Workshop } from "../../protocol/workshops.ts";
import { connectHost, type HostClient, SMALL_QUIZ } from "../support.ts";

/** Anything that has a server's address and asks with the host key. */
interface Server {
  url: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export const PASSWORD = "kata sandi 2026";

export const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** `name=value` of the cookie that an answer sets. */
export const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";

export const signIn = (url: string, body: object): Promise<Response> => fetch(`${url}/api/session`, json("POST", body));

export interface Tenant {
  id: string;
  name: string;
  cookie: string;
  ask(path: string, init?: RequestInit): Promise<Response>;
  host(): Promise<HostClient>;
}

/** Somebody who signs in at a server, with the cookie that came of it. */
export const tenant = async ({ url }: Pick<Server, "url">, name: string, id = ""): Promise<Tenant> => {
  const cookie = cookieOf(await signIn(url, { name, password: PASSWORD }));
  return {
    id,
    name,
    cookie,
    ask: (path, init = {}) => fetch(url + path, { ...init, headers: { cookie, ...init.headers } }),
    host: () => connectHost(url, {}, { cookie, origin: url }),
  };
};

/** A new organiser, signed in. */
export const newTenant = async (server: Server, name: string): Promise<Tenant> => {
  const made = await server.fetch("/api/organisers", json("POST", { name, password: PASSWORD }));
  const { organiser } = (await made.json()) as { organiser: { id: string } };
  return tenant(server, name, organiser.id);
};

/** Status and body of an answer. */
export const told = async (answer: Promise<Response>): Promise<[number, unknown]> => {
  const { status, ...rest } = await answer.then(async (given) => ({ status: given.status, text: await given.text() }));
  return [status, rest.text === "" ? null : JSON.parse(rest.text)];
};

const LIST = [{ name: "Murid Bu Ani", code: "AAAAA" }];
/** What somebody owns. */
export interface Things {
  quiz: string;
  workshop: string;
  rooms: { pre: string; post: string };
}

export const workshopBody = (quizId: string) => ({
  title: "Lokakarya",
  quizIds: { pre: quizId, post: quizId },
  identity: "roster",
  roster: LIST,
});

/** A quiz, a workshop and a finished room of each occasion. */
export const own = async (who: Tenant, quizId: string): Promise<Things> => {
  await who.ask(`/api/quizzes/${quizId}`, json("PUT", { ...SMALL_QUIZ, id: quizId, title: `Of ${who.name}` }));
  const made = await who.ask("/api/workshops", json("POST", workshopBody(quizId)));
  const { id: workshop } = ((await made.json()) as { workshop: Workshop }).workshop;
  const host = await who.host();
  const rooms = { pre: "", post: "" };
  for (const occasion of ["pre", "post"] as const) {
    const preset = occasion === "pre" ? "pretest" : "none";
    const options = { workshop: { id: workshop, occasion }, identity: "roster", preset } as const;
    rooms[occasion] = (await host.get("room:create", { quizId, options })).roomId;
    await host.get("room:finish", {});
  }
  host[Symbol.dispose]();
  return { quiz: quizId, workshop, rooms };
};

/** Opens and closes the first round of a room, and ends it. */
export const playOne = async (host: HostClient): Promise<void> => {
  await host.get("room:advance", { version: 1 });
  const { openedAt } = await host.phase("open");
  // A round that is closed before its options show was not asked.
  await expect.poll(async () => (await host.get("clock:probe", {})).now, { interval: 50 }).toBeGreaterThan(openedAt);
  await host.get("room:finish", {});
};
