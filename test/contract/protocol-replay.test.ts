import { describe, expect, test } from "vitest";
import type { HostPayload } from "../../protocol/payloads.ts";
import { advance, connectHost, connectPlayer, joinRoom, openRoom, SMALL_QUIZ } from "../support.ts";
import { codeOf, nth, startGame, UNTIMED_QUIZ } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

type Options = NonNullable<HostPayload<"room:create">["options"]>;

let drawn = 0;
const attempt = () => `a replay of this test ${++drawn} ${process.pid}`;

overStores("the next game with the same people", (app) => {
  const finishedGame = async (nicknames: string[], payload: Parameters<typeof startGame>[2] = {}) => {
    const game = await startGame(app(), nicknames, payload);
    await game.host.get("room:finish", {});
    await game.host.phase("finished");
    return game;
  };

  test("[RM60] a skipped round is voided, and everybody is in the next one", async () => {
    using game = await startGame(app(), ["Ani"], { quiz: UNTIMED_QUIZ });
    await advance(game.host);
    await game.host.phase("open", 1);
    const { version } = await game.host.get("round:skip", { round: 1 });
    expect(await game.host.get("round:skip", { round: 1 })).toMatchObject({ version });
    expect(await codeOf(game.host.ask("round:skip", { round: 3 }))).toBe("round_unknown");
    await nth(game.players, 0).phase("open", 2);
    expect(game.host.snapshots.some(({ phase }) => phase === "reveal")).toBe(false);
    expect((await game.stored()).room?.rounds[0]).toMatchObject({ voided: true });
  });

  test("[RM61] a replay has quiz, options, list and owner of the finished room, and is no test of a workshop", async () => {
    const options: Options = {
      scoring: "accuracy",
      preset: "pretest",
      identity: "roster",
      roster: [{ name: "Bu Rina" }],
    };
    const workshop = { id: "a-workshop", occasion: "pre" } as const;
    using game = await finishedGame([], { options: { ...options, workshop } });
    const before = await app().app.store.room(game.roomId);
    const made = await game.host.get("room:replay", { attempt: attempt() });
    expect(made.snapshot).toMatchObject({ phase: "lobby", pin: made.pin, title: "Small", rounds: 3 });
    const room = await app().app.store.room(made.roomId);
    const { workshop: _test, ...kept } = before?.options ?? {};
    expect(room).toMatchObject({ options: kept, roster: before?.roster, replayOf: game.roomId });
    expect(room?.options).not.toHaveProperty("workshop");
    // The sender hosts the new room from here on.
    await game.host.get("room:advance", { version: made.snapshot.version });
    await game.host.until(({ last }) => last?.pin === made.pin && last.round === 1);
  });

  test("[RM61] only a finished room is replayed; other options may be given, which must fit the quiz", async () => {
    const uneven = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item, n) => ({ ...item, points: n * 1000 })) };
    using game = await startGame(app(), [], { quiz: uneven });
    expect(await codeOf(game.host.ask("room:replay", { attempt: attempt() }))).toBe("wrong_phase");
    await game.host.get("room:finish", {});
    const gentle = { attempt: attempt(), options: { scoring: "gentle" } };
    expect(await codeOf(game.host.ask("room:replay", gentle))).toBe("invalid_quiz");
    const given = { attempt: attempt(), options: { previewSeconds: 3, workshop: { id: "w", occasion: "post" } } };
    const { roomId } = await game.host.get("room:replay", given);
    expect((await app().app.store.room(roomId))?.options).toMatchObject({ previewSeconds: 3, autoAdvance: false });
    expect((await app().app.store.room(roomId))?.options).not.toHaveProperty("workshop");
  });

  test("[RM74] single options are changed, all others stay; the last screen tells how the game ran", async () => {
    const teams = { mode: "dealt" as const, names: ["Merah", "Putih"] };
    using game = await finishedGame(["Ani"], {
      options: { scoring: "accuracy", leaderboard: "end", names: "generated", teams },
    });
    const before = await app().app.store.room(game.roomId);
    const { phase, ...last } = (await game.host.get("room:sync", { version: 0 })).snapshot;
    const { options = {} } = "options" in last ? last : {};
    expect([phase, options]).toMatchObject(["finished", { scoring: "accuracy", leaderboard: "end", revealSeconds: 8 }]);
    expect(before?.options).toMatchObject(options);
    expect(Object.keys(options)).toHaveLength(9);
    const changes = { scoring: "classic", previewSeconds: 0 } as const;
    const once = { attempt: attempt(), changes };
    const { roomId } = await game.host.get("room:replay", once);
    expect((await app().app.store.room(roomId))?.options).toEqual({ ...before?.options, ...changes });
    // The first one hosts the new room by now.
    using beside = await connectHost(app().url, { token: game.token });
    await beside.get("room:attach", { token: game.token });
    const other = { ...once, changes: { ...changes, previewSeconds: 3 } };
    expect(await codeOf(beside.ask("room:replay", other))).toBe("attempt_reused");
    const wrong = { attempt: attempt(), changes: { previewSeconds: 61 } };
    expect(await codeOf(beside.ask("room:replay", wrong))).toBe("invalid_payload");
  });

  test("[RM62] the same attempt answers the same room, another one opens another and sends people there", async () => {
    using game = await finishedGame(["Ani"]);
    const hosts = await Promise.all([0, 1, 2, 3, 4].map(() => connectHost(app().url, { token: game.token })));
    for (const host of hosts) await host.get("room:attach", { token: game.token });
    const once = { attempt: attempt() };
    const first = await game.host.get("room:replay", once);
    const again = await nth(hosts, 0).get("room:replay", once);
    expect([again.roomId, again.pin, again.token]).toEqual([first.roomId, first.pin, first.token]);
    const other = { ...once, options: { scoring: "accuracy" } };
    expect(await codeOf(nth(hosts, 1).ask("room:replay", other))).toBe("attempt_reused");
    // Two devices mean the same next game, until it has begun.
    const [beside, too] = [{ attempt: attempt() }, { attempt: attempt() }];
    const found = await Promise.all([beside, too].map((asked, at) => nth(hosts, at + 1).get("room:replay", asked)));
    expect(found.map(({ roomId }) => roomId)).toEqual([first.roomId, first.roomId]);
    await game.host.get("room:advance", { version: first.snapshot.version });
    expect((await nth(hosts, 3).get("room:replay", beside)).roomId).toBe(first.roomId);
    const second = await nth(hosts, 4).get("room:replay", { attempt: attempt() });
    expect(second.roomId).not.toBe(first.roomId);
    const ani = nth(game.players, 0);
    await ani.until(({ events }) => events.filter(({ name }) => name === "room:moved").length === 2);
    const moved = ani.events.filter(({ name }) => name === "room:moved").map(({ payload }) => payload);
    expect(moved).toEqual([{ pin: first.pin }, { pin: second.pin }]);
    for (const host of hosts) host[Symbol.dispose]();
  });

  test("[RM63] a phone that slept finds the next room on its last screen", async () => {
    using game = await finishedGame(["Ani"]);
    nth(game.players, 0).socket.disconnect();
    const { pin } = await game.host.get("room:replay", { attempt: attempt() });
    using player = await connectPlayer(app().url);
    const { snapshot } = await player.get("room:resume", { token: nth(game.seats, 0).token });
    expect(snapshot).toMatchObject({ phase: "finished", next: { pin } });
  });

  test("[RM64] a host with the token replays the quiz but no other, and attaches to a replay of another device", async () => {
    using game = await finishedGame([]);
    using remote = await connectHost(app().url, { token: game.token });
    await remote.get("room:attach", { token: game.token });
    const other = { attempt: attempt(), quizId: "all-kinds" };
    expect(await codeOf(remote.ask("room:replay", other))).toBe("unauthorized");
    const made = await game.host.get("room:replay", other);
    expect(made.snapshot).not.toMatchObject({ title: "Small" });
    const shown = await remote.until(({ last }) => last?.phase === "finished" && last.next);
    expect(shown).toEqual({ roomId: made.roomId, pin: made.pin });
    using stranger = await openRoom(app().url, { quiz: SMALL_QUIZ }).then(({ host, token }) => {
      host[Symbol.dispose]();
      return connectHost(app().url, { token });
    });
    expect(await codeOf(stranger.ask("room:attach", { roomId: made.roomId }))).toBe("unauthorized");
    expect(await remote.get("room:attach", { roomId: made.roomId })).toMatchObject({
      pin: made.pin,
      token: made.token,
    });
    expect(await codeOf(remote.ask("room:lock", { locked: true }))).toBe("ok");
    expect((await app().app.store.room(made.roomId))?.locked).toBe(true);
  });

  describe("coming along", () => {
    /** Joins of one address at once, more than it has; how the last of them are answered. */
    const crowd = async (pin: string) => {
      const sockets = await Promise.all([0, 1, 2].map(() => connectPlayer(app().url)));
      const codes = sockets.flatMap((player, at) =>
        Array.from({ length: 40 }, (_, n) => codeOf(player.ask("room:join", { pin, nickname: `Guest ${at} ${n}` }))),
      );
      const answered = await Promise.all(codes);
      for (const player of sockets) player[Symbol.dispose]();
      return answered.findLast((code) => code !== "ok");
    };

    test("[RM65] the group of before is kept by its name, also when the host had moved somebody into it", async () => {
      const teams = (...names: string[]) => ({ teams: { mode: "chosen" as const, names } });
      using game = await startGame(app(), [], { options: teams("Merah", "Biru") });
      const { player, playerId, token } = await joinRoom(app().url, { pin: game.pin, nickname: "Ani", team: "t1" });
      await game.host.get("player:team", { playerId, team: "t2" });
      await game.host.get("room:finish", {});
      const { pin } = await game.host.get("room:replay", { attempt: attempt(), options: teams("Hijau", "Biru") });
      const next = { pin, nickname: "Ani", from: token };
      expect((await player.get("room:join", next)).snapshot).toMatchObject({ team: { name: "Biru" } });
      player[Symbol.dispose]();
    });

    test("[RM65] the seat of before joins a crowded room without a puzzle; a removed one, or one of elsewhere, does not", async () => {
      using game = await finishedGame(["Ani", "Budi"]);
      using elsewhere = await startGame(app(), ["Dewi"]);
      const [ani, budi] = game.seats;
      await game.host.get("player:remove", { playerIds: [budi?.playerId] });
      const { pin } = await game.host.get("room:replay", { attempt: attempt() });
      expect(await crowd(pin)).toBe("rate_limited");
      const join = async (nickname: string, from: string | undefined) => {
        using player = await connectPlayer(app().url);
        return await codeOf(player.ask("room:join", { pin, nickname, from }));
      };
      expect(await join("Budi", budi?.token)).toBe("rate_limited");
      // The PIN of an old last screen may be a stranger's by now.
      expect(await join("Dewi", nth(elsewhere.seats, 0).token)).toBe("room_not_found");
      expect(await join("Ani", `${game.roomId}.x`)).toBe("rate_limited");
      expect(await join("Ani", ani?.token)).toBe("ok");
    });
  });
});

