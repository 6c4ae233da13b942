import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openRedis } from "../../src/store/redis.ts";
import { OUTAGE_MS, StoreUnavailable } from "../../src/store/store.ts";
import { freePort } from "../child.ts";
import { SMALL_QUIZ, startApp, tempFolder } from "../support.ts";
import { bring, codeOf, nth, respond, startGame } from "./protocol-play.ts";
import { at, opened, respondOf, seated } from "./store-fixtures.ts";

/** The largest file a process may write (bytes, or "unlimited"): a disk that is full for it, without one of its own. */
const limit = (pid: number, bytes: number | "unlimited"): void =>
  void execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);

const QUIZ = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: 5 })) };

test("[ST42] a disk that is full in an open round is an outage of the embedded store, over as soon as there is space", async () => {
  await using app = await startApp();
  using game = await startGame(app, ["Ani", "Budi", "Citra"], { quiz: QUIZ });
  const [ani, budi] = [nth(game.players, 0), nth(game.players, 1)];
  await bring(game.host, "open");
  const first = await respond(app, ani, 1, "b");
  const planned = (await game.stored()).room?.rounds[0]?.deadline ?? 0;
  const submit = { round: 1, attempt: "while-full", value: "b" };
  const away = (yes: boolean) =>
    game.host.until(({ events }) =>
      events.some((each) => each.name === "store:away" && (each.payload as { away: boolean }).away === yes),
    );

  limit(process.pid, 4096);
  try {
    expect(await codeOf(budi.ask("response:submit", submit))).toBe("store_unavailable");
    expect(await codeOf(game.host.ask("room:lock", { locked: true }))).toBe("store_unavailable");
    expect(await codeOf(game.host.ask("room:create", { quiz: QUIZ }))).not.toBe("ok");
    expect(await codeOf(game.host.ask("room:attach", { roomId: game.roomId }))).toBe("ok");
    await away(true);
    // Past the time at which the round would close. The host hears of it a second after the last beat of any room; the
    // record of this room began with the room, up to a beat later: a whole second of it has to pass without one.
    await sleep(Math.max(OUTAGE_MS, planned + 400 - app.app.store.now()));
  } finally {
    limit(process.pid, "unlimited");
  }
  expect(await codeOf(budi.ask("response:submit", submit))).toBe("ok");
  expect(await ani.ask("response:submit", { round: 1, attempt: "a1", value: "b" })).toEqual(first);
  await away(false);
  expect(await game.host.phase("reveal", 1)).toMatchObject({ responded: 2, of: 3 });
  const round = (await game.stored()).room?.rounds[0];
  expect(round?.outages.length).toBeGreaterThan(0);
  expect((round?.deadline ?? 0) - planned).toBeGreaterThan(1000);
});

/** A redis-server that is started again whenever it ends, as a supervisor does, and whose files cannot grow while it is full. */
const supervised = async (dir: string) => {
  const port = await freePort();
  const words = `redis-server --port ${port} --bind 127.0.0.1 --dir ${dir} --save "" --appendonly yes --appendfsync always`;
  let stopped = false;
  let full = false;
  let ends = 0;
  const launch = () => {
    // What a full disk does is told as an error, not as a signal.
    const child = spawn("sh", ["-c", `trap '' XFSZ; ulimit -S -f ${full ? 1 : "unlimited"}; exec ${words}`], {
      stdio: "ignore",
    });
    child.once("exit", () => {
      ends++;
      if (stopped) return;
      setTimeout(() => {
        running = launch();
      }, 100);
    });
    return child;
  };
  let running = launch();
  return {
    url: `redis://127.0.0.1:${port}`,
    ends: () => ends,
    fill: () => {
      full = true;
      limit(running.pid ?? 0, 512);
    },
    makeSpace: () => {
      full = false;
      if (running.exitCode === null) limit(running.pid ?? 0, "unlimited");
    },
    async [Symbol.asyncDispose]() {
      stopped = true;
      const gone = once(running, "exit");
      running.kill("SIGKILL");
      await gone;
    },
  };
};

test("[ST43] a Redis whose disk is full ends before it answers; started again it has all that was acknowledged", async () => {
  await using folder = await tempFolder();
  await using redis = await supervised(folder.path);
  const open = async (): ReturnType<typeof openRedis> => openRedis({ url: redis.url }).catch(open);
  const store = await open();
  const { room, players } = await seated(store, 40, opened(store.now()));
  const respond = (n: number) => store.respond(respondOf(room.id, at(players, n), store.now(), { attempt: `a${n}` }));
  const kept: number[] = [];
  for (let n = 0; n < 20; n++) if ((await respond(n)).kind === "stored") kept.push(n);
  redis.fill();
  await expect(respond(20)).rejects.toThrow(StoreUnavailable);
  expect(redis.ends()).toBeGreaterThan(0);
  redis.makeSpace();
  const backAt = performance.now();
  for (let code = "away"; code !== "stored" && code !== "repeat"; await sleep(10)) {
    code = await respond(21).then(
      ({ kind }) => kind,
      () => "away",
    );
  }
  console.log(
    `Redis on a full disk: acknowledges again ${Math.round(performance.now() - backAt)} ms after there was space`,
  );
  const all = await store.responses(room.id, 1);
  expect(kept.filter((n) => !all.has(at(players, n)))).toEqual([]);
  await store.close();
});
