import { expect, test } from "vitest";
import type { Comparison } from "../../protocol/comparisons.ts";
import { joinRoom, SMALL_QUIZ } from "../support.ts";
import { bring, nth, respond, startGame } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const QUIZ = {
  ...SMALL_QUIZ,
  id: "two",
  items: SMALL_QUIZ.items.slice(0, 2).map((item) => ({ ...item, seconds: null })),
};

overStores("comparisons over HTTP", (app) => {
  /** A room of the workshop; each player's code is brought, null draws one. Answers a player, then an item; "" omits it. */
  const play = async (
    occasion: "pre" | "post",
    people: { nickname: string; code?: string; answers: unknown[] }[],
    identity: "coded" | "anonymous" = "coded",
  ) => {
    const options = { workshop: { id: "w1", occasion }, identity };
    const game = await startGame(app(), [], { quiz: QUIZ, options });
    const joined = [];
    for (const { nickname, code } of people)
      joined.push(await joinRoom(app().url, { pin: game.pin, nickname, ...(code !== undefined && { code }) }));
    for (const item of [0, 1]) {
      await bring(game.host, "open", item + 1);
      for (const [index, { answers }] of people.entries())
        if (answers[item] !== "") await respond(app(), nth(joined, index).player, item + 1, answers[item]);
    }
    await bring(game.host, "reveal", 2);
    return { ...game, joined };
  };
  const fetched = (query: Record<string, string>) => app().fetch(`/api/comparisons.json?${new URLSearchParams(query)}`);
  const compared = async (query: Record<string, string>) => (await (await fetched(query)).json()) as Comparison;

  test("[RP23] pairs by code, item by item and in total", async () => {
    using pre = await play("pre", [
      { nickname: "Ani", answers: ["a", ["a"]] },
      { nickname: "Budi", answers: ["b", ["a", "c"]] },
      { nickname: "Citra", answers: ["a", ""] },
    ]);
    const [ani, budi] = [nth(pre.joined, 0).code, nth(pre.joined, 1).code];
    using post = await play("post", [
      { nickname: "Another name", code: budi, answers: ["a", ["a", "c"]] },
      { nickname: "Ani", code: ani, answers: ["b", ["a", "c"]] },
      { nickname: "Dewi", answers: ["b", ["a"]] },
    ]);
    const result = await compared({ pre: pre.roomId, post: post.roomId });
    expect(result).toMatchObject({ schema: 1, design: "paired", k: 2, nPre: 3, nPost: 3, nPaired: 2 });
    expect(result.items.map(({ id, rr, rw, wr, ww }) => [id, rr, rw, wr, ww])).toEqual([
      ["q1", 0, 1, 1, 0],
      ["q2", 1, 0, 1, 0],
    ]);
    expect(result.total).toMatchObject({ meanPre: 1, meanPost: 1.5, improved: 1, same: 0, worse: 1 });
    expect(result.pairing.pairs.map(({ pre, post, by }) => [pre.nickname, post.nickname, by])).toEqual([
      ["Ani", "Ani", "code"],
      ["Budi", "Another name", "code"],
    ]);
    expect(result.pairing.excluded).toEqual([
      { reason: "pre_only", count: 1 },
      { reason: "post_only", count: 1 },
    ]);
    expect([result.pre.id, result.post.workshop?.occasion]).toEqual([pre.roomId, "post"]);
    expect(result.sentences.id[0]).toContain("3 orang");

    const bare = await compared({ pre: pre.roomId, post: post.roomId, names: "0", worst: "1" });
    expect(JSON.stringify(bare)).not.toMatch(/Ani|Budi|Another name/);
    expect([bare.pairing.pairs[0]?.pre.code, bare.worst.itemIds]).toEqual([ani, ["q1"]]);
    const shared = await compared({ pre: pre.roomId, post: post.roomId, min: "5" });
    expect([shared.people, shared.total.improved, shared.total.why.improved]).toEqual([[], null, "suppressed"]);
    // The device's and the seat's secrets are nobody's evidence.
    expect(JSON.stringify(result)).not.toMatch(/token|device"|attempt/);
  });

  test("[RP22] what the organiser of the workshop has said of two seats holds", async () => {
    using pre = await play("pre", [{ nickname: "Eko", answers: ["b", ["a"]] }]);
    using post = await play("post", [{ nickname: "eko", answers: ["b", ["a"]] }]);
    const query = { pre: pre.roomId, post: post.roomId };
    const [before] = (await compared(query)).pairing.proposals;
    expect([before?.pre.nickname, before?.post.nickname, before?.reasons]).toEqual(["Eko", "eko", ["same_nickname"]]);
    await app().app.store.putWorkshop({
      ...{ schema: 1, id: "other-id", title: "W", quizIds: { pre: "two", post: "two" }, identity: "coded", roster: [] },
      rooms: { pre: pre.roomId, post: post.roomId },
      pairings: [{ pre: before?.pre.playerId ?? "", post: before?.post.playerId ?? "", same: true }],
      ...{ version: 1, createdAt: 1, updatedAt: 1 },
    });
    const after = await compared(query);
    expect([after.nPaired, after.pairing.pairs[0]?.by, after.pairing.proposals]).toEqual([1, "confirmed", []]);
  });

  test("[RP26] an anonymous room gives two groups, and says why there is no more", async () => {
    using pre = await play("pre", [{ nickname: "Fani", answers: ["b", ["a"]] }], "anonymous");
    using post = await play("post", [{ nickname: "Fani", answers: ["b", ["a"]] }], "anonymous");
    const result = await compared({ pre: pre.roomId, post: post.roomId });
    expect(result).toMatchObject({ design: "independent", nPaired: 0, items: [{ pPre: 1, pPost: 1, rr: null }, {}] });
    expect(result.total.why.p).toBe("anonymous");
  });

  test("[RP29] unknown rooms, rooms without a common scored item and odd queries are refused", async () => {
    using pre = await play("pre", [{ nickname: "Gita", answers: ["b", ["a"]] }]);
    using empty = await startGame(app(), ["Hana"], { quiz: QUIZ });
    const codeOf = async (query: Record<string, string>) => {
      const answer = await fetched(query);
      return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
    };
    expect(await codeOf({ pre: pre.roomId, post: "nowhere" })).toEqual([404, "room_not_found"]);
    expect(await codeOf({ pre: pre.roomId, post: empty.roomId })).toEqual([409, "comparison_empty"]);
    expect(await codeOf({ pre: pre.roomId })).toEqual([400, "invalid_payload"]);
    expect(await codeOf({ pre: pre.roomId, post: pre.roomId, worst: "0" })).toEqual([400, "invalid_payload"]);
    const bare = await fetch(`${app().url}/api/comparisons.json?pre=${pre.roomId}&post=${pre.roomId}`);
    expect(bare.status).toBe(401);
    const { headers } = await fetched({ pre: pre.roomId, post: pre.roomId });
    expect([headers.get("cache-control"), headers.get("content-type")]).toEqual([
      "no-store",
      "application/json; charset=utf-8",
    ]);
  });
});
