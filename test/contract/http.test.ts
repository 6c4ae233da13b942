import { describe, expect, test } from "vitest";
import { startRedis } from "../redis.ts";
import { HOST_KEY, SMALL_QUIZ, startApp } from "../support.ts";
import { overStores } from "./stores.ts";

/** What answers without a key, beside page files. */
const OPEN = ["/", "/host", "/organiser", "/healthz", "/readyz", "/images/{hash}", "/api/session"];

/** Every route of protocol 1 that needs the key, as OpenAPI writes addresses. */
const KEYED = [
  "get /api/quizzes",
  "get /api/quizzes/{id}",
  "get /api/quizzes/{id}.csv",
  "get /api/quizzes/{id}.xlsx",
  "post /api/quizzes/import",
  "get /api/quizzes/{id}/stored",
  "post /api/quizzes/preview",
  "put /api/quizzes/{id}",
  "delete /api/quizzes/{id}",
  "put /api/quizzes/{id}/images/{file}",
  "get /api/rooms",
  "post /api/rooms/import",
  "delete /api/rooms/{id}",
  "post /api/rooms/{id}/release",
  "get /api/rooms/{id}/report.json",
  "get /api/rooms/{id}/report.csv",
  "get /api/rooms/{id}/report.xlsx",
  "get /api/rooms/{id}/responses.csv",
  "get /api/rooms/{id}/matrix.csv",
  "get /api/rooms/{id}/long.zip",
  "get /api/rooms/{id}/codes.csv",
  "get /api/comparisons.json",
  "get /api/comparisons.csv",
  "get /api/comparisons.xlsx",
  "get /api/workshops",
  "post /api/workshops",
  "get /api/workshops/{id}",
  "put /api/workshops/{id}",
  "delete /api/workshops/{id}",
  "get /api/addresses",
  "get /api/codes",
  "get /api/organisers",
  "post /api/organisers",
  "put /api/organisers/{id}",
  "delete /api/organisers/{id}",
  "get /metrics",
];

const errorOf = async (answer: Response) => {
  const { error, ...rest } = (await answer.json()) as { error: { code: string; message: string } };
  return { status: answer.status, code: error.code, rest };
};

const unauthorized = { status: 401, code: "unauthorized", rest: {} };

