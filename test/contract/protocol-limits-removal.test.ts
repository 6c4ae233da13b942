/** Many at once: a host lists them, and removes them in one command, in any phase. */
import { expect, test } from "vitest";
import type { HostSnapshotOf } from "../../protocol/snapshots.ts";
import { joinRoom } from "../support.ts";
import { bring, codeOf, nth, startGame, UNTIMED_QUIZ } from "./protocol-play.ts";
import { overStores, type TestApp } from "./stores.ts";

const MANY = 2000;

/** Seats taken beside any socket. */
const fill = async ({ app }: TestApp, roomId: string, count: number): Promise<string[]> => {
  const join = async (n: number): Promise<string> => {
    const playerId = `bot-${n}`;
    const seat = { playerId, nickname: `bot ${n}`, nicknameKey: `bot${n}`, token: `${roomId}.bot${n}`, code: "" };
    const nobody = { attempt: null, device: null, personId: null, team: null };
    const joined = await app.store.join({ roomId, seat: { ...seat, ...nobody }, codeGiven: false, capacity: 10_000 });
    expect(joined.kind).toBe("joined");
    return playerId;
  };
  return Promise.all(Array.from({ length: count }, (_, n) => join(n)));
};

overStores("many at once", (app, store) => {
  test(`[AB12] a host lists and removes ${MANY} seats in one command, and the others stay and play`, async () => {
    using game = await startGame(app(), ["Ani"], { quiz: UNTIMED_QUIZ });
    const bots = await fill(app(), game.roomId, MANY);
    await bring(game.host, "open");
    const { players } = await game.host.get("player:list", {});
    expect(players.map(({ playerId }) => playerId).toSorted()).toEqual(
      [nth(game.seats, 0).playerId, ...bots].toSorted(),
    );
    const startedAt = performance.now();
    await game.host.get("player:remove", { playerIds: bots });
    const took = Math.round(performance.now() - startedAt);
    console.log(`${store}: ${MANY} seats removed in ${took} ms`);
    expect((await game.host.get("player:list", {})).players).toHaveLength(1);
    const stored = await game.stored();
    expect(stored.seats.filter(({ removed }) => removed)).toHaveLength(MANY);
    const { openedAt } = await nth(game.players, 0).phase("open", 1);
    await expect.poll(() => app().app.store.now()).toBeGreaterThan(openedAt);
    expect(await codeOf(nth(game.players, 0).ask("response:submit", { round: 1, attempt: "a", value: "b" }))).toBe(
      "ok",
    );
  });

  test("[AB12] the list can be of those who joined within a time, and leaves out who is removed", async () => {
    using game = await startGame(app(), ["Ani", "Budi", "Citra"]);
    const [ani, budi, citra] = (await game.stored()).seats;
    const names = async (range: object) =>
      (await game.host.get("player:list", range)).players.map(({ nickname }) => nickname);
    expect(await names({})).toEqual(["Ani", "Budi", "Citra"]);
    expect(await names({ since: budi?.joinedAt, until: budi?.joinedAt })).toContain("Budi");
    expect(await names({ since: (citra?.joinedAt ?? 0) + 1 })).toEqual([]);
    expect(await names({ until: (ani?.joinedAt ?? 0) - 1 })).toEqual([]);
    await game.host.get("player:remove", { playerIds: [budi?.playerId] });
    expect(await names({})).toEqual(["Ani", "Citra"]);
  });

  test.each<HostSnapshotOf["phase"]>(["lobby", "preview", "open", "reveal", "leaderboard"])(
    "[AB12] several are removed in %s, [AB13] and none of them comes back: not by token, code or attempt",
    async (phase) => {
      using game = await startGame(app(), ["Ani"], { quiz: UNTIMED_QUIZ, options: { previewSeconds: 60 } });
      const { pin } = game;
      const attempts = ["Budi", "Citra"].map((nickname) => ({
        pin,
        nickname,
        attempt: `attempt-of-${nickname}-${"x".repeat(20)}`,
      }));
      const seats = [];
      for (const attempt of attempts) seats.push(await joinRoom(app().url, attempt));
      await bring(game.host, phase);
      await game.host.get("player:remove", { playerIds: seats.map(({ playerId }) => playerId) });
      for (const [n, { player, token, code }] of seats.entries()) {
        await player.until(({ events }) => events.some(({ name }) => name === "room:closed"));
        expect(await codeOf(player.ask("room:resume", { token }))).toBe("removed");
        expect(await codeOf(player.ask("room:join", { pin, nickname: "Dewi", code }))).toBe("removed");
        expect(await codeOf(player.ask("room:join", nth(attempts, n)))).toBe("removed");
        player[Symbol.dispose]();
      }
      expect((await game.host.get("player:list", {})).players.map(({ nickname }) => nickname)).toEqual(["Ani"]);
    },
  );
});
