import { describe, expect, test } from "vitest";
import { HOST_KEY, startApp } from "../support.ts";
import type { TestApp } from "./stores.ts";

type Headers = Record<string, string>;

/** What a browser sends when a page of another site makes it. `own` is the origin of this server. */
const shapes = (own: string): Record<string, Headers> => {
  const { host, port, hostname } = new URL(own);
  const evil = "http://evil.test";
  return {
    "a form": { origin: evil, "sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded" },
    "a fetch of plain text": { origin: evil, "content-type": "text/plain" },
    "no origin, but Sec-Fetch-Site": { "sec-fetch-site": "cross-site", "content-type": "application/json" },
    "origin null": { origin: "null", "content-type": "application/json" },
    "another port": { origin: `http://${hostname}:${Number(port) + 1}`, "sec-fetch-site": "same-site" },
    "another scheme": { origin: `https://${host}`, "content-type": "application/json" },
    "another port, which the browser alone tells": { "sec-fetch-site": "same-site" },
    "a person's own hand, of another origin": { origin: evil, "sec-fetch-site": "none" },
    "a referrer alone": { referer: `${evil}/${own}` },
    "a name that begins like ours": { origin: `${own}.evil.test` },
  };
};

const sessionOf = async ({ url }: TestApp): Promise<string> => {
  const answer = await fetch(`${url}/host?key=${HOST_KEY}`, { redirect: "manual" });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
};

/** Every route that changes something, as `METHOD /address` with ids filled in. */
const changing = async (app: TestApp): Promise<string[]> => {
  const document = (await (await app.fetch("/api/openapi.json")).json()) as { paths: Record<string, object> };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== "get")
      .map((method) => `${method.toUpperCase()} ${path.replace("{id}", "all-kinds").replace("{file}", "a.png")}`),
  );
};

const ask = (app: TestApp, route: string, headers: Headers) => {
  const [method, url] = route.split(" ") as ["POST", string];
  const payload = "content-type" in headers ? "{}" : "";
  return app.app.http.inject({ method, url, headers: { host: new URL(app.url).host, ...headers }, payload });
};

describe("requests of other sites", () => {
  test("[AU7] whatever changes something is refused to pages of other sites, for every route and shape", async () => {
    await using app = await startApp();
    const cookie = await sessionOf(app);
    const routes = [...(await changing(app)), "POST /nothing"];
    expect(routes.length).toBeGreaterThan(12);
    for (const route of routes) {
      for (const [shape, headers] of Object.entries(shapes(app.url))) {
        const answer = await ask(app, route, { cookie, ...headers });
        expect([route, shape, answer.statusCode, answer.json().error?.code]).toEqual([route, shape, 403, "cross_site"]);
        expect(answer.headers["set-cookie"]).toBeUndefined();
      }
    }
    expect((await app.fetch("/api/quizzes/all-kinds")).status).toBe(200);
    expect((await ask(app, "GET /api/rooms", { cookie })).statusCode).toBe(200);
  });

  test("[AU7] our own pages, whatever address they have outside, clients that are no browsers, and the key as a bearer pass", async () => {
    await using app = await startApp({ PUBLIC_URL: "https://quiz.example.org" });
    const cookie = await sessionOf(app);
    const own: Headers[] = [
      { cookie, origin: app.url, "sec-fetch-site": "same-origin" },
      { cookie, origin: app.url },
      { cookie, origin: "https://quiz.example.org" },
      { cookie, referer: `${app.url}/organiser` },
      { cookie },
      { authorization: `Bearer ${HOST_KEY}`, origin: "http://evil.test" },
    ];
    for (const headers of own) {
      expect([headers, (await ask(app, "DELETE /api/quizzes/none", headers)).statusCode]).toEqual([headers, 404]);
    }
    const outside = { cookie, origin: "https://unknown.example.org", "content-type": "application/json" };
    const told = { ...outside, "sec-fetch-site": "same-origin" };
    expect((await ask(app, "DELETE /api/quizzes/none", told)).statusCode).toBe(404);
    expect((await ask(app, "DELETE /api/quizzes/none", outside)).statusCode).toBe(403);
    const basic = { cookie, authorization: "Basic aG9zdDprZXk=", origin: "http://evil.test" };
    expect((await ask(app, "DELETE /api/quizzes/none", basic)).statusCode).toBe(403);
  });
});
