import { Redis } from "ioredis";
import { expect, test } from "vitest";
import { startRedis } from "../redis.ts";
import { HOST_KEY, SMALL_QUIZ, startApp } from "../support.ts";
import { cookieOf, json, newTenant, own, PASSWORD, signIn } from "./tenants.ts";

test("[AU18] while Redis takes nothing more, who is signed in stays so, one signs in by name, key and link, and deletes rooms", async () => {
  await using redis = await startRedis();
  await using app = await startApp({ REDIS_URL: redis.url });
  const raw = new Redis(redis.url);
  const rina = await newTenant(app, "Bu Rina");
  const { rooms } = await own(rina, "small");
  // Every session was used long enough ago for the next use to renew it.
  for (const key of await raw.keys("*:session:*")) {
    const session = JSON.parse((await raw.get(key)) ?? "") as { until: number };
    await raw.set(key, JSON.stringify({ ...session, until: session.until - 3_600_000 }), "KEEPTTL");
  }
  const { used_memory: used = "1" } = Object.fromEntries(
    (await raw.info("memory")).split("\r\n").map((line) => line.split(":")),
  ) as { used_memory?: string };
  await raw.config("SET", "maxmemory", used);
  await expect(raw.set("anything", "x")).rejects.toThrow("OOM");

  expect((await rina.ask("/api/rooms")).status).toBe(200);
  const link = await fetch(`${app.url}/organiser?key=${HOST_KEY}`, { redirect: "manual" });
  expect(link.status).toBe(303);
  const answers = [
    await signIn(app.url, { name: "Bu Rina", password: PASSWORD }),
    await signIn(app.url, { key: HOST_KEY }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const cookies = [rina.cookie, ...[link, ...answers].map(cookieOf)];
  expect(new Set(cookies).size).toBe(4);
  const ask = (cookie: string, method: string, path: string) => fetch(app.url + path, { method, headers: { cookie } });
  for (const cookie of cookies) expect((await ask(cookie, "GET", "/api/rooms")).status).toBe(200);
  const put = await rina.ask("/api/quizzes/new", json("PUT", { ...SMALL_QUIZ, id: "new" }));
  expect(put.status).toBe(507);
  expect((await ask(rina.cookie, "DELETE", `/api/rooms/${rooms.pre}`)).status).toBe(204);
  expect((await ask(cookies[1] ?? "", "DELETE", `/api/rooms/${rooms.post}`)).status).toBe(204);
  expect((await ask(rina.cookie, "DELETE", "/api/session")).status).toBe(204);
  expect((await ask(rina.cookie, "GET", "/api/rooms")).status).toBe(401);
  raw.disconnect();
});
