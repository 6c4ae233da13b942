import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { advance, connectPlayer, joinRoom, openRoom, SMALL_QUIZ, startApp, tempFolder } from "../support.ts";

test("[RM12] a phone that comes back while a round ends is not shown as having answered the next one", async () => {
  await using folder = await tempFolder();
  const inner = openSqlite({ file: join(folder.path, "cermat.db") });
  const asked = Promise.withResolvers<void>();
  const next = Promise.withResolvers<void>();
  const response: Store["response"] = async (...which) => {
    const found = await inner.response(...which);
    if (which[1] === 1) {
      asked.resolve();
      await next.promise;
    }
    return found;
  };
  // What this node is not told it has to ask for.
  const responded: Store["responded"] = async () => [];
  await using server = await startApp({}, { store: { ...inner, response, responded } });
  const { host, pin, roomId } = await openRoom(server.url, { quiz: SMALL_QUIZ, options: { previewSeconds: 0 } });
  const { player, token, playerId } = await joinRoom(server.url, { pin, nickname: "Ani" });
  // Somebody who does not answer: the round would close by itself.
  const { player: other } = await joinRoom(server.url, { pin, nickname: "Budi" });
  await advance(host);
  const { openedAt } = await player.phase("open", 1);
  await player.until(() => Date.now() > openedAt);
  const sent = { attempt: "a", value: "b", receivedAt: Date.now(), lagMs: 0 };
  expect(await inner.respond({ roomId, round: 1, playerId, response: sent })).toMatchObject({ kind: "stored" });

  const back = await connectPlayer(server.url);
  const resumed = back.get("room:resume", { token });
  await asked.promise;
  await host.get("round:close", { round: 1 });
  await host.phase("reveal", 1);
  await advance(host);
  await host.phase("leaderboard", 1);
  await advance(host);
  await host.phase("open", 2);
  next.resolve();
  expect((await resumed).snapshot).toMatchObject({ phase: "open", round: 2, responded: false });
  for (const client of [host, player, other, back]) client.socket.disconnect();
});
