import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { advance, connectPlayer, openRoom, SMALL_QUIZ, startApp, tempFolder } from "../support.ts";

test("[RM49] a join that the store takes late does not put its socket into another seat than the join asked for after it", async () => {
  await using folder = await tempFolder();
  const inner = await openSqlite({ file: join(folder.path, "cermat.db") });
  const second = Promise.withResolvers<void>();
  let joins = 0;
  const late: Store["join"] = async (request) => {
    // The first waits until the second is through, if it can get there.
    if (++joins === 1) await Promise.race([second.promise.then(() => sleep(50)), sleep(300)]);
    else second.resolve();
    return inner.join(request);
  };
  await using server = await startApp({}, { store: { ...inner, join: late } });
  const { host, pin, roomId } = await openRoom(server.url, { quiz: SMALL_QUIZ, options: { previewSeconds: 0 } });
  const player = await connectPlayer(server.url);
  const [, last] = await Promise.all([
    player.get("room:join", { pin, nickname: "Ani", attempt: "the-first-of-two-attempts" }),
    player.get("room:join", { pin, nickname: "Ani Lestari", attempt: "the-last-of-two-attempts" }),
  ]);
  await advance(host);
  const { openedAt } = await player.phase("open", 1);
  await player.until(() => Date.now() > openedAt);
  await player.get("response:submit", { round: 1, attempt: "a", value: "b" });
  expect([...(await inner.responses(roomId, 1)).keys()]).toEqual([last.playerId]);
  for (const client of [host, player]) client.socket.disconnect();
});
