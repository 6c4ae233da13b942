import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startApp } from "../support.ts";
import type { TestApp } from "./stores.ts";
import { json } from "./tenants.ts";

/** Passwords that are being or were hashed, and how to end the hash that is under way. */
const hashing = vi.hoisted(() => ({ seen: [] as string[], end: () => {} }));
vi.mock("../../src/organisers/passwords.ts", async (original) => ({
  ...(await original<object>()),
  isPassword: (password: string) => {
    hashing.seen.push(password);
    return new Promise<boolean>((resolve) => {
      hashing.end = () => resolve(false);
    });
  },
}));

describe("sign-ins over HTTP", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ TRUST_PROXY: "127.0.0.1" });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const signIn = (password: string, address: string, signal?: AbortSignal) => {
    const init = json("POST", { name: "Rina", password });
    const headers = { ...init.headers, "x-forwarded-for": address };
    return fetch(`${app.url}/api/session`, { ...init, headers, ...(signal && { signal }) });
  };
  const waitFor = (check: () => void) => vi.waitFor(check, 10_000);
  /** Ends hashes until one of this password has begun, and that one too. */
  const endUntil = (password: string) =>
    waitFor(() => {
      hashing.end();
      expect(hashing.seen).toContain(password);
      hashing.end();
    });

  test("[AU16] all addresses of an IPv6 network wait as one: another network comes next, however many they are", async () => {
    const flood = Array.from({ length: 30 }, (_, n) => signIn(`flood ${n}`, `2001:db8:1:2::${n + 1}`));
    const refused = flood.map(async (one) => (await one).status === 429);
    // 1 is hashed, 10 wait.
    let sentAway = 0;
    for (const one of refused) void one.then((away) => (sentAway += Number(away)));
    await waitFor(() => expect(sentAway).toBe(19));
    const other = signIn("other", "2001:db8:1:3::1");
    await new Promise((resume) => setTimeout(resume, 100));
    await endUntil("other");
    expect((await other).status).toBe(401);
    expect(hashing.seen.indexOf("other")).toBeLessThan(4);
    await endUntil(hashing.seen[0] ?? "");
    const late = setInterval(() => hashing.end(), 5);
    await Promise.all(refused);
    clearInterval(late);
  });

  test("[AU17] nothing is hashed for a request whose sender is gone", async () => {
    const first = signIn("first", "10.0.0.1");
    await waitFor(() => expect(hashing.seen).toContain("first"));
    const leaving = new AbortController();
    const left = Array.from({ length: 5 }, (_, n) => signIn(`left ${n}`, "10.0.0.1", leaving.signal).catch(() => {}));
    const stays = signIn("stays", "10.0.0.1");
    await new Promise((resume) => setTimeout(resume, 200));
    leaving.abort();
    await Promise.all(left);
    await new Promise((resume) => setTimeout(resume, 200));
    await endUntil("stays");
    expect([(await first).status, (await stays).status]).toEqual([401, 401]);
    expect(hashing.seen.filter((password) => password.startsWith("left"))).toEqual([]);
  });
});
