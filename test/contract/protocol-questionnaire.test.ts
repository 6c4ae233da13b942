import { expect, test } from "vitest";
import { SMALL_QUIZ } from "../support.ts";
import { bring, codeOf, nth, respond, startGame } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const QUIZ = {
  ...SMALL_QUIZ,
  items: [
    { id: "r1", type: "rating", stem: "Useful?", scale: 4, labels: ["no", "yes"], reverse: true },
    { id: "t1", type: "open-text", stem: "What did you learn?" },
    nth(SMALL_QUIZ.items, 0),
  ],
};

overStores("a questionnaire", (app) => {
  test("[RS6] points of a scale and texts are kept and counted, and earn nothing", async () => {
    using game = await startGame(app(), ["Ani", "Budi"], { quiz: QUIZ, options: { shuffleOptions: true } });
    const [ani, budi] = [nth(game.players, 0), nth(game.players, 1)];
    await bring(game.host, "open", 1);
    const { prompt } = await ani.phase("open", 1);
    expect(prompt).toMatchObject({ widget: "scale", type: "rating" });
    expect(prompt.options?.map(({ text }) => text)).toEqual(["no", "2", "3", "yes"]);
    expect(await respond(app(), ani, 1, "5")).toMatchObject({ error: { code: "invalid_payload" } });
    expect(await respond(app(), ani, 1, 4)).toMatchObject({ error: { code: "invalid_payload" } });
    await respond(app(), ani, 1, "4");
    await respond(app(), budi, 1, "4");
    expect(await game.host.phase("reveal", 1)).toMatchObject({
      key: [],
      correctShare: null,
      distribution: [
        { id: "1", count: 0 },
        { id: "2", count: 0 },
        { id: "3", count: 0 },
        { id: "4", count: 2 },
      ],
    });
    expect(await ani.phase("reveal", 1)).toMatchObject({ verdict: { credit: null, points: 0 }, total: 0 });
    await bring(game.host, "open", 2);
    expect(await ani.phase("open", 2)).toMatchObject({ prompt: { widget: "long-text" } });
    expect(await respond(app(), ani, 2, "\u200b ")).toMatchObject({ error: { code: "invalid_payload" } });
    expect(await respond(app(), ani, 2, "x".repeat(501))).toMatchObject({ error: { code: "invalid_payload" } });
    await respond(app(), ani, 2, ` ${"x".repeat(498)} `);
    await respond(app(), budi, 2, "dua\nbaris");
    expect((await game.host.phase("reveal", 2)).distribution?.map(({ text }) => text?.slice(0, 9))).toEqual([
      "dua baris",
      "xxxxxxxxx",
    ]);
  });

  test("[RM44] a host takes texts off the screen and puts them back; what nobody wrote is not remembered", async () => {
    using game = await startGame(app(), ["Ani", "Budi"], { quiz: QUIZ });
    const hide = (round: number, ids: string[], hidden = true) => ({ round, ids, hidden });
    await bring(game.host, "open", 2);
    expect(await codeOf(game.host.ask("text:hide", hide(2, ["kasar"])))).toBe("wrong_phase");
    expect(await codeOf(game.host.ask("text:hide", hide(3, ["kasar"])))).toBe("round_unknown");
    await respond(app(), nth(game.players, 0), 2, "Kasar!");
    await respond(app(), nth(game.players, 1), 2, "Refleksi");
    const reveal = await game.host.phase("reveal", 2);
    const ids = reveal.distribution?.map(({ id }) => id) ?? [];
    expect(ids).toEqual(["kasar", "refleksi"]);
    const unknown = await game.host.get("text:hide", hide(2, ["nobody wrote this"]));
    expect(unknown.version).toBe(reveal.version);
    // Options are no texts: none of them can be taken off.
    expect((await game.host.get("text:hide", hide(1, ["4"]))).version).toBe(reveal.version);
    const { version } = await game.host.get("text:hide", hide(2, ["kasar", "nobody wrote this"]));
    const rows = async (at: number) => {
      const seen = await game.host.until(({ last }) => last?.version === at && last.phase === "reveal" && last);
      return seen.distribution?.map(({ id, hidden }) => (hidden ? `${id} hidden` : id));
    };
    expect(await rows(version)).toEqual(["kasar hidden", "refleksi"]);
    expect((await game.stored()).room?.rounds[1]?.hidden).toEqual(["kasar"]);
    const report = await (await app().fetch(`/api/rooms/${game.roomId}/report.json`)).text();
    expect(report).toContain("Kasar!");
    const back = await game.host.get("text:hide", hide(2, ["kasar"], false));
    expect(await rows(back.version)).toEqual(["kasar", "refleksi"]);
    await bring(game.host, "finished");
    expect((await game.host.get("text:hide", hide(2, ["kasar"]))).version).toBeGreaterThan(back.version);
  });
});