overStores("drawn nicknames", (app) => {
  test("[NM6] [NM7] are drawn in the quiz's language whatever is sent; the same attempt gets the same seat", async () => {
    const { host, pin, roomId } = await openRoom(app().url, { quiz: SMALL_QUIZ, options: { names: "generated" } });
    using player = await connectPlayer(app().url);
    expect(await player.get("room:look", { pin })).toMatchObject({ identity: "coded", names: "generated" });
    const once = { pin, nickname: " ", attempt: attempt() };
    const seat = await player.get("room:join", once);
    expect(seat.nickname).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    expect(seat.snapshot).toMatchObject({ nickname: seat.nickname });
    using again = await connectPlayer(app().url);
    const known = await again.get("room:join", { ...once, nickname: "Another one" });
    expect([known.playerId, known.nickname]).toEqual([seat.playerId, seat.nickname]);
    await host.get("player:remove", { playerIds: [seat.playerId] });
    expect(await codeOf(again.ask("room:join", once))).toBe("removed");
    const other = await joinRoom(app().url, { pin, nickname: "Ani" });
    expect(other.nickname).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);
    await host.get("room:finish", {});
    const { pin: next } = await host.get("room:replay", { attempt: attempt() });
    const back = await joinRoom(app().url, { pin: next, nickname: "Ani", from: other.token });
    expect([back.nickname, roomId === next]).toEqual([other.nickname, false]);
    for (const client of [host, other.player, back.player]) client[Symbol.dispose]();
  });

  test("[ID9] in an anonymous room another name is drawn in the next game: the two must not be one person", async () => {
    const options: Options = { names: "generated", identity: "anonymous" };
    const { host, pin } = await openRoom(app().url, { quiz: SMALL_QUIZ, options });
    const { player, token, nickname } = await joinRoom(app().url, { pin, nickname: " " });
    await host.get("room:finish", {});
    const { pin: next } = await host.get("room:replay", { attempt: attempt() });
    const back = await player.get("room:join", { pin: next, nickname: " ", from: token });
    expect(back.nickname).not.toBe(nickname);
    for (const client of [host, player]) client[Symbol.dispose]();
  });

  test("[NM6] in a room with a list its names stand", async () => {
    const options: Options = { names: "generated", identity: "roster", roster: [{ name: "Bu Rina" }] };
    const { host, pin } = await openRoom(app().url, { quiz: SMALL_QUIZ, options });
    using player = await connectPlayer(app().url);
    expect(await player.get("room:look", { pin })).not.toHaveProperty("names");
    expect(await player.get("room:join", { pin, nickname: "Guest" })).toMatchObject({ nickname: "Guest" });
    host[Symbol.dispose]();
  });
});
