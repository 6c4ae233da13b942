import { Redis } from "ioredis";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { type AppParts, buildApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import type { Room } from "../../src/room.ts";
import { type Clock, systemClock } from "../../src/rooms/clock.ts";
import { keepRetention } from "../../src/rooms/retention.ts";
import { roomKeys } from "../../src/store/keys.ts";
import { openRedis } from "../../src/store/redis.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { startRedis } from "../redis.ts";
import { HOST_KEY } from "../support.ts";
import { lobby, opened, pastOf, quizOf, seated, step, workshopOf } from "./store-fixtures.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** No start waits for the first look. */
const SOON = { timeout: 5_000 };

/** A store that is filled before a server starts on it. */
interface Place extends AsyncDisposable {
  store: Store;
  environment: Record<string, string>;
  parts: AppParts;
  /** Makes it so long (ms) since a room's last beat. */
  elapse(roomId: string, ms: number): Promise<void>;
}

const embedded = async (): Promise<Place> => {
  let time = 1_800_000_000_000;
  const store = openSqlite({ file: ":memory:", now: () => time });
  const elapse = async (_roomId: string, ms: number) => {
    time += ms;
  };
  return { store, environment: {}, parts: { store }, elapse, [Symbol.asyncDispose]: () => store.close() };
};

const onRedis = async (): Promise<Place> => {
  const redis = await startRedis();
  const store = await openRedis({ url: redis.url });
  const raw = new Redis(redis.url);
  return {
    store,
    environment: { REDIS_URL: redis.url },
    parts: {},
    elapse: async (roomId, ms) => void (await raw.hincrby(roomKeys(roomId).room, "beat", -ms)),
    async [Symbol.asyncDispose]() {
      raw.disconnect();
      await store.close();
      await redis[Symbol.asyncDispose]();
    },
  };
};

describe.each([
  ["embedded", embedded],
  ["redis", onRedis],
])("retention, store %s", (_name, open) => {
  /** A server with the setting, what it logged, and its hourly work. */
  const serve = async ({ environment, parts }: Place, days?: number) => {
    const logged: string[] = [];
    const hourly: (() => void)[] = [];
    const clock: Clock = {
      ...systemClock,
      every(ms, run) {
        if (ms === HOUR) hourly.push(run);
        return systemClock.every(ms, run);
      },
    };
    const setting = days === undefined ? {} : { RETENTION_DAYS: String(days) };
    const config = readConfig({ HOST_KEY, ...environment, ...setting });
    const log = pino({ level: "info" }, { write: (line: string) => void logged.push(line) });
    const app = await buildApp(config, log, { ...parts, clock });
    return { logged, hourly, [Symbol.asyncDispose]: () => app.close() };
  };
  const put = async (store: Store, room: ReturnType<typeof lobby>) => {
    await store.create(room, quizOf("fixture"));
    return room;
  };
  const idsOf = async (store: Store) => (await store.rooms()).map(({ room }) => room.id).toSorted();

  test("[WS9] rooms that ended, or were begun and left, longer ago than RETENTION_DAYS are erased with all of theirs at start", async () => {
    await using place = await open();
    const { store } = place;
    const now = store.now();
    const ended = (days: number) => ({ phase: "finished" as const, finishedAt: now - days * DAY });
    const { room: old, players } = await seated(store, 3, { ...ended(3), createdAt: now - 4 * DAY });
    const young = await put(store, lobby({ ...ended(1.9), createdAt: now - 9 * DAY }));
    const left = await put(store, lobby({ createdAt: now - 3 * DAY }));
    const fresh = await put(store, lobby({ createdAt: now - 1.9 * DAY }));
    const brought = pastOf(2, 1, { finishedAt: now - 900 * DAY, createdAt: now });
    await store.importRoom(brought);
    await using server = await serve(place, 2);
    const said = () => server.logged.filter((line) => line.includes("RETENTION_DAYS"));
    await expect.poll(said, SOON).toHaveLength(1);
    expect(await idsOf(store)).toEqual([young.id, fresh.id, brought.room.id].toSorted());
    expect(await store.seats(old.id, 0)).toEqual([]);
    expect(said().map((line) => JSON.parse(line))).toEqual([
      {
        level: 30,
        time: expect.any(Number),
        pid: expect.any(Number),
        hostname: expect.any(String),
        rooms: 2,
        workshops: 0,
        msg: expect.any(String),
      },
    ]);
    for (const secret of [old.id, old.pin, left.id, ...players]) expect(said().join()).not.toContain(secret);
  });

  test("[WS9] without RETENTION_DAYS nothing is erased, now or later, [RH5] but rehearsals a day after they ended or were left", async () => {
    await using place = await open();
    const { store } = place;
    const rehearsal = (changes: Partial<Room>) =>
      put(store, lobby({ options: { ...lobby().options, rehearsal: true }, ...changes }));
    const now = store.now();
    const room = await put(store, lobby({ createdAt: now - 4000 * DAY }));
    await rehearsal({ createdAt: now - 1.1 * DAY });
    await rehearsal({ createdAt: now - 3 * DAY, phase: "finished", finishedAt: now - 1.1 * DAY });
    const ended = await rehearsal({ createdAt: now - 3 * DAY, phase: "finished", finishedAt: now - 0.9 * DAY });
    const young = await rehearsal({ createdAt: now - 0.9 * DAY });
    await using server = await serve(place);
    await expect.poll(() => idsOf(store), SOON).toEqual([room.id, ended.id, young.id].toSorted());
    expect(server.hourly).toHaveLength(1);
    await rehearsal({ createdAt: now - 2 * DAY });
    for (const run of server.hourly) run();
    await expect.poll(() => idsOf(store)).toEqual([room.id, ended.id, young.id].toSorted());
  });

  test("[WS9] nobody waits for the first look, however slow the list of rooms is to come", async () => {
    const rooms = () => new Promise<never>(() => {});
    await using place = await open();
    const parts = { store: { ...place.store, rooms }, rooms: { erase: async () => {} }, clock: systemClock, days: 1 };
    const stop = keepRetention({ ...parts, erased: () => {}, failed: () => {} });
    expect(stop).toBeTypeOf("function");
    stop();
  });

  test("[WS9] what grows too old while the server runs goes within the hour", async () => {
    await using place = await open();
    const { store } = place;
    await using server = await serve(place, 1);
    await put(store, lobby({ createdAt: store.now() - 1.1 * DAY }));
    expect(await idsOf(store)).toHaveLength(1);
    expect(server.hourly).toHaveLength(1);
    for (const run of server.hourly) run();
    await expect.poll(() => idsOf(store)).toEqual([]);
  });

  test("[WS10] a room that is running and was served within the last day is kept, however old it is", async () => {
    await using place = await open();
    const { store } = place;
    const { room: stale } = await seated(store, 1);
    const { room: recent } = await seated(store, 1);
    await store.beat([stale.id, recent.id]);
    await place.elapse(stale.id, DAY + HOUR);
    await store.beat([recent.id]);
    const running = (room: typeof stale) =>
      store.transition(step(room, { ...opened(store.now(), { deadline: null }), createdAt: store.now() - 30 * DAY }));
    for (const room of [stale, recent]) await running(room);
    await using _server = await serve(place, 2);
    await expect.poll(() => idsOf(store), SOON).toEqual([recent.id]);
  });

  test("[WS9] a workshop goes when it is as old and none of its rooms is left, its own or chosen", async () => {
    await using place = await open();
    const { store } = place;
    const [now, long] = [store.now(), store.now() - 3 * DAY];
    const put = async (changes: Parameters<typeof workshopOf>[0]) => {
      const workshop = workshopOf({ createdAt: long, updatedAt: long, ...changes });
      await store.putWorkshop(workshop);
      return workshop.id;
    };
    const options = (id: string) => ({ ...lobby().options, workshop: { id, occasion: "pre" as const } });
    const brought = pastOf(1, 1, { createdAt: now });
    await store.importRoom(brought);
    await put({ title: "never held" });
    const over = await put({ title: "over" });
    const kept = [
      await put({ title: "held" }),
      await put({ title: "with a room from elsewhere", rooms: { pre: null, post: brought.room.id } }),
      await put({ title: "young", updatedAt: now }),
    ];
    await store.create(lobby({ createdAt: now, options: options(kept[0] ?? "") }), quizOf("fixture"));
    await store.create(lobby({ createdAt: long, options: options(over) }), quizOf("fixture"));
    await using server = await serve(place, 2);
    const said = () => server.logged.find((line) => line.includes("RETENTION_DAYS")) ?? "";
    await expect.poll(said, SOON).toMatch(/"rooms":1,"workshops":2/);
    expect((await store.workshops()).map(({ id }) => id).toSorted()).toEqual(kept.toSorted());
  });
});