overStores("HTTP", (app) => {
  test("[KT7] takes no part in the checks by which phones look for the internet", async () => {
    const probes = [
      ["connectivitycheck.gstatic.com", "/generate_204"],
      ["captive.apple.com", "/hotspot-detect.html"],
      ["www.msftconnecttest.com", "/connecttest.txt"],
      ["detectportal.firefox.com", "/canonical.html"],
    ] as const;
    for (const [host, path] of probes) {
      const { statusCode, headers } = await app().app.http.inject({ url: path, headers: { host } });
      expect([path, statusCode, headers.location, headers["set-cookie"]]).toEqual([path, 404, undefined, undefined]);
    }
  });

  test("[HT8] /api/openapi.json lists every route that there is", async () => {
    const document = (await (await app().fetch("/api/openapi.json")).json()) as { paths: Record<string, object> };
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const plain = OPEN.slice(3).map((path) => `get ${path}`);
    const sessions = ["post /api/session", "delete /api/session"];
    expect(listed.toSorted()).toEqual([...KEYED, ...plain, ...sessions].toSorted());
  });

  test("[HT1] without the key every route but the open ones answers 401, before it looks at anything else", async () => {
    const { url } = app();
    const headers: Record<string, string>[] = [
      {},
      { authorization: "Bearer wrong" },
      { authorization: `Bearer ${HOST_KEY}x` },
      { authorization: `bearer: ${HOST_KEY}` },
      { authorization: `Basic ${Buffer.from(`host:${HOST_KEY}`).toString("base64")}` },
      { cookie: "cermat_session=wrong" },
      { cookie: `cermat_session=${HOST_KEY}` },
      { cookie: `other=${HOST_KEY}` },
      { "x-forwarded-for": "127.0.0.1" },
    ];
    for (const route of [...KEYED, "get /api/openapi.json"]) {
      const [method = "", path = ""] = route.split(" ");
      const address = url + path.replace("{id}", "all-kinds").replace("{file}", "a.png");
      for (const given of headers) {
        const answer = await fetch(address, { method: method.toUpperCase(), headers: given });
        expect([route, given, await errorOf(answer)]).toEqual([route, given, unauthorized]);
      }
      expect(await errorOf(await fetch(`${address}?key=${HOST_KEY}`, { method: method.toUpperCase() }))).toEqual(
        unauthorized,
      );
    }
    expect((await app().fetch("/api/quizzes/all-kinds")).status).toBe(200);
  });

  test("[HT1] a body without the key is refused as 401, whatever it holds", async () => {
    const answer = await fetch(`${app().url}/api/quizzes/small`, {
      method: "PUT",
      body: "{",
      headers: { "content-type": "application/json" },
    });
    expect(await errorOf(answer)).toEqual(unauthorized);
  });

  test.each(["/", "/host", "/organiser", "/framed/player", "/framed/host"])(
    "[HT3] the key leaves the address of %s and becomes a session, whose cookie is no key",
    async (page) => {
      const answer = await fetch(`${app().url}${page}?key=${HOST_KEY}`, { redirect: "manual" });
      expect([answer.status, answer.headers.get("location")]).toEqual([303, page]);
      const [cookie = "", ...others] = answer.headers.getSetCookie();
      expect([cookie.split("; ").slice(1).toSorted(), others]).toEqual([
        ["HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=Strict"],
        [],
      ]);
      expect(cookie).toMatch(/^cermat_session=[\w-]{43};/);
      expect(cookie + (await answer.text())).not.toContain(HOST_KEY);
      const headers = { cookie: `a=1; ${cookie.split(";")[0]}` };
      expect((await fetch(`${app().url}/api/rooms`, { headers })).status).toBe(200);
    },
  );

  test("[HT3] a wrong key leaves the address too, and no cookie comes of it", async () => {
    const answer = await fetch(`${app().url}/host?key=wrong`, { redirect: "manual" });
    expect([answer.status, answer.headers.get("location"), answer.headers.getSetCookie()]).toEqual([303, "/host", []]);
  });

  test("[HT4] what is not there is 404 not_found, whoever asks and however", async () => {
    for (const path of ["/nothing", "/api/nothing", "/assets/nothing.js", "/images/x", "/player/index.html"]) {
      expect([path, await errorOf(await fetch(app().url + path))]).toEqual([
        path,
        {
          status: path === "/images/x" ? 400 : 404,
          code: path === "/images/x" ? "invalid_payload" : "not_found",
          rest: {},
        },
      ]);
    }
    expect(await errorOf(await app().fetch("/healthz", { method: "POST" }))).toMatchObject({ code: "not_found" });
    expect(await errorOf(await app().fetch("/api/rooms/nobody/report.json"))).toMatchObject({ code: "room_not_found" });
    expect(await errorOf(await app().fetch("/api/quizzes/none"))).toMatchObject({ code: "quiz_not_found" });
    expect(await errorOf(await app().fetch(`/images/${"0".repeat(64)}`))).toMatchObject({ code: "not_found" });
  });

  test.each([
    "/%",
    "/%E0%A4%A",
    "/host/%ff",
    `/api/quizzes/${"x".repeat(101)}`,
    "//",
    "/api/quizzes/a%2Fb",
    "/api/quizzes/__proto__",
  ])("[HT4] an odd address has an error of the same shape: %s", async (path) => {
    const answer = await app().fetch(path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(await answer.json()).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
  });

  test("[HT4] no path leads out of the pages' folder", async () => {
    const outside = [
      "/assets/../../package.json",
      "/assets/%2e%2e/%2e%2e/package.json",
      "/assets/..%2f..%2fpackage.json",
    ];
    for (const path of outside) expect((await fetch(app().url + path)).status).toBeGreaterThanOrEqual(400);
  });

  test("[HT4] bad JSON, a body of another kind and one with __proto__ are invalid_payload", async () => {
    const put = async (body: string, type = "application/json") => {
      const init = { method: "PUT", body, headers: { "content-type": type } };
      return errorOf(await app().fetch("/api/quizzes/small", init));
    };
    expect(await put("{")).toEqual({ status: 400, code: "invalid_payload", rest: {} });
    expect(await put("")).toMatchObject({ status: 400, code: "invalid_payload" });
    expect(await put('{"__proto__":{"id":"small"}}')).toMatchObject({ status: 400, code: "invalid_payload" });
    expect(await put("id=small", "application/x-www-form-urlencoded")).toMatchObject({ code: "invalid_payload" });
    expect(await app().app.store.quiz("small")).toBeUndefined();
  });

  test("[HT4] a quiz over 1 MB is 413 payload_too_large", async () => {
    const body = JSON.stringify({ ...SMALL_QUIZ, more: "x".repeat(1024 * 1024) });
    const headers = { "content-type": "application/json" };
    const answer = await app().fetch("/api/quizzes/small", { method: "PUT", body, headers });
    expect(await errorOf(answer)).toEqual({ status: 413, code: "payload_too_large", rest: {} });
  });

  test("[HT5] /healthz and /readyz are 200 while the server and its store live", async () => {
    for (const path of ["/healthz", "/readyz"]) expect((await fetch(app().url + path)).status).toBe(200);
  });

  test("[HT8] /metrics is Prometheus text", async () => {
    const answer = await app().fetch("/metrics");
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(await answer.text()).toMatch(/^# HELP cermat_\w+ /m);
  });

  test("[HT9] every answer has nosniff and a policy without unsafe, refusals too", async () => {
    const { fetch: keyed, url } = app();
    const answers = [
      ...(await Promise.all(
        [...OPEN, "/nothing", "/%", "/api/rooms", "/api/nothing"].map((path) => fetch(url + path)),
      )),
      await fetch(`${url}/host?key=${HOST_KEY}`, { redirect: "manual" }),
      await keyed("/api/quizzes"),
      await keyed("/metrics"),
      await keyed("/api/quizzes/x", { method: "PUT", body: "{", headers: { "content-type": "application/json" } }),
    ];
    for (const { url: address, headers, status } of answers) {
      expect([address, status, headers.get("x-content-type-options")]).toEqual([address, status, "nosniff"]);
      expect(headers.get("content-security-policy")).toMatch(/default-src 'none'/);
      expect(headers.get("content-security-policy")).not.toMatch(/unsafe|upgrade-insecure|\*/);
      expect(headers.get("strict-transport-security")).toBeNull();
      expect(headers.get("server") ?? headers.get("x-powered-by")).toBeNull();
    }
  });

  test.each(["/", "/host", "/organiser", "/framed/player", "/framed/host"])(
    "[HT9] page %s loads nothing from other hosts, and its files are there",
    async (page) => {
      const answer = await fetch(app().url + page);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, expect.stringContaining("text/html")]);
      const html = await answer.text();
      const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((found) => found[1] ?? "");
      expect(files.length).toBeGreaterThan(0);
      expect(html).not.toMatch(/<script(?![^>]*src=)|<style|style="|\son\w+=/);
      for (const file of files.filter((name) => !name.startsWith("data:"))) {
        expect(file).toMatch(/^\/assets\//);
        const loaded = await fetch(app().url + file);
        expect([file, loaded.status]).toEqual([file, 200]);
        expect(loaded.headers.get("cache-control")).toContain("immutable");
      }
    },
  );
});

test("[ED4] only the two pictures of pages stand in frames, of this server alone, and they connect to nothing", async () => {
  await using app = await startApp();
  const policy = async (path: string) => (await fetch(app.url + path)).headers.get("content-security-policy") ?? "";
  for (const path of ["/", "/host", "/organiser", "/api/session"]) {
    expect([path, await policy(path)]).toEqual([path, expect.stringContaining("frame-ancestors 'none'")]);
    expect((await policy(path)).includes("frame-src 'self'")).toBe(path === "/organiser");
  }
  for (const path of ["/framed/player", "/framed/host"]) {
    expect(await policy(path)).toContain("frame-ancestors 'self'");
    expect(await policy(path)).toContain("connect-src 'none'");
  }
});

describe("behind a proxy that speaks TLS", () => {
  const ask = async (trust: Record<string, string>) => {
    await using app = await startApp(trust);
    const headers = { "x-forwarded-proto": "https" };
    const answer = await fetch(`${app.url}/host?key=${HOST_KEY}`, { redirect: "manual", headers });
    return [answer.headers.getSetCookie().join().includes("Secure"), answer.headers.has("strict-transport-security")];
  };

  test("[HT3] the cookie is Secure when a trusted proxy says TLS, and only then", async () => {
    expect(await ask({ TRUST_PROXY: "127.0.0.1" })).toEqual([true, true]);
    expect(await ask({})).toEqual([false, false]);
    expect(await ask({ TRUST_PROXY: "10.0.0.1" })).toEqual([false, false]);
  });
});

test("[HT5] /readyz is 503 while Redis is away and 200 when it is back; /healthz stays 200, pages too", async () => {
  await using redis = await startRedis();
  await using app = await startApp({ REDIS_URL: redis.url });
  const status = async (path: string) => (await app.fetch(path)).status;
  expect(await status("/readyz")).toBe(200);
  await redis.kill();
  expect([await status("/readyz"), await status("/healthz"), await status("/")]).toEqual([503, 200, 200]);
  const refused = await app.fetch("/api/rooms");
  expect(await errorOf(refused)).toEqual({ status: 503, code: "store_unavailable", rest: {} });
  await redis.start();
  await expect.poll(() => status("/readyz"), { timeout: 10_000 }).toBe(200);
  expect(await status("/api/rooms")).toBe(200);
});
