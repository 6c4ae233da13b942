import { io } from "socket.io-client";
import { describe, expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { startRedis } from "../redis.ts";
import {
  advance,
  connectHost,
  connectPlayer,
  joinRoom,
  openRoom,
  SMALL_QUIZ,
  startApp,
  untilShown,
} from "../support.ts";
import { bring, codeOf, nth, startGame, UNTIMED_QUIZ } from "./protocol-play.ts";

const OPTIONS = { previewSeconds: 0 } as const;

describe("who holds a seat, and what is said of a room", () => {
  test("[RM13] of two sockets that resume one seat at once, the last one holds it and is pushed to", async () => {
    await using server = await startApp();
    const { host, pin } = await openRoom(server.url, { quiz: SMALL_QUIZ, options: OPTIONS });
    const { player, token } = await joinRoom(server.url, { pin, nickname: "Ani" });
    const { player: other } = await joinRoom(server.url, { pin, nickname: "Budi" });
    for (let round = 1; round <= 3; round++) {
      const rivals = await Promise.all([connectPlayer(server.url), connectPlayer(server.url)]);
      await Promise.all(rivals.map((rival) => rival.get("room:resume", { token })));
      await advance(host);
      await host.phase("open", round);
      await rivals[0]?.until(() =>
        rivals.some((rival) => rival.snapshots.some((shown) => shown.phase === "open" && shown.round === round)),
      );
      const told = rivals.filter((rival) => rival.events.some(({ name }) => name === "room:closed"));
      const shown = rivals.filter((rival) => rival.snapshots.some(({ phase }) => phase === "open"));
      expect([told.length, shown.length]).toEqual([1, 1]);
      expect(told[0]).not.toBe(shown[0]);
      await untilShown(host);
      await host.get("round:close", { round });
      await shown[0]?.phase("reveal", round);
      await advance(host);
      await host.phase("leaderboard", round);
      for (const rival of rivals) rival.socket.disconnect();
    }
    for (const client of [host, player, other]) client.socket.disconnect();
  });

  test("[TM10] a phone that no longer answers pings holds a round back 10 s at most", async () => {
    await using server = await startApp();
    const { host, pin, roomId } = await openRoom(server.url, { quiz: SMALL_QUIZ, options: OPTIONS });
    const { player } = await joinRoom(server.url, { pin, nickname: "Ani" });
    const { player: silent, playerId } = await joinRoom(server.url, { pin, nickname: "Budi" });
    const { engine } = silent.socket.io as unknown as {
      engine: { _sendPacket(type: string, ...rest: unknown[]): void };
    };
    const send = engine._sendPacket.bind(engine);
    engine._sendPacket = (type, ...rest) => (type === "pong" ? undefined : send(type, ...rest));
    await advance(host);
    const open = await host.phase("open", 1);
    await host.until(() => Date.now() > open.openedAt);
    await player.get("response:submit", { round: 1, attempt: "a", value: "b" });
    // Closed because everybody who is still there has answered, not because the time was over.
    const reveal = await host.phase("reveal", 1);
    expect(reveal.serverNow).toBeLessThan(open.deadline ?? 0);
    expect(await server.app.store.presentSeats(roomId)).not.toContain(playerId);
    for (const client of [host, player, silent]) client.socket.disconnect();
  });

  test("[WC5] a seat removed after it answered is in no count of the reveal", async () => {
    await using server = await startApp();
    const { host, pin } = await openRoom(server.url, { quiz: SMALL_QUIZ, options: OPTIONS });
    const seats = [
      await joinRoom(server.url, { pin, nickname: "Ani" }),
      await joinRoom(server.url, { pin, nickname: "Budi" }),
    ];
    await advance(host);
    const open = await host.phase("open", 1);
    await host.until(() => Date.now() > open.openedAt);
    await seats[0]?.player.get("response:submit", { round: 1, attempt: "a", value: "b" });
    await host.get("player:remove", { playerIds: [seats[0]?.playerId ?? ""] });
    await host.get("round:close", { round: 1 });
    expect(await host.phase("reveal", 1)).toMatchObject({ responded: 0, of: 1, correctShare: 0 });
    for (const client of [host, ...seats.map(({ player }) => player)]) client.socket.disconnect();
  });

  test("[PR1] nothing is spoken outside the two namespaces", async () => {
    await using server = await startApp();
    const socket = io(server.url, { transports: ["websocket"], forceNew: true, reconnection: false });
    const code = await new Promise((refused) => {
      socket.on("connect_error", (error: Error & { data?: { code?: string } }) => refused(error.data?.code));
      socket.on("connect", () => refused("connected"));
    });
    expect(code).toBe("unauthorized");
    socket.disconnect();
  });

  test("[ST3] a command that another node has made true or untrue meanwhile is answered from the store", async () => {
    await using redis = await startRedis();
    await using first = await startApp({ REDIS_URL: redis.url });
    await using second = await startApp({ REDIS_URL: redis.url });
    const { host, roomId } = await openRoom(first.url, { quiz: SMALL_QUIZ });
    using other = await connectHost(second.url);
    await other.get("room:attach", { roomId });
    for (let turn = 0; turn < 20; turn++) {
      await host.get("room:lock", { locked: true });
      await other.get("room:lock", { locked: false });
      expect((await second.app.store.room(roomId))?.locked).toBe(false);
    }
    host.socket.disconnect();
  });

  test.each(["present", "notify", "response"] as const)(
    "[RM47] who is removed while a join or resume is served is answered `removed` (%s)",
    async (step) => {
      const store = openSqlite({ file: ":memory:" });
      let meanwhile: (() => Promise<unknown>) | undefined;
      const served = async (...args: never[]) => {
        const done = await (store[step] as (...args: never[]) => Promise<unknown>)(...args);
        const run = meanwhile;
        meanwhile = undefined;
        await run?.();
        return done;
      };
      await using app = await startApp({}, { store: { ...store, [step]: served } });
      using game = await startGame(app, ["Ani"], { quiz: UNTIMED_QUIZ });
      await bring(game.host, "open");
      const remove = (nickname: string) => async () => {
        const { players } = await game.host.get("player:list", {});
        const playerIds = players.flatMap((player) => (player.nickname === nickname ? [player.playerId] : []));
        await game.host.get("player:remove", { playerIds });
      };
      using player = await connectPlayer(app.url);
      meanwhile = remove("Budi");
      expect(await codeOf(player.ask("room:join", { pin: game.pin, nickname: "Budi" }))).toBe("removed");
      meanwhile = remove("Ani");
      const { token } = nth(game.seats, 0);
      expect(await codeOf(player.ask("room:resume", { token }))).toBe("removed");
      expect(await codeOf(player.ask("room:sync", { version: 0 }))).toBe("not_joined");
    },
  );
});
