/** A workshop whose store is away, slow or not asked at the moment its post-test ends. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Store, StoreUnavailable } from "../../src/store/store.ts";
import { startApp } from "../support.ts";
import { bring, nth, respond, startGame } from "./protocol-play.ts";
import { freshId, hold, isReleased, itemsOf, openTest, playRound } from "./protocol-workshop-play.ts";

/** A server on a store whose list of rooms is read as the test says; counts the readings. */
const startWith = async (rooms: (store: Store) => ReturnType<Store["rooms"]>, now = (store: Store) => store.now()) => {
  const store = openSqlite({ file: ":memory:" });
  const readings = { count: 0 };
  const app = await startApp(
    {},
    {
      store: {
        ...store,
        now: () => now(store),
        rooms: () => {
          readings.count++;
          return rooms(store);
        },
      },
    },
  );
  return { app, readings, [Symbol.asyncDispose]: () => app[Symbol.asyncDispose]() };
};

test("[RM45] a store that was away at that moment is asked again by the nodes, and the screens get what was missing", async () => {
  let away = false;
  await using server = await startWith(async (store) => {
    if (away) throw new StoreUnavailable("away");
    return store.rooms();
  });
  const { app, readings } = server;
  const id = freshId();
  using pre = await hold(app, id, "pre", ["b", "a"]);
  away = true;
  using post = await hold(app, id, "post", ["b", "b"]);
  expect(post.host.last).not.toMatchObject({ perItem: [{ before: expect.anything() }] });
  expect(await isReleased(pre)).toBe(false);
  // It is not asked at every pulse.
  const { count } = readings;
  await sleep(1_000);
  expect(readings.count - count).toBeLessThan(3);
  away = false;
  expect(await itemsOf(post)).toMatchObject([{ before: { n: 2, correct: 1 } }]);
  await nth(pre.players, 0).until(({ last }) => last?.phase === "finished" && last.perItem);
});

test("[RM46] a list of rooms that is slow to come holds up neither the end nor another room; it is read once", async () => {
  let come = () => {};
  let slow: Promise<void> | undefined;
  await using server = await startWith(async (store) => {
    await slow;
    return store.rooms();
  });
  const { app, readings } = server;
  const id = freshId();
  using pre = await hold(app, id, "pre", ["b", "a"]);
  using post = await openTest(app, id, "post");
  await playRound(app, post, ["b", "b"]);
  // The pre-test has looked for its post-test, and does so again much later.
  await sleep(1_200);
  const { count } = readings;
  slow = new Promise((resolve) => {
    come = resolve;
  });
  const finished = post.host.get("room:finish", {});
  using other = await startGame(app, ["Ani", "Budi"]);
  await bring(other.host, "open");
  await respond(app, nth(other.players, 0), 1, "b");
  await other.host.until(({ events }) => events.some(({ name }) => name === "responses:counted"), 5_000);
  await finished;
  expect(post.host.last).not.toMatchObject({ perItem: [{ before: expect.anything() }] });
  come();
  expect(await itemsOf(post)).toMatchObject([{ before: { n: 2, correct: 1 } }]);
  expect(await isReleased(pre)).toBe(true);
  expect(readings.count - count).toBe(1);
});

test("[RM46] what stands beside a post-test follows its pre-test when that is changed", async () => {
  let later = 0;
  await using server = await startWith(
    (store) => store.rooms(),
    (store) => store.now() + later,
  );
  const { app } = server;
  const id = freshId();
  using pre = await hold(app, id, "pre", ["b", "a"]);
  using post = await hold(app, id, "post", ["b", "b"]);
  expect(await itemsOf(post)).toMatchObject([{ before: { n: 2, correct: 1 } }]);
  const { version = 0 } = post.host.last ?? {};
  await pre.host.get("round:void", { round: 1 });
  later = 31_000;
  const item = await post.host.until(({ last }) => last?.phase === "finished" && !last.perItem?.[0]?.before && last);
  expect(item).toMatchObject({ version, perItem: [{ n: 2 }] });
});

test("[RM45] a pre-test in use looks again for a post-test whose node died at its end, now and then", async () => {
  let dead = true;
  let later = 0;
  await using server = await startWith(
    async (store) => (dead ? [] : store.rooms()),
    (store) => store.now() + later,
  );
  const { app, readings } = server;
  const id = freshId();
  using pre = await hold(app, id, "pre", ["b", "a"]);
  using post = await hold(app, id, "post", ["b", "b"]);
  await sleep(1_200);
  expect(await isReleased(pre)).toBe(false);
  dead = false;
  const { count } = readings;
  await sleep(1_200);
  expect(readings.count).toBe(count);
  expect((await post.stored()).room?.phase).toBe("finished");
  later = 31_000;
  await nth(pre.players, 0).until(({ last }) => last?.phase === "finished" && last.perItem);
  expect(await isReleased(pre)).toBe(true);
});
