/** A pre-test and a post-test of one workshop: secret in between, released and side by side at the end. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Room } from "../../src/room.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { StoreUnavailable } from "../../src/store/store.ts";
import { connectHost, joinRoom, startApp, tempFolder } from "../support.ts";
import { bring, nth, respond, startGame } from "./protocol-play.ts";
import { freshId, hold, isReleased, itemsOf } from "./protocol-workshop-play.ts";
import { overStores } from "./stores.ts";

overStores("a workshop", (app) => {
  test("[RM45] the post-test's end releases the pre-test to all who are still there; [RM46] and stands beside it", async () => {
    const id = freshId();
    using pre = await hold(app(), id, "pre", ["b", "a"]);
    expect(await isReleased(pre)).toBe(false);
    using other = await hold(app(), freshId(), "pre", ["b"]);
    using post = await hold(app(), id, "post", ["b", "b"]);
    const { perItem } = await nth(pre.players, 0).until(
      ({ last }) => last?.phase === "finished" && last.perItem && last,
    );
    expect(perItem).toMatchObject([{ itemId: "q1", credit: 1 }]);
    expect(await pre.host.until(({ last }) => last?.phase === "finished" && last.podium && last)).not.toHaveProperty(
      "pretest",
    );
    expect(await itemsOf(post)).toMatchObject([
      { itemId: "q1", n: 2, correct: 2, before: { n: 2, correct: 1, correctShare: 0.5 } },
    ]);
    // Nobody has to wait for it: it was there on the first screen of the end.
    const first = post.host.snapshots.find(({ phase }) => phase === "finished");
    expect(first).toMatchObject({ perItem: [{ before: { n: 2, correct: 1 } }] });
    using second = await connectHost(app().url);
    const { snapshot } = await second.get("room:attach", { roomId: post.roomId });
    expect(snapshot).toMatchObject({ perItem: [{ before: { n: 2, correct: 1 } }] });
    expect(await isReleased(other)).toBe(false);
  });

  test("[RM45] a second pre-test opened by mistake does not take the place of the one that was held", async () => {
    const id = freshId();
    using pre = await hold(app(), id, "pre", ["b"]);
    await sleep(2);
    using mistake = await startGame(app(), [], {
      options: { preset: "pretest", workshop: { id, occasion: "pre" } },
    });
    using post = await hold(app(), id, "post", ["b", "b"]);
    expect(await itemsOf(post)).toMatchObject([{ before: { n: 2, correct: 1 } }]);
    expect(await isReleased(pre)).toBe(true);
    expect((await mistake.stored()).room?.releasedAt).toBeUndefined();
  });

  test("[RM45] a post-test without a question that was opened and closed releases nothing", async () => {
    const id = freshId();
    using pre = await hold(app(), id, "pre", ["b"]);
    using post = await startGame(app(), ["Ani"], { options: { workshop: { id, occasion: "post" } } });
    await post.host.get("room:finish", {});
    expect(await post.host.phase("finished")).toMatchObject({ perItem: [] });
    expect(await isReleased(pre)).toBe(false);
  });

  test("[RM45] a pre-test that began after the post-test stays secret, through its own end too", async () => {
    const id = freshId();
    using early = await hold(app(), id, "post", ["b"]);
    await sleep(2);
    using pre = await hold(app(), id, "pre", ["b"]);
    using again = await connectHost(app().url);
    await again.get("room:attach", { roomId: early.roomId });
    await again.get("room:attach", { roomId: pre.roomId });
    expect(await isReleased(pre)).toBe(false);
  });

  test("[RM45] a pre-test that still waits in its lobby when its post-test ends was not held, and stays secret", async () => {
    const id = freshId();
    using pre = await startGame(app(), ["Ani"], { options: { preset: "pretest", workshop: { id, occasion: "pre" } } });
    await sleep(2);
    using post = await hold(app(), id, "post", ["b"]);
    expect((await post.stored()).room?.phase).toBe("finished");
    expect((await pre.stored()).room).not.toHaveProperty("releasedAt");
  });
});

test.each(["post", "pre"] as const)(
  "[RM45] when the process ended at that moment, loading the finished %s-test later makes it good",
  async (loaded) => {
    await using folder = await tempFolder();
    const environment = { DATA_DIR: folder.path };
    const id = freshId();
    const held = { pre: "", post: "" };
    {
      const store = openSqlite({ file: `${folder.path}/cermat.db` });
      const cut = { ...store, rooms: () => Promise.reject(new StoreUnavailable("the process is about to end")) };
      await using app = await startApp(environment, { store: cut });
      for (const occasion of ["pre", "post"] as const) {
        using game = await hold(app, id, occasion, ["b", "b"]);
        held[occasion] = game.roomId;
      }
    }
    await using app = await startApp(environment);
    const stored = () => app.app.store.room(held.pre);
    expect((await stored())?.releasedAt).toBeUndefined();
    using host = await connectHost(app.url);
    host.snapshots.push((await host.get("room:attach", { roomId: held[loaded] })).snapshot);
    if (loaded === "post") expect(host.last).toMatchObject({ perItem: [{ before: { n: 2, correct: 2 } }] });
    // The answer to attach may be read after a snapshot that was pushed later.
    else await host.until(({ snapshots }) => snapshots.some((shown) => shown.phase === "finished" && shown.podium));
    expect((await stored())?.releasedAt).toBeGreaterThan(0);
  },
);

overStores("rooms of before", (app) => {
  test("[ID11] a stored room without any of the newer fields is played to its end like a coded one", async () => {
    const { store } = app().app;
    using model = await startGame(app(), []);
    const quiz = await store.roomQuiz(model.roomId);
    const room = (await store.room(model.roomId)) as Room;
    const { identity: _, ...options } = room.options;
    const draw = drawFrom();
    const pin = draw.pin();
    const id = draw.roomId(pin);
    const old = { ...room, id, pin, token: draw.token(id), options } as Room;
    for (const field of ["roster", "sharesShown", "releasedAt", "imported"]) expect(old).not.toHaveProperty(field);
    if (!quiz) throw new Error("the room has no quiz");
    expect(await store.create(old, quiz)).toMatchObject({ kind: "created" });
    using host = await connectHost(app().url);
    host.snapshots.push((await host.get("room:attach", { roomId: old.id })).snapshot);
    const { player, code } = await joinRoom(app().url, { pin, nickname: "Ani", device: "d".repeat(22) });
    expect(code).toMatch(/^\w{5}$/);
    expect(await player.get("room:look", { pin })).toEqual({ ok: true, identity: "coded" });
    await bring(host, "open");
    await respond(app(), player, 1, "b");
    expect(await host.phase("reveal", 1)).toMatchObject({ key: ["b"] });
    await host.get("text:hide", { round: 1, ids: ["b"], hidden: true });
    await bring(host, "finished");
    expect(await player.phase("finished")).toMatchObject({ rank: 1 });
    player[Symbol.dispose]();
  });
});
