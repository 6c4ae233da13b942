import { Redis } from "ioredis";
import { afterEach, describe, expect, test, vi } from "vitest";
import { openRedis } from "../../src/store/redis.ts";
import {
  DISK_FREE_BYTES,
  DISK_FREE_SHARE,
  diskOf,
  isFull,
  MEMORY_SHARE,
  memoryOf,
  watchSpace,
} from "../../src/store/space.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { StoreFull } from "../../src/store/store.ts";
import { startRedis } from "../redis.ts";
import { advance, joinRoom, openRoom, SMALL_QUIZ, startApp } from "../support.ts";
import { codeOf, respond } from "./protocol-play.ts";
import { lobby, quizOf } from "./store-fixtures.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
  "base64",
);

afterEach(() => {
  vi.useRealTimers();
});

describe("space", () => {
  test("[ST40] memory is full at 80 %, a disk at a tenth or 2 GiB free, and not one byte before", () => {
    const of = 1000;
    expect([MEMORY_SHARE, DISK_FREE_SHARE, DISK_FREE_BYTES]).toEqual([0.8, 0.1, 2 ** 31]);
    expect([799, 800].map((used) => isFull({ kind: "memory", used, of }))).toEqual([false, true]);
    expect([899, 900].map((used) => isFull({ kind: "disk", used, of }))).toEqual([false, true]);
    const large = 2 ** 40;
    const free = [2 ** 31 + 1, 2 ** 31];
    expect(free.map((left) => isFull({ kind: "disk", used: large - left, of: large }))).toEqual([false, true]);
  });

  test("[ST40] of a Redis its own bound counts, or where it has none what it holds of the machine", () => {
    const info = (bound: number) =>
      `# Memory\r\nused_memory:500\r\nused_memory_rss:700\r\ntotal_system_memory:9000\r\nmaxmemory:${bound}\r\nmem_not_counted_for_evict:20\r\n`;
    expect(memoryOf(info(600))).toEqual({ kind: "memory", used: 480, of: 600 });
    expect(memoryOf(info(0))).toEqual({ kind: "memory", used: 700, of: 9000 });
    expect(isFull(memoryOf("used_memory_rss:700\r\nmaxmemory:0\r\n"))).toBe(false);
  });

  test("[ST41] space is read every two seconds; while it cannot be read the last reading counts", async () => {
    vi.useFakeTimers();
    let used = 0;
    let broken = false;
    const watch = watchSpace(async () => {
      if (broken) throw new Error("no reading");
      return { kind: "memory", used, of: 100 };
    });
    const fullAfter = async (ms: number): Promise<boolean> => {
      await vi.advanceTimersByTimeAsync(ms);
      return watch.full();
    };
    expect(await fullAfter(0)).toBe(false);
    used = 80;
    expect([await fullAfter(1999), await fullAfter(1)]).toEqual([false, true]);
    used = 0;
    broken = true;
    expect(await fullAfter(10_000)).toBe(true);
    broken = false;
    expect(await fullAfter(2000)).toBe(false);
    watch.stop();
  });

  test("[ST40] the disk of a folder is read as the system tells it", async () => {
    const disk = await diskOf(".");
    expect(disk.of).toBeGreaterThan(disk.used);
    await expect(diskOf("/nowhere/at/all")).rejects.toThrow("ENOENT");
  });
});

describe("with too little space", () => {
  test("[ST40] what is new is refused, at the limit and not before; the rooms that are there go on", async () => {
    const store = openSqlite({ file: ":memory:" });
    let used = 89;
    const full = () => isFull({ kind: "disk", used, of: 100 });
    await using app = await startApp({}, { store: { ...store, full } });
    const json = { "content-type": "application/json" };
    const image = { method: "PUT", headers: { "content-type": "image/png" }, body: PNG };
    const asked = async () => [
      (await app.fetch("/api/quizzes/small", { method: "PUT", headers: json, body: JSON.stringify(SMALL_QUIZ) }))
        .status,
      (await app.fetch("/api/quizzes/small/images/a.png", image)).status,
      (
        await app.fetch("/api/rooms/import", {
          method: "POST",
          headers: { "content-type": "text/csv" },
          body: "no room",
        })
      ).status,
    ];
    const attempt = "an-attempt-of-22-letters";
    const { host, pin, roomId } = await openRoom(app.url, {
      quiz: SMALL_QUIZ,
      options: { previewSeconds: 0 },
      attempt,
    });
    expect(await asked()).toEqual([200, 200, 400]);

    used = 90;
    expect(await asked()).toEqual([507, 507, 507]);
    const refused = await app.fetch("/api/quizzes/small", { method: "PUT", headers: json, body: "{}" });
    expect(await refused.json()).toMatchObject({ error: { code: "store_full" } });
    expect(await codeOf(host.ask("room:create", { quiz: SMALL_QUIZ }))).toBe("store_full");
    expect(await host.get("room:create", { quiz: SMALL_QUIZ, options: { previewSeconds: 0 }, attempt })).toMatchObject({
      roomId,
    });
    const { player } = await joinRoom(app.url, { pin, nickname: "Ani" });
    await advance(host);
    expect(await codeOf(respond(app, player, 1, "b"))).toBe("ok");
    expect((await app.fetch(`/api/rooms/${roomId}`, { method: "DELETE" })).status).toBe(204);
    for (const client of [host, player]) client[Symbol.dispose]();
  });

  test("[ST41] a Redis that takes no more memory is full as it says so, and soon as it is read; deleting still works", async () => {
    await using redis = await startRedis();
    const raw = new Redis(redis.url);
    const store = await openRedis({ url: redis.url });
    const old = lobby();
    await store.create(old, quizOf("fixture"));
    await raw.config("SET", "maxmemory", "1");
    await expect(store.create(lobby(), quizOf("fixture"))).rejects.toThrow(StoreFull);
    await expect(store.putQuiz(quizOf("a"))).rejects.toThrow(StoreFull);
    await store.erase(old.id);
    expect(await store.rooms()).toEqual([]);
    await vi.waitFor(() => expect(store.full()).toBe(true), 10_000);
    await raw.config("SET", "maxmemory", "0");
    expect((await store.create(lobby(), quizOf("fixture"))).kind).toBe("created");
    await vi.waitFor(() => expect(store.full()).toBe(false), 10_000);
    await store.close();
    raw.disconnect();
  });

  test("[ST47] a server starts on a Redis without memory, and serves the rooms that are there", async () => {
    await using redis = await startRedis();
    const raw = new Redis(redis.url);
    const store = await openRedis({ url: redis.url });
    const room = lobby();
    await store.create(room, quizOf("fixture"));
    await raw.config("SET", "maxmemory", "1");
    await using app = await startApp({ REDIS_URL: redis.url });
    expect((await app.app.store.room(room.id))?.pin).toBe(room.pin);
    expect((await app.fetch("/api/rooms")).status).toBe(200);
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    await store.close();
    raw.disconnect();
  });
});
