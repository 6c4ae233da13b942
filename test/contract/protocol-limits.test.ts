import { describe, expect, test } from "vitest";
import { connectHost, connectPlayer, joinRoom, SMALL_QUIZ } from "../support.ts";
import { nested } from "./protocol-corpus.ts";
import { codeOf, disconnected, nth, respond, startGame } from "./protocol-play.ts";
import { ask, openWire } from "./protocol-wire.ts";
import { overStores } from "./stores.ts";

/** `clock:probe` padded so that its Socket.IO packet has exactly this many bytes. */
const probeOf = (namespace: string, bytes: number): { pad: string } => {
  const bare = `2/${namespace},7${JSON.stringify(["clock:probe", { pad: "" }])}`;
  return { pad: "x".repeat(bytes - bare.length) };
};

overStores("limits", (app, store) => {
  test("[PR9] a name that the namespace does not have answers unknown_event", async () => {
    using player = await connectPlayer(app().url);
    using host = await connectHost(app().url);
    for (const name of ["room:finish", "__proto__", "constructor", "valueOf", "snapshot", ""]) {
      expect(await codeOf(player.ask(name, {}))).toBe("unknown_event");
    }
    for (const name of ["room:join", "response:submit", "toString"]) {
      expect(await codeOf(host.ask(name, {}))).toBe("unknown_event");
    }
  });

  test("[PR8] a refusal is ok false with a code and a sentence, and nothing else", async () => {
    using player = await connectPlayer(app().url);
    const answer = await player.ask("room:sync", { version: 0 });
    expect(answer).toEqual({ ok: false, error: { code: "not_joined", message: expect.stringMatching(/^[A-Z].*\.$/) } });
  });

  test("[PR10] an event without an acknowledgement changes nothing", async () => {
    using game = await startGame(app(), ["Ani"]);
    const before = await game.stored();
    game.host.socket.emit("room:finish", {});
    game.host.socket.emit("room:lock", { locked: true });
    await game.host.get("clock:probe", {});
    expect(await game.stored()).toEqual(before);
  });

  test("[PR11] unknown fields are ignored", async () => {
    using game = await startGame(app(), []);
    const { version } = await game.host.get("room:lock", { locked: true, colour: "red", token: 5, more: { a: [1] } });
    expect(version).toBe(2);
  });

  test("[PR12] ten levels pass and eleven do not", async () => {
    using player = await connectPlayer(app().url);
    expect(await codeOf(player.ask("clock:probe", nested(10)))).toBe("ok");
    expect(await codeOf(player.ask("clock:probe", nested(11)))).toBe("invalid_payload");
    expect(await codeOf(player.ask("clock:probe", { text: '\\"}]'.repeat(3) + "[{".repeat(99) }))).toBe("ok");
  });

  describe.each([
    ["a player", "player", 4096],
    ["a device without rights", "host", 4096],
  ] as const)("a message of %s", (_who, ns, limit) => {
    const connect = () => (ns === "player" ? connectPlayer(app().url) : connectHost(app().url, {}));

    test("[PR13] passes at 4 KiB and is too large one byte beyond", async () => {
      using client = await connect();
      const accepted = ns === "player" ? "ok" : "unauthorized";
      expect(await codeOf(client.ask("clock:probe", probeOf(ns, limit - 1)))).toBe(accepted);
      using wire = await openWire(app().url, "player");
      expect(await ask(wire, "player", "clock:probe", probeOf("player", limit))).toMatchObject({ ok: true });
      expect(await ask(wire, "player", "clock:probe", probeOf("player", limit))).toMatchObject({ ok: true });
      expect(await codeOf(client.ask("clock:probe", probeOf(ns, limit + 1)))).toBe("payload_too_large");
      expect(await codeOf(client.ask("clock:probe", {}))).toBe(accepted);
    });

    test("[PR13] is measured in bytes, not in characters", async () => {
      using client = await connect();
      expect(await codeOf(client.ask("clock:probe", { pad: "\u6559".repeat(1400) }))).toBe("payload_too_large");
    });

    test("[PR13] far beyond the limit does not reach anyone else", async () => {
      using client = await connect();
      using other = await connectPlayer(app().url);
      const gone = disconnected(client);
      client.socket.emit("clock:probe", { pad: "x".repeat(2_000_000) }, () => {});
      await gone;
      expect(await codeOf(other.ask("clock:probe", {}))).toBe("ok");
    });
  });

  test("[PR13] a host's message may have 256 KiB: a long quiz arrives whole", async () => {
    using host = await connectHost(app().url);
    const items = Array.from({ length: 190 }, (_, index) => ({
      ...nth(SMALL_QUIZ.items, 0),
      id: `q${index}`,
      stem: "s".repeat(1000),
      explanation: "because ".repeat(20).trim(),
    }));
    const quiz = { ...SMALL_QUIZ, items };
    expect(JSON.stringify(quiz).length).toBeGreaterThan(240_000);
    expect(await host.get("room:create", { quiz })).toMatchObject({ snapshot: { rounds: 190 } });
  });

  test("[PR13] a room's token gives a host's limit, and so does attaching after being let in", async () => {
    using game = await startGame(app(), []);
    using second = await connectHost(app().url, { token: game.token });
    expect(await codeOf(second.ask("clock:probe", probeOf("host", 200_000)))).toBe("ok");
    using device = await connectHost(app().url, {});
    await device.get("room:attach", { token: game.token });
    expect(await codeOf(device.ask("clock:probe", probeOf("host", 200_000)))).toBe("ok");
  });

  test("[AB2] the 61st event of a socket in a window is rate_limited and changes nothing; the socket stays", async () => {
    using game = await startGame(app(), ["Ani"]);
    using host = await connectHost(app().url);
    await host.get("room:attach", { roomId: game.roomId });
    const probes = Array.from({ length: 59 }, () => codeOf(host.ask("clock:probe", {})));
    expect(new Set(await Promise.all(probes))).toEqual(new Set(["ok"]));
    const before = await game.stored();
    expect(await codeOf(host.ask("room:finish", {}))).toBe("rate_limited");
    expect(await codeOf(host.ask("room:lock", { locked: true }))).toBe("rate_limited");
    expect(await game.stored()).toEqual(before);
    // The socket is still there for what the room tells it.
    await game.host.get("room:lock", { locked: true });
    await host.until(({ last }) => last?.locked);
  });

  test("[AB2] a response over the limit is not stored, and may be sent again by another socket", async () => {
    using game = await startGame(app(), ["Ani", "Budi"]);
    const [ani, seat] = [nth(game.players, 0), nth(game.seats, 0)];
    await game.host.get("room:advance", { version: 1 });
    await ani.phase("open", 1);
    await Promise.all(Array.from({ length: 59 }, () => ani.ask("clock:probe", {})));
    expect(await codeOf(respond(app(), ani, 1, "b", "mine"))).toBe("rate_limited");
    expect(nth((await game.stored()).responses, 0).size).toBe(0);
    using again = await connectPlayer(app().url);
    await again.get("room:resume", { token: seat.token });
    expect(await again.get("response:submit", { round: 1, attempt: "mine", value: "b" })).toMatchObject({
      receipt: { round: 1, attempt: "mine" },
    });
  });

  test("[AB2] twice the budget in one window closes the socket, and no other", async () => {
    using player = await connectPlayer(app().url);
    using other = await connectPlayer(app().url);
    const codes = Promise.all(Array.from({ length: 120 }, () => codeOf(player.ask("clock:probe", {}))));
    expect((await codes).filter((code) => code === "ok")).toHaveLength(60);
    expect((await codes).filter((code) => code === "rate_limited")).toHaveLength(60);
    const gone = disconnected(player);
    player.socket.emit("clock:probe", {}, () => {});
    await gone;
    expect(await codeOf(other.ask("clock:probe", {}))).toBe("ok");
  });

  test("[AB2] events without an acknowledgement or with a bad payload count too", async () => {
    using player = await connectPlayer(app().url);
    for (let sent = 0; sent < 30; sent++) player.socket.emit("clock:probe", {}).emit("nothing", 1, () => {});
    expect(await codeOf(player.ask("clock:probe", {}))).toBe("rate_limited");
  });

  // Counted in the memory of a node, whatever its store.
  if (store === "embedded") {
    test("[AB1] a class of a hundred behind one address joins at once; the next in that moment is rate_limited", async () => {
      using game = await startGame(app(), []);
      const { pin } = game;
      const { url } = app();
      const join = (n: number) => joinRoom(url, { pin, nickname: `pupil ${n}`, attempt: `attempt-of-pupil-${n}-long` });
      const class1 = await Promise.all(Array.from({ length: 100 }, (_, n) => join(n + 2)));
      expect(new Set(class1.map(({ playerId }) => playerId)).size).toBe(100);
      for (const { player } of class1) player[Symbol.dispose]();
      const late = await Promise.all(Array.from({ length: 101 }, () => connectPlayer(url)));
      const codes = await Promise.all(
        late.map((player, n) => codeOf(player.ask("room:join", { pin, nickname: `late ${n + 2}` }))),
      );
      expect(codes).toContain("rate_limited");
      using other = await startGame(app(), ["Ani"]);
      expect(other.players).toHaveLength(1);
      for (const player of late) player[Symbol.dispose]();
    });
  }
});
