import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startRedis } from "../redis.ts";
import { SMALL_QUIZ, startApp } from "../support.ts";
import { bring, codeOf, nth, respond, startGame } from "./protocol-play.ts";

const QUIZ = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: 5 })) };

test("[PR15] while the store is away writes answer store_unavailable; the same attempt later counts once, and [TM7] the round gets the time back", async () => {
  await using redis = await startRedis();
  await using app = await startApp({ REDIS_URL: redis.url });
  using game = await startGame(app, ["Ani", "Budi", "Citra"], { quiz: QUIZ });
  const [ani, budi] = [nth(game.players, 0), nth(game.players, 1)];
  await bring(game.host, "open");
  const first = await respond(app, ani, 1, "b");
  const planned = (await game.stored()).room?.rounds[0];

  await redis.kill();
  const submit = { round: 1, attempt: "while-away", value: "b" };
  const lock = codeOf(game.host.ask("room:lock", { locked: true }));
  expect(await codeOf(budi.ask("response:submit", submit))).toBe("store_unavailable");
  expect(await codeOf(ani.ask("response:submit", { ...submit, attempt: "a1" }))).toBe("store_unavailable");
  expect(await lock).toBe("store_unavailable");
  expect(await codeOf(ani.ask("clock:probe", {}))).toBe("ok");

  await redis.start();
  let code = "store_unavailable";
  for (; code === "store_unavailable"; await sleep(50)) code = await codeOf(budi.ask("response:submit", submit));
  expect(code).toBe("ok");
  expect(await ani.ask("response:submit", { ...submit, attempt: "a1" })).toEqual(first);
  expect(await game.host.phase("reveal", 1)).toMatchObject({ responded: 2, of: 3, correctShare: 2 / 3 });

  const { room, responses } = await game.stored();
  const round = room?.rounds[0];
  expect(room?.locked).toBe(false);
  expect([...nth(responses, 0).values()].map(({ attempt }) => attempt).toSorted()).toEqual(["a1", "while-away"]);
  expect(round?.outages).toHaveLength(1);
  expect((round?.deadline ?? 0) - (planned?.deadline ?? 0)).toBeGreaterThan(1000);
  expect(round?.closedAt).toBeGreaterThanOrEqual((round?.deadline ?? 0) + 300);
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
