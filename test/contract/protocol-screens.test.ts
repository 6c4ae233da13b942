import { expect, test } from "vitest";
import { connectPlayer, joinRoom, openRoom, SMALL_QUIZ, startApp } from "../support.ts";

test("[RM13] a page that comes back by itself does not take the seat from another page, and one that is asked to does", async () => {
  await using server = await startApp();
  const { host, pin } = await openRoom(server.url, { quiz: SMALL_QUIZ });
  const { player, code } = await joinRoom(server.url, { pin, nickname: "Ani" });
  const phone = (screen: string) => connectPlayer(server.url, { screen });
  const closedBy = ({ events }: typeof player) =>
    events.flatMap(({ name, payload }) => (name === "room:closed" ? [payload] : []));

  // Nobody knows which page the first one was: whoever comes takes over.
  const fresh = await phone("new");
  const { token } = await fresh.get("room:join", { pin, nickname: "Ani", code });
  expect(closedBy(player)).toEqual([{ reason: "replaced" }]);
  const old = await phone("old");
  expect(await old.ask("room:resume", { token, again: true })).toMatchObject({ error: { code: "replaced" } });
  expect(await old.ask("room:sync", { version: 0 })).toMatchObject({ error: { code: "not_joined" } });
  const again = await phone("new");
  await again.get("room:resume", { token, again: true });
  expect(closedBy(fresh)).toEqual([{ reason: "replaced" }]);
  await old.get("room:resume", { token });
  await again.until(() => closedBy(again).length > 0);
  expect(closedBy(old)).toEqual([]);
  for (const client of [host, player, fresh, old, again]) client.socket.disconnect();
});
