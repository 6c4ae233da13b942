import { describe, expect, test } from "vitest";
import type { HostSnapshotOf } from "../../protocol/snapshots.ts";
import { connectHost, connectPlayer, joinRoom, type PlayerClient } from "../support.ts";
import { bring, codeOf, nth, respond, startGame } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const closedWith = (player: PlayerClient) =>
  player.until(({ events }) => events.find(({ name }) => name === "room:closed")?.payload as { reason: string });

/** A snapshot but for the moment it was made at. */
const timeless = (snapshot: object) => ({ ...snapshot, serverNow: 0 });

overStores("seats", (app) => {
  const resume = async (token: string) => {
    const player = await connectPlayer(app().url);
    return { player, answer: await player.ask("room:resume", { token }) };
  };

  test.each<HostSnapshotOf["phase"]>(["lobby", "preview", "open", "reveal", "leaderboard", "finished"])(
    "[RM12] resume in %s answers the screen that push and sync give too, in a locked room",
    async (phase) => {
      using game = await startGame(app(), ["Ani", "Budi"], { options: { previewSeconds: 60 } });
      const [ani, seat] = [nth(game.players, 0), nth(game.seats, 0)];
      await game.host.get("room:lock", { locked: true });
      if (phase !== "lobby" && phase !== "preview") {
        await bring(game.host, "open");
        await respond(app(), ani, 1, "b");
      }
      const { version } = await bring(game.host, phase);
      const pushed = await ani.until(({ last }) => last?.version === version && last);
      const synced = await ani.get("room:sync", { version });
      const { player, answer } = await resume(seat.token);
      if (!answer.ok) throw new Error(answer.error.code);
      expect(answer.snapshot.phase).toBe(phase);
      const { playerId, code, nickname } = answer;
      expect({ playerId, code, nickname }).toEqual({ playerId: seat.playerId, code: seat.code, nickname: "Ani" });
      // A push said "not responded" before the response came in.
      const now = pushed.phase === "open" ? { ...pushed, responded: true } : pushed;
      expect(timeless(synced.snapshot)).toEqual(timeless(now));
      expect(timeless(answer.snapshot)).toEqual(timeless(now));
      player[Symbol.dispose]();
    },
  );

  test("[RM12] a token of no seat answers unauthorized, one of a room that is gone room_not_found", async () => {
    using game = await startGame(app(), ["Ani"]);
    const { token } = nth(game.seats, 0);
    for (const [wrong, code] of [
      [`${game.roomId}.x`, "unauthorized"],
      [`${token}x`, "unauthorized"],
      [token.toLowerCase() === token ? token.toUpperCase() : token.slice(0, -1), "unauthorized"],
      [game.token, "unauthorized"],
      ["no-room.x", "room_not_found"],
    ] as const) {
      const { player, answer } = await resume(wrong);
      expect([wrong, answer.ok ? "ok" : answer.error.code]).toEqual([wrong, code]);
      expect(await codeOf(player.ask("room:sync", { version: 0 }))).toBe("not_joined");
      player[Symbol.dispose]();
    }
  });

  test("[RM15] events that need a seat answer not_joined before join, and after leave", async () => {
    using game = await startGame(app(), ["Ani"]);
    const ani = nth(game.players, 0);
    using stranger = await connectPlayer(app().url);
    const submit = { round: 1, attempt: "a", value: "b" };
    const codes = async (player: PlayerClient) => [
      await codeOf(player.ask("response:submit", submit)),
      await codeOf(player.ask("room:sync", { version: 0 })),
      await codeOf(player.ask("room:leave", {})),
    ];
    expect(await codes(stranger)).toEqual(["not_joined", "not_joined", "not_joined"]);
    await ani.get("room:leave", {});
    expect(await codes(ani)).toEqual(["not_joined", "not_joined", "not_joined"]);
  });

  test("[RM15] a host's events answer unauthorized before create or attach", async () => {
    using host = await connectHost(app().url);
    for (const [event, payload] of [
      ["room:advance", { version: 1 }],
      ["room:finish", {}],
      ["room:sync", { version: 0 }],
      ["player:remove", { playerIds: ["p"] }],
      ["host:approve", { askId: "a", allow: true }],
    ] as const) {
      expect(await codeOf(host.ask(event, payload))).toBe("unauthorized");
    }
  });

  test("[RM13] the newer socket of a seat replaces the older, which hears nothing more and may come back", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const [older, { token, playerId }] = [nth(game.players, 0), nth(game.seats, 0)];
    const { player: newer } = await resume(token);
    expect(await closedWith(older)).toEqual({ reason: "replaced" });
    expect(await codeOf(older.ask("room:sync", { version: 0 }))).toBe("not_joined");
    await bring(game.host, "open");
    await newer.phase("open", 1);
    expect(older.events.at(-1)).toEqual({ name: "room:closed", payload: { reason: "replaced" } });
    expect(await older.get("room:resume", { token })).toMatchObject({ playerId, snapshot: { phase: "open" } });
    expect(await closedWith(newer)).toEqual({ reason: "replaced" });
    newer[Symbol.dispose]();
  });

  test("[RM13] resuming on the socket that holds the seat replaces nobody", async () => {
    using game = await startGame(app(), ["Ani"]);
    const [ani, { token }] = [nth(game.players, 0), nth(game.seats, 0)];
    await ani.get("room:resume", { token });
    await bring(game.host, "open");
    await ani.phase("open", 1);
    expect(ani.events.filter(({ name }) => name === "room:closed")).toEqual([]);
  });

  test("[RM13] a socket that takes another seat lets go of the one it had", async () => {
    using game = await startGame(app(), ["Ani"]);
    const ani = nth(game.players, 0);
    const second = await ani.get("room:join", { pin: game.pin, nickname: "Budi" });
    await bring(game.host, "open");
    await respond(app(), ani, 1, "b");
    const responses = nth((await game.stored()).responses, 0);
    expect([...responses.keys()]).toEqual([second.playerId]);
  });

  test("[RM14] after leave the seat, its responses and its token stay", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const [ani, { token, playerId }] = [nth(game.players, 0), nth(game.seats, 0)];
    await bring(game.host, "open");
    await respond(app(), ani, 1, "b");
    await ani.get("room:leave", {});
    const back = await ani.get("room:resume", { token });
    expect(back).toMatchObject({ playerId, snapshot: { phase: "open", responded: true } });
  });

  test("[RM14] leave ends presence at once, and the hosts are told", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const { playerId } = nth(game.seats, 0);
    await game.host.until(({ events }) => JSON.stringify(events).includes(playerId));
    await nth(game.players, 0).get("room:leave", {});
    await game.host.until(({ events }) =>
      events.some(({ payload }) => JSON.stringify(payload).includes(`"${playerId}","nickname":"Ani","present":false`)),
    );
  });

  describe("removal", () => {
    test("[RM35] a removed seat is told so, and its token, code and attempt are refused with removed", async () => {
      using game = await startGame(app(), ["Ani"]);
      const attempt = "an-attempt-of-22-letters";
      const budi = await joinRoom(app().url, { pin: game.pin, nickname: "Budi", attempt });
      await game.host.get("player:remove", { playerIds: [budi.playerId] });
      expect(await closedWith(budi.player)).toEqual({ reason: "removed" });
      const { player, answer } = await resume(budi.token);
      expect(answer).toMatchObject({ error: { code: "removed" } });
      const { pin } = game;
      expect(await codeOf(player.ask("room:join", { pin, nickname: "Eka", code: budi.code }))).toBe("removed");
      expect(await codeOf(player.ask("room:join", { pin, nickname: "Budi", attempt }))).toBe("removed");
      expect(await codeOf(budi.player.ask("response:submit", { round: 1, attempt: "a", value: "b" }))).toBe(
        "not_joined",
      );
      player[Symbol.dispose]();
      budi.player[Symbol.dispose]();
    });

    test("[RM35] the nickname of a removed seat is free again", async () => {
      using game = await startGame(app(), ["Ani"]);
      const removed = nth(game.seats, 0).playerId;
      await game.host.get("player:remove", { playerIds: [removed] });
      const again = await joinRoom(app().url, { pin: game.pin, nickname: "ANI" });
      expect(again.playerId).not.toBe(removed);
      again.player[Symbol.dispose]();
    });

    test("[RM35] an unknown player answers player_not_found, and nobody is removed", async () => {
      using game = await startGame(app(), ["Ani"]);
      const before = await game.stored();
      const [known] = game.seats.map(({ playerId }) => playerId);
      expect(await codeOf(game.host.ask("player:remove", { playerIds: [known, "nobody"] }))).toBe("player_not_found");
      expect(await game.stored()).toEqual(before);
    });

    test("[WC5] a removed seat counts nowhere, for rounds already played too", async () => {
      using game = await startGame(app(), ["Ani", "Budi"]);
      const [ani, budi] = [nth(game.players, 0), nth(game.players, 1)];
      await bring(game.host, "open");
      await respond(app(), ani, 1, "b");
      await respond(app(), budi, 1, "b");
      await game.host.phase("reveal", 1);
      await bring(game.host, "leaderboard", 1);
      await game.host.get("player:remove", { playerIds: [nth(game.seats, 0).playerId] });
      const { top, of } = (await game.host.until(
        ({ last }) => last?.phase === "leaderboard" && last.of === 1 && last,
      )) as {
        top: { nickname: string }[];
        of: number;
      };
      expect([top.map(({ nickname }) => nickname), of]).toEqual([["Budi"], 1]);
      const report = await (await app().fetch(`/api/rooms/${game.roomId}/report.json`)).json();
      expect(report).toMatchObject({ room: { players: 1 }, items: [{ n: 1, correct: 1 }] });
    });

    test("[RM35] the one who holds a round back is removed: the round closes", async () => {
      using game = await startGame(app(), ["Ani", "Budi"]);
      await bring(game.host, "open");
      await respond(app(), nth(game.players, 0), 1, "b");
      await game.host.get("player:remove", { playerIds: [nth(game.seats, 1).playerId] });
      expect(await game.host.phase("reveal", 1)).toMatchObject({ responded: 1, of: 1 });
    });
  });

  test("[RM36] a rename keeps the rules of nicknames, and frees the old one", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const { playerId } = nth(game.seats, 0);
    const rename = (nickname: string, id = playerId) =>
      codeOf(game.host.ask("player:rename", { playerId: id, nickname }));
    expect(await rename("Вudi")).toBe("nickname_taken");
    expect(await rename("\u200b")).toBe("nickname_invalid");
    expect(await rename("Citra", "nobody")).toBe("player_not_found");
    expect(await rename(" Ibu   Ani ")).toBe("ok");
    const pushed = await nth(game.players, 0).until(
      ({ last }) => last?.phase === "lobby" && last.version === 2 && last,
    );
    expect(pushed).toMatchObject({ nickname: "Ibu Ani" });
    const third = await joinRoom(app().url, { pin: game.pin, nickname: "Ani" });
    third.player[Symbol.dispose]();
  });

  test("[RM42] after a rename room:sync and resume give the new nickname, as the push did", async () => {
    using game = await startGame(app(), ["Ani"]);
    const [ani, { playerId, token }] = [nth(game.players, 0), nth(game.seats, 0)];
    await game.host.get("player:rename", { playerId, nickname: "Ibu Ani" });
    expect(await ani.get("room:sync", { version: 0 })).toMatchObject({ snapshot: { nickname: "Ibu Ani" } });
    expect(await ani.get("room:resume", { token })).toMatchObject({ nickname: "Ibu Ani" });
  });
});
