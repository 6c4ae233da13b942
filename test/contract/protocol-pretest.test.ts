import { expect, test } from "vitest";
import { advance, connectPlayer } from "../support.ts";
import { bring, nth, respond, startGame, tape } from "./protocol-play.ts";
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
      const common = { version, serverNow, pin, joinUrl, title, round, rounds: 3, paused: false, locked: false };
      expect(reveal).toEqual({ ...common, phase: "reveal", responded: 2, of: 2 });
      const seen = await ani.phase("reveal", round);
      expect(seen).toEqual({ version, serverNow: seen.serverNow, phase: "reveal", round, rounds: 3, paused: false });
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
        "paused",
        "pin",
        "joinUrl",
        "title",
        "locked",
        "reportUrl",
        "of",
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
    expect(fieldsOf(seen).toSorted()).toEqual(["paused", "phase", "round", "rounds", "serverNow", "version"]);
    expect(fieldsOf(await game.host.phase("reveal", 1))).not.toContain("key");
  });
});
