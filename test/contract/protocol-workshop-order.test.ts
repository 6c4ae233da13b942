/** Which pre-test belongs to a post-test: the one that was held and over before it began, or the one that was chosen. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { SMALL_QUIZ, untilShown } from "../support.ts";
import { bring, nth } from "./protocol-play.ts";
import { choose, freshId, hold, isReleased, itemsOf, openTest, playRound } from "./protocol-workshop-play.ts";
import { overStores } from "./stores.ts";

const ONE = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.slice(0, 1) };

overStores("the order of a workshop", (app) => {
  test("[RM45] a rehearsal of the post-test releases no pre-test that waits in its lobby, and none that is begun later", async () => {
    const id = freshId();
    using waiting = await openTest(app(), id, "pre");
    await sleep(2);
    using rehearsal = await hold(app(), id, "post", ["b", "b"]);
    expect(rehearsal.host.last).not.toMatchObject({ perItem: [{ before: expect.anything() }] });
    expect(await isReleased(waiting)).toBe(false);
    await playRound(app(), waiting, ["b", "a"]);
    expect(await nth(waiting.players, 0).phase("reveal", 1)).not.toHaveProperty("key");
    await bring(waiting.host, "finished");
    expect(await isReleased(waiting)).toBe(false);
    // The real post-test does.
    using post = await hold(app(), id, "post", ["b", "b"]);
    expect(await itemsOf(post)).toMatchObject([{ before: { n: 2, correct: 1 } }]);
    expect(await isReleased(waiting)).toBe(true);
  });

  test("[RM45] a pre-test that still goes on when its post-test begins stays secret", async () => {
    const id = freshId();
    using pre = await openTest(app(), id, "pre");
    await playRound(app(), pre, ["b", "a"]);
    using post = await openTest(app(), id, "post");
    await playRound(app(), post, ["b", "b"]);
    await bring(pre.host, "open", 2);
    await untilShown(pre.host);
    await pre.host.get("round:close", { round: 2 });
    await pre.host.get("room:finish", {});
    await post.host.get("room:finish", {});
    await post.host.phase("finished");
    expect(await isReleased(pre)).toBe(false);
  });

  test("[RM45] a pre-test left at its last reveal was over, and is released where it stands", async () => {
    const id = freshId();
    using earlier = await hold(app(), id, "pre", ["a", "a"]);
    using pre = await openTest(app(), id, "pre", { quiz: ONE });
    await playRound(app(), pre, ["b", "a"]);
    using post = await hold(app(), id, "post", ["b", "b"]);
    expect(await itemsOf(post)).toMatchObject([{ before: { n: 2, correct: 1 } }]);
    const seen = await nth(pre.players, 0).until(({ last }) => last?.phase === "reveal" && last.key && last);
    expect(seen).toMatchObject({ key: ["b"], verdict: { correct: true } });
    expect(await isReleased(earlier)).toBe(false);
  });

  test("[RM45] when rooms were held counts, not when they were made", async () => {
    const id = freshId();
    using post = await openTest(app(), id, "post");
    await sleep(2);
    using pre = await hold(app(), id, "pre", ["b", "a"]);
    await playRound(app(), post, ["b", "b"]);
    await post.host.get("room:finish", {});
    expect(await itemsOf(post)).toMatchObject([{ before: { n: 2, correct: 1 } }]);
    expect(await isReleased(pre)).toBe(true);
  });

  test.each([
    ["none", "stands beside"],
    ["pretest", "stays secret"],
  ] as const)("[RM46] a chosen pre-test of preset %s that was held after the post-test %s", async (...[preset]) => {
    const id = freshId();
    using post = await openTest(app(), id, "post");
    await playRound(app(), post, ["b", "b"]);
    using early = await openTest(app(), id, "pre", { options: { preset } });
    await playRound(app(), early, ["b", "a"]);
    await choose(app(), id, { pre: early.roomId, post: null });
    await post.host.get("room:finish", {});
    if (preset === "none") expect(await itemsOf(post)).toMatchObject([{ before: { n: 2, correct: 1 } }]);
    else {
      expect((await post.host.phase("finished")).perItem).not.toMatchObject([{ before: expect.anything() }]);
      // Nor does its own end make it public: nodes look at the workshop then.
      await early.host.get("room:finish", {});
      await sleep(1_200);
    }
    expect(await isReleased(early)).toBe(false);
  });
});
