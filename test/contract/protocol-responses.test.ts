import { expect, test } from "vitest";
import { connectPlayer, SMALL_QUIZ } from "../support.ts";
import { bring, codeOf, nth, respond, shown, startGame } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const EVERY_TYPE = {
  ...SMALL_QUIZ,
  items: [
    ...SMALL_QUIZ.items,
    { id: "q4", type: "true-false", stem: "Four?", key: ["true"] },
    { id: "q5", type: "short-answer", stem: "Five?", accept: ["refleksi"] },
    { id: "q6", type: "numeric", stem: "Six?", answer: 4, tolerance: 0.5 },
  ].map((item) => ({ ...item, seconds: null })),
};

overStores("responses", (app) => {
  const submit = (round: number, value: unknown, attempt = "a1") => ({ round, attempt, value });

  test("[RS1] a response is answered with a receipt, and stored as it says", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    await bring(game.host, "open");
    const answer = await respond(app(), nth(game.players, 0), 1, "b", "mine");
    if (!answer.ok) throw new Error(answer.error.code);
    const { receivedAt } = answer.receipt;
    expect(answer).toEqual({ ok: true, receipt: { round: 1, attempt: "mine", receivedAt } });
    const stored = await app().app.store.response(game.roomId, 1, nth(game.seats, 0).playerId);
    expect(stored).toEqual({ attempt: "mine", value: "b", receivedAt, lagMs: 0 });
  });

  test("[RS2] the same attempt answers the same receipt, at once, again, later and in any phase", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const ani = nth(game.players, 0);
    await bring(game.host, "open");
    await shown(app(), ani, 1);
    const burst = await Promise.all([1, 2, 3].map(() => ani.get("response:submit", submit(1, "b"))));
    const [first] = burst;
    expect(burst).toEqual([first, first, first]);
    expect(await ani.get("response:submit", submit(1, "a"))).toEqual(first);
    await game.host.get("room:pause", { paused: true });
    expect(await ani.get("response:submit", submit(1, "b"))).toEqual(first);
    for (const phase of ["reveal", "leaderboard", "open", "finished"] as const) {
      if (phase === "finished") await game.host.get("room:finish", {});
      else await bring(game.host, phase);
      expect(await ani.get("response:submit", submit(1, "b"))).toEqual(first);
    }
    const stored = await app().app.store.response(game.roomId, 1, nth(game.seats, 0).playerId);
    expect(stored).toMatchObject({ value: "b" });
  });

  test("[RS2] a known attempt answers its receipt whatever content comes with it", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const ani = nth(game.players, 0);
    await bring(game.host, "open");
    const first = await respond(app(), ani, 1, "b");
    for (const value of ["no-such-option", [], 7, ""]) {
      expect(await ani.ask("response:submit", submit(1, value))).toEqual(first);
    }
  });

  test("[RS3] another attempt answers already_responded with the stored receipt, and changes nothing", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const ani = nth(game.players, 0);
    await bring(game.host, "open");
    const first = await respond(app(), ani, 1, "b");
    const before = await game.stored();
    const second = await ani.ask("response:submit", submit(1, "a", "a2"));
    const receipt = first.ok ? first.receipt : undefined;
    const message = "This seat has already responded to this round.";
    expect(second).toEqual({ ok: false, error: { code: "already_responded", message }, receipt });
    await bring(game.host, "reveal");
    expect(await ani.ask("response:submit", submit(1, "a", "a3"))).toEqual(second);
    expect((await game.stored()).responses).toEqual(before.responses);
  });

  test("[RS3] of two devices that respond for one seat at the same moment, one is stored", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const ani = nth(game.players, 0);
    await bring(game.host, "open");
    await shown(app(), ani, 1);
    const answers = await Promise.all(
      ["a", "b", "a", "b"].map((value, index) => ani.ask("response:submit", submit(1, value, `try ${index}`))),
    );
    const receipts = new Set(answers.map((answer) => JSON.stringify(answer.ok ? answer.receipt : answer.receipt)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(receipts.size).toBe(1);
  });

  test("[RS4] in lobby, preview, before the options show, while paused and for later rounds: not_open", async () => {
    using game = await startGame(app(), ["Ani", "Budi"], { options: { previewSeconds: 60 } });
    const ani = nth(game.players, 0);
    const ask = (round: number) => codeOf(ani.ask("response:submit", submit(round, "b")));
    expect(await ask(1)).toBe("not_open");
    await bring(game.host, "preview");
    expect(await ask(1)).toBe("not_open");
    await bring(game.host, "open");
    const { openedAt } = await ani.phase("open", 1);
    const early = await ask(1);
    // On a machine so slow that the lead has passed, the response may rightly have counted.
    if (app().app.store.now() < openedAt) expect(early).toBe("not_open");
    await game.host.get("room:pause", { paused: true });
    expect(await codeOf(nth(game.players, 1).ask("response:submit", submit(1, "b")))).toBe("not_open");
    expect(await ask(2)).toBe("invalid_payload");
    expect(await codeOf(ani.ask("response:submit", submit(2, ["a"])))).toBe("not_open");
    expect(await ask(4)).toBe("not_open");
  });

  test("[RS4] after the close and for an earlier round: round_closed", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const ask = (round: number, value: unknown) =>
      codeOf(nth(game.players, 0).ask("response:submit", submit(round, value)));
    await bring(game.host, "reveal");
    expect(await ask(1, "b")).toBe("round_closed");
    await bring(game.host, "leaderboard");
    expect(await ask(1, "b")).toBe("round_closed");
    await bring(game.host, "open", 2);
    expect(await ask(1, "b")).toBe("round_closed");
    await game.host.get("room:finish", {});
    expect(await ask(2, ["a"])).toBe("round_closed");
    expect((await game.stored()).responses.map(({ size }) => size)).toEqual([0, 0, 0]);
  });

  test("[RS5] an attempt is of its seat and round: others may use the same words", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const [ani, budi] = [nth(game.players, 0), nth(game.players, 1)];
    await bring(game.host, "open");
    expect(await codeOf(respond(app(), ani, 1, "a", "same"))).toBe("ok");
    expect(await codeOf(respond(app(), budi, 1, "b", "same"))).toBe("ok");
    await bring(game.host, "open", 2);
    expect(await codeOf(respond(app(), ani, 2, ["a"], "same"))).toBe("ok");
    expect(await codeOf(ani.ask("response:submit", submit(2, ["a"], "x".repeat(65))))).toBe("invalid_payload");
  });

  test("[RS6] each item type takes its values, and only those", async () => {
    using game = await startGame(app(), ["Ani", "Budi"], { quiz: EVERY_TYPE });
    const ani = nth(game.players, 0);
    const rounds: { good: unknown; kept: unknown; bad: unknown[] }[] = [
      { good: "b", kept: "b", bad: ["c", "B", ["b"], 1, "", []] },
      { good: ["c", "a", "c"], kept: ["a", "c"], bad: ["a", [], ["a", "z"], 1] },
      { good: "y", kept: "y", bad: ["z", ["y"], 0] },
      { good: "false", kept: "false", bad: ["maybe", 1, ["true"]] },
      { good: " Refleksi! ", kept: expect.stringContaining("Refleksi"), bad: [1, ["refleksi"], " ", "x".repeat(501)] },
      { good: "4,5", kept: 4.5, bad: ["four", "", [], "1e999"] },
    ];
    for (const [index, { good, kept, bad }] of rounds.entries()) {
      const round = index + 1;
      await bring(game.host, "open", round);
      await shown(app(), ani, round);
      for (const value of bad) {
        expect([value, await codeOf(ani.ask("response:submit", submit(round, value)))]).toEqual([
          value,
          "invalid_payload",
        ]);
      }
      expect(await app().app.store.responses(game.roomId, round)).toEqual(new Map());
      await ani.get("response:submit", submit(round, good));
      const stored = await app().app.store.response(game.roomId, round, nth(game.seats, 0).playerId);
      expect(stored).toMatchObject({ value: kept });
      await bring(game.host, "reveal", round);
    }
  });

  test("[RS8] after a reconnect on another socket the response is still there", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    await bring(game.host, "open");
    const first = await respond(app(), nth(game.players, 0), 1, "b");
    nth(game.players, 0)[Symbol.dispose]();
    using again = await connectPlayer(app().url);
    const { snapshot } = await again.get("room:resume", { token: nth(game.seats, 0).token });
    expect(snapshot).toMatchObject({ phase: "open", responded: true });
    expect(await again.ask("response:submit", submit(1, "b"))).toEqual(first);
  });

  test("[RM24] the round closes when all present have responded; a seat that left does not hold it back", async () => {
    using game = await startGame(app(), ["Ani", "Budi", "Citra"]);
    await bring(game.host, "open");
    await nth(game.players, 2).get("room:leave", {});
    await respond(app(), nth(game.players, 0), 1, "b");
    expect(game.host.last?.phase).toBe("open");
    await respond(app(), nth(game.players, 1), 1, "a");
    expect(await game.host.phase("reveal", 1)).toMatchObject({
      responded: 2,
      of: 2,
      correctShare: 1 / 3,
      distribution: [
        { id: "a", count: 1 },
        { id: "b", count: 1 },
      ],
    });
  });

  test("[RM24] when the last one who has not responded leaves, the round closes", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    await bring(game.host, "open");
    await respond(app(), nth(game.players, 0), 1, "b");
    await nth(game.players, 1).get("room:leave", {});
    await game.host.phase("reveal", 1);
  });

  test("[RM25] nobody present is not everybody: the round stays open", async () => {
    using game = await startGame(app(), ["Ani"]);
    await bring(game.host, "open");
    await nth(game.players, 0).get("room:leave", {});
    await game.host.until(({ events }) =>
      events.some(({ name, payload }) => name === "responses:counted" && (payload as { of: number }).of === 0),
    );
    expect((await game.stored()).room?.phase).toBe("open");
  });
});
