import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { describe, expect, test } from "vitest";
import { startRedis, type TestRedis } from "../redis.ts";
import { connectHost, type HostClient, joinRoom, SMALL_QUIZ, startApp } from "../support.ts";
import { bring, codeOf, nth, respond, startGame } from "./protocol-play.ts";
import type { TestApp } from "./stores.ts";

const QUIZ = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: 5 })) };

interface Fault {
  begin(redis: TestRedis, raw: Redis): Promise<unknown>;
  /** Resolves when Redis serves again. */
  end(redis: TestRedis, raw: Redis): Promise<unknown>;
  /** What else holds meanwhile. */
  meanwhile?(url: string, nodes: TestApp[], game: { host: HostClient; roomId: string }): Promise<void>;
}

const FAULTS: Record<string, Fault> = {
  "[PR15] ends and is started again": { begin: (redis) => redis.kill(), end: (redis) => redis.start() },
  "[ST48] stands still": { begin: async (redis) => redis.freeze(), end: async (redis) => redis.thaw() },
  "[ST48] pauses all writes": {
    begin: (_redis, raw) => raw.client("PAUSE", 60_000, "WRITE"),
    end: (_redis, raw) => raw.client("UNPAUSE"),
  },
  "[ST42] has no memory left": {
    begin: (_redis, raw) => raw.config("SET", "maxmemory", "1"),
    end: (_redis, raw) => raw.config("SET", "maxmemory", "0"),
    async meanwhile(url, [app], { host, roomId }) {
      expect(await codeOf(host.ask("room:create", { quiz: QUIZ }))).toBe("store_full");
      const body = JSON.stringify(QUIZ);
      const put = await app?.fetch("/api/quizzes/small", {
        method: "PUT",
        body,
        headers: { "content-type": "application/json" },
      });
      expect(put?.status).toBe(507);
      await using late = await startApp({ REDIS_URL: url });
      using again = await connectHost(late.url);
      expect((await again.get("room:attach", { roomId })).snapshot).toMatchObject({ phase: "open" });
    },
  },
};

const awayTold = (host: HostClient, away: boolean, from = 0) =>
  host.until(({ events }) =>
    events
      .slice(from)
      .some(({ name, payload }) => name === "store:away" && (payload as { away: boolean }).away === away),
  );

describe.concurrent("a Redis that", () => {
  test.for(Object.entries(FAULTS))("%s in an open round", async ([name, fault]) => {
    await using redis = await startRedis();
    const raw = new Redis(redis.url);
    raw.on("error", () => {});
    await using here = await startApp({ REDIS_URL: redis.url });
    await using there = await startApp({ REDIS_URL: redis.url });
    using game = await startGame(here, ["Ani", "Budi"], { quiz: QUIZ });
    const { host, pin, roomId } = game;
    using other = await connectHost(there.url);
    await other.get("room:attach", { roomId });
    const { player: citra } = await joinRoom(there.url, { pin, nickname: "Citra" });
    const ani = nth(game.players, 0);
    await bring(host, "open");
    const first = await respond(here, ani, 1, "b");
    const planned = (await game.stored()).room?.rounds[0]?.deadline ?? 0;

    await fault.begin(redis, raw);
    const submit = { round: 1, attempt: "while-away", value: "b" };
    const lock = codeOf(host.ask("room:lock", { locked: true }));
    expect(await codeOf(citra.ask("response:submit", submit))).toBe("store_unavailable");
    expect(await lock).toBe("store_unavailable");
    await Promise.all([host, other].map((each) => awayTold(each, true)));
    // What is not written is told to nobody.
    expect(host.snapshots.filter(({ locked }) => locked)).toEqual([]);
    expect(await codeOf(ani.ask("clock:probe", {}))).toBe("ok");
    await fault.meanwhile?.(redis.url, [here, there], game);
    // Past the time at which the round would close.
    await sleep(Math.max(0, planned + 400 - here.app.store.now()));

    await fault.end(redis, raw);
    const backAt = performance.now();
    let code = "store_unavailable";
    for (; code === "store_unavailable"; await sleep(10)) code = await codeOf(citra.ask("response:submit", submit));
    console.log(
      `Redis ${name.slice(7)}: acknowledges again ${Math.round(performance.now() - backAt)} ms after its return`,
    );
    expect(code).toBe("ok");
    expect(await ani.ask("response:submit", { ...submit, attempt: "a1" })).toEqual(first);
    await Promise.all([host, other].map((each) => awayTold(each, false)));

    const [mine, theirs] = await Promise.all([host.phase("reveal", 1), other.phase("reveal", 1)]);
    expect(mine).toMatchObject({ responded: 2, of: 3, correctShare: 2 / 3 });
    expect(theirs).toMatchObject({ version: mine.version, responded: 2 });
    const { room, responses } = await game.stored();
    const round = room?.rounds[0];
    const attempts = [...nth(responses, 0).values()].map(({ attempt }) => attempt).toSorted();
    expect(attempts).toEqual(["a1", "while-away"]);
    // One; each time a busy machine lets nobody beat for a second is another.
    const outages = round?.outages ?? [];
    expect([outages.length > 0, new Set(outages).size]).toEqual([true, outages.length]);
    const deadline = round?.deadline ?? 0;
    expect([deadline - planned > 1000, deadline - planned <= 10_000 * outages.length]).toEqual([true, true]);
    expect(round?.closedAt).toBeGreaterThanOrEqual(deadline + 300);
    const shown = [host, other].map((each) => each.snapshots.findLast(({ phase }) => phase === "open"));
    expect(shown).toMatchObject([{ deadline }, { deadline }]);
    citra.socket.disconnect();
    raw.disconnect();
  });
});

test("[OP3] while the server stops /readyz is 503, and sockets end so that clients come back by themselves", async () => {
  await using app = await startApp();
  using game = await startGame(app, ["Ani"]);
  const ended = new Promise<string>((settle) => nth(game.players, 0).socket.once("disconnect", settle));
  const stopping = app.app.close();
  const { statusCode } = await app.app.http.inject({ url: "/readyz" });
  expect(statusCode).toBe(503);
  // A reason after which the client library reconnects; a disconnect by the server would not.
  expect(["transport close", "transport error"]).toContain(await ended);
  await stopping;
});
