import { join } from "node:path";
import { expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { StoreUnavailable } from "../../src/store/store.ts";
import { connectHost, HOST_KEY, type HostClient, SMALL_QUIZ, startApp, tempFolder } from "../support.ts";
import { codeOf, refusalOf, startGame } from "./protocol-play.ts";
import { cookieOf, signIn } from "./tenants.ts";

const told = ({ events }: HostClient): unknown[] =>
  events.filter(({ name }) => name === "store:away").map(({ payload }) => payload);

test("[ST44] hosts in a room are told when the store takes no writes, the late one too, and when it does again", async () => {
  await using folder = await tempFolder();
  const store = openSqlite({ file: join(folder.path, "cermat.db") });
  let away = false;
  const beat: typeof store.beat = (roomIds) =>
    away ? Promise.reject(new StoreUnavailable("away")) : store.beat(roomIds);
  await using app = await startApp({}, { store: { ...store, beat } });
  using game = await startGame(app, ["Ani"]);
  using idle = await connectHost(app.url);
  away = true;
  await game.host.until((host) => told(host).length === 1);
  using late = await connectHost(app.url);
  await late.get("room:attach", { roomId: game.roomId });
  await late.until((host) => told(host).length === 1);
  away = false;
  for (const host of [game.host, late]) {
    await host.until(() => told(host).length === 2);
    expect(told(host)).toEqual([{ away: true }, { away: false }]);
  }
  expect(told(idle)).toEqual([]);
  expect(game.players.flatMap(({ events }) => events).filter(({ name }) => name === "store:away")).toEqual([]);
});

test("[PR18] while the store is away a room's token lets a host in beside a session that nobody can look at, and nothing else does", async () => {
  await using folder = await tempFolder();
  const store = openSqlite({ file: join(folder.path, "cermat.db") });
  let away = false;
  const session: typeof store.session = (digest) =>
    away ? Promise.reject(new StoreUnavailable("away")) : store.session(digest);
  await using app = await startApp({}, { store: { ...store, session } });
  using game = await startGame(app, []);
  const { roomId, token } = game;
  const cookie = cookieOf(await signIn(app.url, { key: HOST_KEY }));
  away = true;
  using host = await connectHost(app.url, { token }, { cookie });
  expect(await host.get("room:attach", { token })).toMatchObject({ roomId });
  expect(await codeOf(host.ask("room:create", { quiz: SMALL_QUIZ }))).toBe("unauthorized");
  for (const auth of [{}, { token: `${token}x` }]) {
    expect(await refusalOf(connectHost(app.url, auth, { cookie }))).toBe("store_unavailable");
  }
  away = false;
  await expect.poll(() => codeOf(host.ask("room:create", { quiz: SMALL_QUIZ })), { timeout: 10_000 }).toBe("ok");
});
