import { expect, test } from "vitest";
import { advance, connectPlayer } from "../support.ts";
import { bring, codeOf, nth, respond, startGame, tape } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const RULED_OUT = [
  "key",
  "verdict",
  "correct",
  "points",
  "rank",
  "total",
  "behind",
  "explanation",
  "perItem",
  "streak",
];

/** Names of all fields anywhere inside, but for a prompt's own `points`, which say what an item is worth. */
const fieldsOf = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...(name === "prompt" ? [] : fieldsOf(inner))]);
};

/** What came in a text frame: an event's name and payload, or an answer. */
const contentOf = (frame: string): unknown => {
  const from = frame.indexOf("[");
  return from < 0 ? null : JSON.parse(frame.slice(from));
};

overStores("the pre-test preset", (app) => {
  test("[VW2] a whole game shows players no key, verdict, points or rank; hosts see responded and of", async () => {
    using game = await startGame(app(), ["Ani", "Budi"], { options: { preset: "pretest", previewSeconds: 60 } });
    const [ani, budi] = [nth(game.players, 0), nth(game.players, 1)];
    const frames = [...game.players, game.host].map(tape);
    const phases: string[] = [];
    for (const [index, value] of ["b", ["a", "c"], "x"].entries()) {
      const round = index + 1;
      await bring(game.host, "open", round);
      await respond(app(), ani, round, value);
      if (round === 1) await ani.get("room:resume", { token: nth(game.seats, 0).token });
      await respond(app(), budi, round, value);
      const reveal = await game.host.phase("reveal", round);
      const { version, serverNow, pin, joinUrl, title } = reveal;
      const common = {
        version,
        serverNow,
        pin,
        joinUrl,
        title,
        round,
        rounds: 3,
        language: "en",
        paused: false,
        locked: false,
      };
      const ahead = round < 3 ? { phase: "preview", round: round + 1 } : { phase: "finished", round };
      expect(reveal).toEqual({ ...common, phase: "reveal", responded: 2, of: 2, ahead });
      const seen = await ani.phase("reveal", round);
      expect(seen).toEqual({
        version,
        serverNow: seen.serverNow,
        phase: "reveal",
        round,
        rounds: 3,
        language: "en",
        paused: false,
      });
      await ani.get("room:sync", { version: 0 });
      await advance(game.host);
      const { last } = game.host;
      phases.push(last?.phase ?? "");
    }
    expect(phases).toEqual(["preview", "preview", "finished"]);
    const seen = await ani.phase("finished");
    expect(seen).toEqual({
      version: seen.version,
      serverNow: seen.serverNow,
      phase: "finished",
      round: 3,
      rounds: 3,
      language: "en",
      paused: false,
    });
    const end = await game.host.phase("finished");
    expect(Object.keys(end).toSorted()).toEqual(
      [
        "version",
        "serverNow",
        "phase",
        "round",
        "rounds",
        "language",
        "paused",
        "pin",
        "joinUrl",
        "title",
        "locked",
        "reportUrl",
        "of",
        "options",
        "pretest",
      ].toSorted(),
    );
    for (const frame of frames.flat()) {
      expect(fieldsOf(contentOf(frame)).filter((name) => RULED_OUT.includes(name) && name !== "total")).toEqual([]);
      expect(frame).not.toContain("Because of B.");
    }
    using again = await connectPlayer(app().url);
    const answer = await again.get("room:resume", { token: nth(game.seats, 0).token });
    expect(answer).toMatchObject({ total: 0, snapshot: { phase: "finished" } });
    expect(fieldsOf(answer.snapshot).filter((name) => RULED_OUT.includes(name))).toEqual([]);
  });

  /** A pre-test of two players at its end: the first knew all, the second nothing, and answered no poll. */
  const ended = async () => {
    const game = await startGame(app(), ["Ani", "Budi"], { options: { preset: "pretest" } });
    for (const [index, values] of [
      ["b", "a"],
      [["a", "c"], ["b"]],
      ["x", "x"],
    ].entries()) {
      await bring(game.host, "open", index + 1);
      for (const [player, value] of values.entries()) await respond(app(), nth(game.players, player), index + 1, value);
      await game.host.phase("reveal", index + 1);
    }
    await bring(game.host, "finished");
    await Promise.all(game.players.map((player) => player.phase("finished")));
    return game;
  };

  test("[RM38] at the end the host shows the shares right and hides them again; [VW11] they tell no option and no key", async () => {
    using game = await ended();
    const frames = [...game.players, game.host].map(tape);
    expect(await game.host.phase("finished")).toMatchObject({ pretest: { shares: false } });
    const { version } = await game.host.get("room:shares", { shown: true });
    const shown = await game.host.until(({ last }) => last?.version === version && last.phase === "finished" && last);
    expect(shown).toMatchObject({ pretest: { shares: true } });
    expect(shown.perItem).toEqual([
      { itemId: "q1", position: 1, stem: "One?", n: 2, correct: 1, correctShare: 0.5, voided: false },
      { itemId: "q2", position: 2, stem: "Two?", n: 2, correct: 1, correctShare: 0.5, voided: false },
      { itemId: "q3", position: 3, stem: "Three?", n: 2, correct: null, correctShare: null, voided: false },
    ]);
    expect(await game.host.get("room:shares", { shown: true })).toMatchObject({ version });
    const hidden = await game.host.get("room:shares", { shown: false });
    const last = await game.host.until(({ last: seen }) => seen?.version === hidden.version && seen);
    expect(last).toMatchObject({ pretest: { shares: false } });
    expect(last).not.toHaveProperty("perItem");
    for (const player of game.players) await player.until(({ last: seen }) => seen?.version === hidden.version);
    const allowed = ["perItem", "correct"];
    const told = frames.flat().flatMap((frame) => fieldsOf(contentOf(frame)));
    expect(told.filter((name) => RULED_OUT.includes(name) && !allowed.includes(name))).toEqual([]);
    // Options of a question have marks; those of the game, which the host's end tells, have none.
    expect(told).not.toContain("mark");
    expect(frames.slice(0, 2).flat().join()).not.toMatch(/perItem|correct/);
  });

  test("[RM38] shares are refused before the end, without the preset and after release; [RM39] release without the preset", async () => {
    using game = await startGame(app(), ["Ani"], { options: { preset: "pretest" } });
    using other = await startGame(app(), ["Ani"]);
    const shares = ({ host }: typeof game) => codeOf(host.ask("room:shares", { shown: true }));
    await bring(game.host, "open");
    expect(await shares(game)).toBe("wrong_phase");
    await game.host.get("room:finish", {});
    await other.host.get("room:finish", {});
    expect(await shares(other)).toBe("wrong_phase");
    expect(await codeOf(other.host.ask("room:release", {}))).toBe("wrong_phase");
    const { version } = await game.host.get("room:release", {});
    expect(await game.host.get("room:release", {})).toMatchObject({ version });
    expect(await shares(game)).toBe("wrong_phase");
  });

  test("[RM39] at release everybody who is still there gets the end with key, points and rank; so does who comes back", async () => {
    using game = await ended();
    await game.host.get("room:release", {});
    const ani = await nth(game.players, 0).until(({ last }) => last?.phase === "finished" && last.perItem && last);
    expect(ani).toMatchObject({ rank: 1, of: 2, perItem: [{ credit: 1 }, { credit: 1 }, { credit: null }] });
    const host = await game.host.until(({ last }) => last?.phase === "finished" && last.podium && last);
    expect(host.podium).toMatchObject([{ nickname: "Ani" }, { nickname: "Budi" }]);
    expect(host).not.toHaveProperty("pretest");
    using again = await connectPlayer(app().url);
    const { total, snapshot } = await again.get("room:resume", { token: nth(game.seats, 0).token });
    expect(total).toBe(ani.total);
    expect(snapshot).toMatchObject({ perItem: ani.perItem });
  });

  test("[RM39] released in the middle, the room goes on as one without secrets", async () => {
    using game = await startGame(app(), ["Ani"], { options: { preset: "pretest" } });
    await bring(game.host, "open");
    await respond(app(), nth(game.players, 0), 1, "b");
    expect(await game.host.phase("reveal", 1)).not.toHaveProperty("key");
    await game.host.get("room:release", {});
    expect(await nth(game.players, 0).until(({ last }) => last?.phase === "reveal" && last.key && last)).toMatchObject({
      key: ["b"],
      verdict: { correct: true },
    });
  });

  test("[RP1] the organiser's report has everything all the same", async () => {
    using game = await startGame(app(), ["Ani", "Budi"], { options: { preset: "pretest" } });
    await bring(game.host, "open");
    await respond(app(), nth(game.players, 0), 1, "b");
    await respond(app(), nth(game.players, 1), 1, "a");
    await game.host.phase("reveal", 1);
    const report = await (await app().fetch(`/api/rooms/${game.roomId}/report.json`)).json();
    expect(report).toMatchObject({ items: [{ id: "q1", n: 2, correct: 1, percentCorrect: 50 }] });
  });

  test("[VW2] a voided round shows no more than another", async () => {
    using game = await startGame(app(), ["Ani"], { options: { preset: "pretest" } });
    await bring(game.host, "open");
    await game.host.get("round:void", { round: 1 });
    const seen = await nth(game.players, 0).phase("reveal", 1);
    expect(fieldsOf(seen).toSorted()).toEqual([
      "language",
      "paused",
      "phase",
      "round",
      "rounds",
      "serverNow",
      "version",
    ]);
    expect(fieldsOf(await game.host.phase("reveal", 1))).not.toContain("key");
  });
});
