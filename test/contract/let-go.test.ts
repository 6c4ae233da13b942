/** What a node holds for its rooms, as its store and its clock see it; and that nothing of it stays. */
import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/rooms/clock.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { openRedis } from "../../src/store/redis.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { startRedis } from "../redis.ts";
import { startApp } from "../support.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";
import { bring, startGame } from "./protocol-play.ts";
import type { TestApp } from "./stores.ts";

const ROOMS = 20;

/** Timers that will fire once: the loops of a node are for all of its rooms. */
const countArmed = (clock: Clock) => {
  const armed = new Set<object>();
  const after: Clock["after"] = (ms, run) => {
    const timer = {};
    armed.add(timer);
    const stop = clock.after(ms, () => {
      armed.delete(timer);
      run();
    });
    return () => {
      armed.delete(timer);
      stop();
    };
  };
  return { armed, clock: { after, every: clock.every.bind(clock) } };
};

/** Subscriptions that are held, and which operations name one of these rooms. */
const listen = (store: Store, roomIds: ReadonlySet<string>) => {
  const heard = new Set<object>();
  const asked: string[] = [];
  const watched = new Proxy(store, {
    get(target, name: keyof Store) {
      const operation: unknown = target[name];
      if (typeof operation !== "function") return operation;
      return (...args: unknown[]) => {
        const text = JSON.stringify(args);
        if ([...roomIds].some((roomId) => text.includes(roomId))) asked.push(name);
        const result: unknown = operation.apply(target, args);
        if (name !== "subscribe") return result;
        const held = {};
        heard.add(held);
        return (result as Promise<() => void>).then((stop) => () => {
          heard.delete(held);
          stop();
        });
      };
    },
  });
  return { store: watched, heard, asked };
};

const STORES: [name: string, open: (clock: VirtualClock) => Promise<{ store: Store } & AsyncDisposable>][] = [
  [
    "embedded",
    async (clock) => {
      const store = openSqlite({ file: ":memory:", now: () => clock.now });
      return { store, [Symbol.asyncDispose]: async () => {} };
    },
  ],
  [
    "redis",
    async () => {
      const redis = await startRedis();
      return { store: await openRedis({ url: redis.url }), [Symbol.asyncDispose]: redis[Symbol.asyncDispose] };
    },
  ],
];

const metric = async (server: TestApp, name: string): Promise<number> => {
  const lines = (await (await server.fetch("/metrics")).text()).split("\n");
  return Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length));
};

describe.each(STORES)("what a node holds, store %s", (name, open) => {
  const node = async (opened: Store, clock: VirtualClock) => {
    const roomIds = new Set<string>();
    const counted = countArmed(clock);
    const { store, heard, asked } = listen(opened, roomIds);
    const server: TestApp = await startApp({}, { store, clock: counted.clock, draw: drawFrom(seededBytes(7)) });
    /** Rooms it serves, timers, subscriptions, and what it asks of the store for a room while seconds pass. */
    const holds = async () => {
      const armed = counted.armed.size;
      asked.length = 0;
      await clock.tick(11_000, 1000);
      return {
        rooms: await metric(server, "cermat_rooms"),
        armed,
        heard: heard.size,
        asked: [...new Set(asked)],
      };
    };
    /** A room with a host and two players, and a round that will end by itself. */
    const play = async () => {
      const game = await startGame(server, ["Ani", "Budi"]);
      roomIds.add(game.roomId);
      await bring(game.host, "open", 1);
      return game;
    };
    const games = [];
    for (let n = 0; n < ROOMS; n++) games.push(await play());
    return { server, games, holds };
  };
  const NOTHING = { rooms: 0, armed: 0, heard: 0, asked: [] };

  test(`[OP10] of ${ROOMS} rooms that are deleted while they are played nothing is held any more, and their people are told`, async () => {
    const clock = new VirtualClock(Date.now());
    await using opened = await open(clock);
    const { server, games, holds } = await node(opened.store, clock);
    await using _closed = server;
    const before = await holds();
    expect(before).toMatchObject({ rooms: ROOMS, armed: ROOMS, heard: ROOMS });
    const asked = ["beat", "present", "pulse", ...(opened.store.tellsAll ? [] : ["notify"])];
    expect(before.asked).toEqual(expect.arrayContaining(asked));
    for (const { roomId } of games) await server.fetch(`/api/rooms/${roomId}`, { method: "DELETE" });
    for (const { players } of games)
      for (const player of players)
        await player.until(({ events }) =>
          events.some(({ payload }) => (payload as { reason?: string }).reason === "expired"),
        );
    expect(await holds()).toEqual(NOTHING);
    expect(await server.app.store.rooms()).toEqual([]);
    for (const game of games) game[Symbol.dispose]();
  });

  // The minute is of the store's time, and that of a Redis is not ours.
  if (name === "embedded") {
    test(`[OP10] of ${ROOMS} finished rooms nothing is held a minute after the last of their people have left`, async () => {
      const clock = new VirtualClock(Date.now());
      await using opened = await open(clock);
      const { server, games, holds } = await node(opened.store, clock);
      await using _closed = server;
      for (const { host } of games) await host.get("room:finish", {});
      expect(await holds()).toMatchObject({ rooms: ROOMS, armed: 0, heard: ROOMS });
      for (const game of games) game[Symbol.dispose]();
      await expect.poll(() => metric(server, 'cermat_sockets{namespace="player"}')).toBe(0);
      // Looked at every five seconds.
      await clock.tick(66_000, 5000);
      expect(await holds()).toEqual(NOTHING);
    });
  }
});
