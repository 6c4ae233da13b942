import { describe, expect, test } from "vitest";
import type { HostSnapshotOf } from "../../protocol/snapshots.ts";
import { advance, connectHost, openRoom, SMALL_QUIZ, untilShown } from "../support.ts";
import { bring, codeOf, nth, respond, startGame, UNTIMED_QUIZ } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const ATTEMPT = "an-attempt-of-22-letters";

overStores("a host's commands", (app) => {
  describe("creating", () => {
    test("[RM5] the same attempt with the same body gives the same room, with another attempt_reused", async () => {
      using host = await connectHost(app().url);
      const before = (await app().app.store.rooms()).length;
      const payload = { quiz: SMALL_QUIZ, attempt: `${ATTEMPT}-${before}-${Math.floor(app().app.store.now())}` };
      const [first, again] = [await host.get("room:create", payload), await host.get("room:create", payload)];
      const { roomId, pin, token } = first;
      expect(again).toMatchObject({ roomId, pin, token });
      const other = { ...payload, options: { scoring: "gentle" } };
      expect(await codeOf(host.ask("room:create", other))).toBe("attempt_reused");
      const free = await host.get("room:create", { quiz: SMALL_QUIZ });
      expect([free.roomId === roomId, free.pin === pin]).toEqual([false, false]);
      expect(await app().app.store.rooms()).toHaveLength(before + 2);
    });

    test("[RM3] a quiz with faults, gentle over unequal points and an unknown id are refused", async () => {
      using host = await connectHost(app().url);
      const uneven = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item, n) => ({ ...item, points: n * 1000 })) };
      expect(await codeOf(host.ask("room:create", { quiz: { ...SMALL_QUIZ, items: [] } }))).toBe("invalid_quiz");
      expect(await codeOf(host.ask("room:create", { quiz: uneven, options: { scoring: "gentle" } }))).toBe(
        "invalid_quiz",
      );
      expect(await codeOf(host.ask("room:create", { quizId: "no-such-quiz" }))).toBe("quiz_not_found");
      expect(await codeOf(host.ask("room:create", { quizId: "all-kinds", quiz: SMALL_QUIZ }))).toBe("invalid_payload");
      expect(await codeOf(host.ask("room:create", {}))).toBe("invalid_payload");
    });

    test("[RM4] an inline quiz is not stored in the library", async () => {
      using host = (await openRoom(app().url, { quiz: { ...SMALL_QUIZ, id: "only-in-its-room" } })).host;
      expect(host.last?.title).toBe("Small");
      expect(await app().app.store.quiz("only-in-its-room")).toBeUndefined();
    });

    test("[RM6] an unknown room id answers room_not_found", async () => {
      using host = await connectHost(app().url);
      expect(await codeOf(host.ask("room:attach", { roomId: "no-such-room" }))).toBe("room_not_found");
      expect(await codeOf(host.ask("room:attach", { roomId: "r", token: "t" }))).toBe("invalid_payload");
    });
  });

  test("[RM20] advance goes through every phase of every round, in order", async () => {
    using game = await startGame(app(), ["Ani"], { options: { previewSeconds: 60 } });
    const seen = [];
    for (const round of [1, 2, 3]) {
      for (const phase of ["preview", "open", "reveal", "leaderboard"] as const) {
        const { version } = await advance(game.host);
        seen.push(await game.host.until(({ last }) => last?.version === version && [last.phase, last.round]));
        expect(seen.at(-1)).toEqual([phase, round]);
      }
    }
    const { version } = await advance(game.host);
    expect(await game.host.phase("finished")).toMatchObject({ version, round: 3, rounds: 3 });
    expect(await codeOf(game.host.ask("room:advance", { version }))).toBe("wrong_phase");
  });

  test.each([
    ["end", ["reveal", "open", "reveal", "open", "reveal", "leaderboard", "finished"]],
    ["none", ["reveal", "open", "reveal", "open", "reveal", "finished"]],
  ] as const)("[RM23] leaderboard %s", async (leaderboard, expected) => {
    using game = await startGame(app(), [], { options: { leaderboard } });
    await bring(game.host, "open");
    const seen = [];
    for (const _ of expected) {
      const { version } = await advance(game.host);
      seen.push(await game.host.until(({ last }) => last?.version === version && last.phase));
    }
    expect(seen).toEqual(expected);
  });

  test("[RM21] advance from a version that has passed answers stale_version and changes nothing", async () => {
    using game = await startGame(app(), ["Ani"]);
    await bring(game.host, "open");
    const before = await game.stored();
    for (const version of [0, 1, 3, 99]) {
      expect(await codeOf(game.host.ask("room:advance", { version }))).toBe("stale_version");
    }
    expect(await game.stored()).toEqual(before);
  });

  test("[RM21] of two hosts that advance at the same moment one does, and both see the same", async () => {
    using game = await startGame(app(), ["Ani"]);
    using second = await connectHost(app().url);
    second.snapshots.push((await second.get("room:attach", { roomId: game.roomId })).snapshot);
    const hosts = [game.host, second, game.host, second];
    const codes = await Promise.all(hosts.map((host) => codeOf(host.ask("room:advance", { version: 1 }))));
    expect(codes.toSorted()).toEqual(["ok", "stale_version", "stale_version", "stale_version"]);
    await bring(game.host, "leaderboard");
    await second.phase("leaderboard", 1);
    const seen = (client: typeof second) => client.snapshots.map((shown) => ({ ...shown, serverNow: 0 }));
    const [mine, theirs] = [seen(game.host), seen(second)];
    expect(theirs.slice(1)).toEqual(mine.slice(1));
    expect(theirs).toHaveLength(mine.length);
  });

  test("[RM27] closing: the open round closes, a closed one is ok, in preview not_open, beyond round_unknown", async () => {
    using game = await startGame(app(), ["Ani"], { options: { previewSeconds: 60 } });
    const close = (round: number) => game.host.ask("round:close", { round });
    expect(await codeOf(close(1))).toBe("round_unknown");
    await bring(game.host, "preview");
    expect(await codeOf(close(1))).toBe("not_open");
    await bring(game.host, "open");
    expect(await codeOf(close(2))).toBe("round_unknown");
    await untilShown(game.host);
    const closed = await close(1);
    expect(closed).toEqual({ ok: true, version: 4 });
    expect(await close(1)).toEqual(closed);
    await bring(game.host, "open", 2);
    expect(await close(1)).toEqual({ ok: true, version: game.host.last?.version });
    expect(game.host.last?.phase).toBe("open");
  });

  test("[RM28] extending: open moves, closed round_closed, not yet open not_open, without limit ok and unchanged", async () => {
    using game = await startGame(app(), ["Ani"], { options: { previewSeconds: 60 } });
    using untimed = await startGame(app(), ["Ani"], { quiz: UNTIMED_QUIZ });
    const extend = (round: number, seconds = 30) => codeOf(game.host.ask("round:extend", { round, seconds }));
    expect(await extend(1)).toBe("round_unknown");
    await bring(game.host, "preview");
    expect(await extend(1)).toBe("not_open");
    await bring(game.host, "open");
    expect([await extend(1, 0), await extend(1, 601), await extend(1, 1.5)]).toEqual(Array(3).fill("invalid_payload"));
    expect(await extend(1)).toBe("ok");
    await bring(game.host, "reveal");
    expect(await extend(1)).toBe("round_closed");
    await bring(untimed.host, "open");
    expect(await untimed.host.get("round:extend", { round: 1, seconds: 30 })).toEqual({ ok: true, version: 2 });
  });

  test("[RM29] the same extend attempt extends once, by its version, and with other content is attempt_reused", async () => {
    using game = await startGame(app(), ["Ani"]);
    await bring(game.host, "open");
    const extend = (more: object) => game.host.ask("round:extend", { round: 1, seconds: 30, attempt: "x1", ...more });
    const deadline = async () => (await game.stored()).room?.rounds[0]?.deadline ?? 0;
    const before = await deadline();
    const both = await Promise.all([extend({}), extend({})]);
    expect(both).toEqual([
      { ok: true, version: 3 },
      { ok: true, version: 3 },
    ]);
    await game.host.get("room:lock", { locked: true });
    expect(await extend({})).toEqual({ ok: true, version: 3 });
    expect((await deadline()) - before).toBe(30_000);
    expect(await codeOf(extend({ seconds: 31 }))).toBe("attempt_reused");
    expect(await codeOf(extend({ attempt: "x2" }))).toBe("ok");
    expect((await deadline()) - before).toBe(60_000);
    await bring(game.host, "reveal");
    expect(await extend({})).toEqual({ ok: true, version: 3 });
  });

  test.each<[HostSnapshotOf["phase"], HostSnapshotOf["phase"]]>([
    ["preview", "reveal"],
    ["open", "reveal"],
    ["reveal", "reveal"],
    ["leaderboard", "leaderboard"],
    ["finished", "finished"],
  ])("[RM30] a round voided in %s counts nowhere, and the room is in %s", async (phase, after) => {
    using game = await startGame(app(), ["Ani", "Budi"], { options: { previewSeconds: 60 } });
    const ani = nth(game.players, 0);
    if (phase !== "preview") {
      await bring(game.host, "open");
      await respond(app(), ani, 1, "b");
    }
    await bring(game.host, phase, phase === "finished" ? undefined : 1);
    const { version } = await game.host.get("round:void", { round: 1 });
    expect(await game.host.until(({ last }) => last?.version === version && last.phase)).toBe(after);
    expect(await game.host.get("round:void", { round: 1 })).toEqual({ ok: true, version });
    expect(await codeOf(game.host.ask("round:void", { round: 4 }))).toBe("round_unknown");
    const report = (await (await app().fetch(`/api/rooms/${game.roomId}/report.json`)).json()) as { items: object[] };
    expect(report.items[0]).toMatchObject({ n: 0, correct: null, percentCorrect: null, omitted: 0, voided: true });
    const shown = await ani.until(({ last }) => last?.version === version && last);
    if (phase === "leaderboard" || phase === "finished") expect(shown).toMatchObject({ total: 0, rank: 1, of: 2 });
    else expect(shown).toMatchObject({ voided: true, verdict: { credit: null, correct: null, points: 0 }, total: 0 });
  });

  test("[RM32] lock and unlock are repeatable and in every snapshot of the host", async () => {
    using game = await startGame(app(), []);
    expect(await game.host.get("room:lock", { locked: true })).toEqual({ ok: true, version: 2 });
    expect(await game.host.get("room:lock", { locked: true })).toEqual({ ok: true, version: 2 });
    expect(await bring(game.host, "open")).toMatchObject({ locked: true });
    expect(await game.host.get("room:lock", { locked: false })).toEqual({ ok: true, version: 4 });
  });

  test.each<HostSnapshotOf["phase"]>(["lobby", "preview", "open", "reveal", "leaderboard"])(
    "[RM33] finish from %s ends the game; repeating is ok, and the last screen is followed by room:closed finished",
    async (phase) => {
      using game = await startGame(app(), ["Ani", "Budi"], { options: { previewSeconds: 60 } });
      const ani = nth(game.players, 0);
      await bring(game.host, phase);
      const { version } = await game.host.get("room:finish", {});
      expect(await game.host.get("room:finish", {})).toEqual({ ok: true, version });
      await ani.until(({ events }) => events.some(({ name }) => name === "room:closed"));
      expect(ani.events.slice(-2)).toEqual([
        { name: "snapshot", payload: expect.objectContaining({ phase: "finished", version }) },
        { name: "room:closed", payload: { reason: "finished" } },
      ]);
      const round = (await game.stored()).room?.rounds[0];
      if (phase === "open") expect(round?.closedAt).toEqual(expect.any(Number));
      expect(await app().app.store.findPin(game.pin)).toBeUndefined();
      expect(await ani.get("room:resume", { token: nth(game.seats, 0).token })).toMatchObject({
        snapshot: { phase: "finished" },
      });
    },
  );
});
