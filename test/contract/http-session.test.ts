import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { startRedis } from "../redis.ts";
import { connectHost, HOST_KEY, SMALL_QUIZ, startApp } from "../support.ts";
import { codeOf } from "./protocol-play.ts";
import type { TestApp } from "./stores.ts";
import { cookieOf, json, newTenant, PASSWORD, signIn, type Tenant, tenant, told } from "./tenants.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The attributes of the one cookie that an answer sets. */
const flagsOf = (answer: Response): string[] => {
  const [cookie = "", ...others] = answer.headers.getSetCookie();
  expect(others).toEqual([]);
  return cookie.split("; ").slice(1).toSorted();
};

const status = async (url: string, cookie: string): Promise<number> =>
  (await fetch(`${url}/api/rooms`, { headers: { cookie } })).status;

describe("sessions", () => {
  let app: TestApp;
  let rina: Tenant;
  let now = 1_800_000_000_000;
  beforeAll(async () => {
    app = await startApp({ TRUST_PROXY: "127.0.0.1" }, { store: openSqlite({ file: ":memory:", now: () => now }) });
    rina = await newTenant(app, "Bu Rina");
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const who = async (cookie: string) => (await fetch(`${app.url}/api/session`, { headers: { cookie } })).json();

  test("[AU2] the host key or a name with its password becomes a session; its cookie says who one is", async () => {
    const byKey = await signIn(app.url, { key: HOST_KEY });
    expect([byKey.status, await byKey.json()]).toEqual([201, { who: { kind: "administrator" } }]);
    expect(flagsOf(byKey)).toEqual(["HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=Strict"]);
    const byName = await signIn(app.url, { name: " bu  RINA ", password: PASSWORD });
    const organiser = { kind: "organiser", id: rina.id, name: "Bu Rina" };
    expect([byName.status, await byName.json()]).toEqual([201, { who: organiser }]);
    expect(flagsOf(byName)).toEqual(["HttpOnly", "Max-Age=2592000", "Path=/", "SameSite=Strict"]);
    expect([await who(cookieOf(byKey)), await who(cookieOf(byName)), await who("")]).toEqual([
      { who: { kind: "administrator" }, named: true },
      { who: organiser, named: true },
      { who: null, named: true },
    ]);
    expect(cookieOf(byName)).toMatch(/^cermat_session=[\w-]{43}$/);
    expect(cookieOf(byName)).not.toBe(rina.cookie);
  });

  test("[AU2] the cookie is Secure over TLS, at sign-in, at the link and at sign-out", async () => {
    const headers = { "x-forwarded-proto": "https", "content-type": "application/json" };
    const body = JSON.stringify({ key: HOST_KEY });
    for (const [path, init] of [
      ["/api/session", { method: "POST", headers, body }],
      [`/host?key=${HOST_KEY}`, { headers, redirect: "manual" }],
      ["/api/session", { method: "DELETE", headers: { "x-forwarded-proto": "https" } }],
    ] as const) {
      expect(flagsOf(await fetch(app.url + path, init))).toEqual(
        expect.arrayContaining(["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]),
      );
    }
  });

  test("[AU2] the store has digests, and neither a token nor a password", async () => {
    const cookie = cookieOf(await signIn(app.url, { name: "Bu Rina", password: PASSWORD }));
    const token = cookie.split("=")[1] ?? "";
    expect(await app.app.store.session(token)).toBeUndefined();
    const kept = JSON.stringify(await app.app.store.organisers());
    expect(kept).toContain("scrypt$15$8$1$");
    expect(kept).not.toContain(PASSWORD);
    const listed = JSON.stringify(await (await app.fetch("/api/organisers")).json());
    expect(listed).not.toMatch(/scrypt|mark/);
  });

  test("[AU3] signing out ends the session and takes the cookie away; again, and with none, is the same", async () => {
    const cookie = cookieOf(await signIn(app.url, { key: HOST_KEY }));
    expect(await status(app.url, cookie)).toBe(200);
    for (const given of [cookie, cookie, ""]) {
      const answer = await fetch(`${app.url}/api/session`, { method: "DELETE", headers: { cookie: given } });
      expect(answer.status).toBe(204);
      expect(answer.headers.getSetCookie()).toEqual([
        expect.stringMatching(
          /^cermat_session=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970 .*; HttpOnly; SameSite=Strict$/,
        ),
      ]);
    }
    expect(await status(app.url, cookie)).toBe(401);
    expect(await status(app.url, rina.cookie)).toBe(200);
  });

  test("[AU3] whoever signs in again leaves the session before", async () => {
    const before = cookieOf(await signIn(app.url, { key: HOST_KEY }));
    const init = json("POST", { name: "Bu Rina", password: PASSWORD });
    const answer = await fetch(`${app.url}/api/session`, { ...init, headers: { ...init.headers, cookie: before } });
    expect([await status(app.url, before), await status(app.url, cookieOf(answer))]).toEqual([401, 200]);
  });

  test("[AU3] so does whoever opens the printed link, and a wrong link ends nothing", async () => {
    const before = cookieOf(await signIn(app.url, { key: HOST_KEY }));
    const open = (key: string) =>
      fetch(`${app.url}/host?key=${key}`, { redirect: "manual", headers: { cookie: before } });
    await open("wrong");
    expect(await status(app.url, before)).toBe(200);
    const answer = await open(HOST_KEY);
    expect([await status(app.url, before), await status(app.url, cookieOf(answer))]).toEqual([401, 200]);
  });

  test("[AU4] an organiser's session is over after 12 hours without use and 30 days in all, the key's after 30 days and a year", async () => {
    const begin = async () => ({
      name: cookieOf(await signIn(app.url, { name: "Bu Rina", password: PASSWORD })),
      key: cookieOf(await signIn(app.url, { key: HOST_KEY })),
    });
    const idle = await begin();
    now += 12 * HOUR_MS - 1;
    const used = await begin();
    expect([await status(app.url, idle.name), await status(app.url, idle.key)]).toEqual([200, 200]);
    now += 12 * HOUR_MS + 1;
    expect([await status(app.url, used.name), await status(app.url, idle.key)]).toEqual([401, 200]);
    now += 30 * DAY_MS;
    expect(await status(app.url, used.key)).toBe(401);
    const kept = await begin();
    for (let half = 0; half < 60; half++) {
      expect([await status(app.url, kept.name), await status(app.url, kept.key)]).toEqual([200, 200]);
      now += DAY_MS / 2 - 1000;
    }
    now += 60_000;
    expect([await status(app.url, kept.name), await status(app.url, kept.key)]).toEqual([401, 200]);
    for (let month = 0; month < 11; month++) {
      now += 29 * DAY_MS;
      expect(await status(app.url, kept.key)).toBe(200);
    }
    now += 17 * DAY_MS;
    expect(await status(app.url, kept.key)).toBe(401);
  });

  test("[AU1] a name is taken whatever its case, width and spaces; a name or password that is none is refused", async () => {
    const make = (name: unknown, password: unknown = "ten signs!") =>
      told(app.fetch("/api/organisers", json("POST", { name, password })));
    for (const name of ["Bu Rina", "bu rina", " BU  RINA ", "Ｂｕ Ｒｉｎａ"]) {
      expect(await make(name)).toMatchObject([409, { error: { code: "name_taken" } }]);
    }
    for (const name of ["", " ", "a\u200Bb", "a\nb\u0000", "x".repeat(61), 7]) {
      expect([name, (await make(name))[0]]).toEqual([name, 400]);
    }
    for (const password of ["nine sign", "x".repeat(201), 1234567890])
      expect((await make("New", password))[0]).toBe(400);
    expect((await make("New", "x".repeat(200)))[0]).toBe(201);
  });
});

describe("two nodes", () => {
  test("[AU5] a session is over on every node, its sockets too, within a second of sign-out, a new password, deletion", async () => {
    await using redis = await startRedis();
    await using a = await startApp({ REDIS_URL: redis.url });
    await using b = await startApp({ REDIS_URL: redis.url });
    const dewi = await newTenant(a, "Dewi");
    const path = `/api/organisers/${dewi.id}`;
    const again = { ...(await tenant(b, "Dewi")), id: dewi.id };
    const ends: [Tenant, () => Promise<Response>][] = [
      [dewi, () => dewi.ask("/api/session", { method: "DELETE" })],
      [again, () => a.fetch(path, json("PUT", { password: `${PASSWORD} baru` }))],
    ];
    for (const [who, end] of ends) {
      using host = await connectHost(b.url, {}, { cookie: who.cookie, origin: b.url });
      const { roomId } = await host.get("room:create", { quiz: SMALL_QUIZ });
      let closed = false;
      host.socket.on("disconnect", () => {
        closed = true;
      });
      expect(await status(b.url, who.cookie)).toBe(200);
      expect((await end()).ok).toBe(true);
      expect(await status(b.url, who.cookie)).toBe(401);
      await expect.poll(() => closed, { timeout: 5000 }).toBe(true);
      await host.until(() => host.socket.connected);
      expect(await codeOf(host.ask("room:attach", { roomId }))).toBe("unauthorized");
      expect(await codeOf(host.ask("room:finish", {}))).toBe("unauthorized");
    }
    expect((await signIn(b.url, { name: "Dewi", password: PASSWORD })).status).toBe(401);
    const third = cookieOf(await signIn(b.url, { name: "Dewi", password: `${PASSWORD} baru` }));
    expect(await status(a.url, third)).toBe(200);
    await b.fetch(path, { method: "DELETE" });
    expect(await status(a.url, third)).toBe(401);
    expect((await signIn(a.url, { name: "Dewi", password: `${PASSWORD} baru` })).status).toBe(401);
  });
});
