import { describe, expect, test } from "vitest";
import type { HostSnapshotOf } from "../../protocol/snapshots.ts";
import { connectHost, connectPlayer, type HostClient, type PlayerClient } from "../support.ts";
import {
  badPayloads,
  type Good,
  goodPayloads,
  type Namespace,
  nested,
  ODD_NAMES,
  poisoned,
  rawFrames,
  SCHEMAS,
} from "./protocol-corpus.ts";
import { bring, nth, respond, startGame, UNTIMED_QUIZ } from "./protocol-play.ts";
import { ask, openWire } from "./protocol-wire.ts";
import { overStores, type TestApp } from "./stores.ts";

type Sender = Pick<HostClient | PlayerClient, "socket"> & Disposable;

/** Events a fresh socket may send after the one that gave it its rights. */
const BUDGET = 59;

/** A room at rest in a phase; the first of its players has responded to round 1 where possible, the third never leaves. */
const roomIn = async (app: TestApp, phase: HostSnapshotOf["phase"], paused: boolean) => {
  const game = await startGame(app, ["Ani", "Budi", "Citra"], { quiz: UNTIMED_QUIZ, options: { previewSeconds: 60 } });
  const { host, players } = game;
  if (phase !== "lobby" && phase !== "preview") {
    await bring(host, "open");
    await respond(app, nth(players, 0), 1, "b");
  }
  const { version, round } = await bring(host, phase);
  if (paused) await host.get("room:pause", { paused: true });
  const { playerId, token } = nth(game.seats, 1);
  const { pin, roomId } = game;
  const good = goodPayloads({ pin, roomId, playerId, token, round, version: paused ? version + 1 : version });

  /** A fresh socket with the rights that make a good payload count. */
  const armed = async (namespace: Namespace): Promise<Sender> => {
    if (namespace === "host") {
      const second = await connectHost(app.url);
      await second.get("room:attach", { roomId });
      return second;
    }
    const player = await connectPlayer(app.url);
    await player.get("room:resume", { token });
    return player;
  };
  return { ...game, good, armed };
};

/** The answer's code, or "closed" when the connection ends instead. */
const outcome = ({ socket }: Sender, event: string, args: unknown[]): Promise<string> =>
  new Promise((settle) => {
    socket.io.engine.once("close", () => settle("closed"));
    socket.io.reconnection(false);
    socket.emit(event, ...args, (answer: { ok: boolean; error?: { code: string } }) =>
      settle(answer.ok ? "ok" : (answer.error?.code ?? "no code")),
    );
  });

/** Sends each of the argument lists, on as many sockets as that takes; counts of the outcomes. */
const outcomes = async (armed: () => Promise<Sender>, sendings: [event: string, args: unknown[]][], each = BUDGET) => {
  const seen = new Map<string, number>();
  for (let from = 0; from < sendings.length; from += each) {
    using sender = await armed();
    const batch = sendings.slice(from, from + each).map(([event, args]) => outcome(sender, event, args));
    for (const code of await Promise.all(batch)) seen.set(code, (seen.get(code) ?? 0) + 1);
  }
  return Object.fromEntries(seen);
};

const pairs = (good: Good, make: (payload: Record<string, unknown>, event: string) => unknown[][]) =>
  Object.entries(good).flatMap(([event, payload]) =>
    make(payload, event).map((args): [string, unknown[]] => [event, args]),
  );

const PLACES: [HostSnapshotOf["phase"], string][] = [
  ["lobby", ""],
  ["preview", ""],
  ["open", ""],
  ["open", "paused "],
  ["reveal", ""],
  ["leaderboard", ""],
  ["finished", ""],
];

overStores("the dispatcher", (app, store) => {
  // What is refused never reaches the store, so one phase tells as much of the other store.
  describe.each(store === "embedded" ? PLACES : PLACES.slice(2, 3))("in phase %s %s", (phase, pause) => {
    test.each<Namespace>(["player", "host"])("[PR14] no input on any event of /%s changes anything", async (ns) => {
      const server = app();
      using game = await roomIn(server, phase, pause !== "");
      const good = game.good[ns];
      const everything = async () => ({ ...(await game.stored()), rooms: (await server.app.store.rooms()).length });
      const before = await everything();
      const armed = () => game.armed(ns);

      const shapes = pairs(good, (payload, event) => {
        const schema = SCHEMAS[ns][event];
        const bad = schema ? badPayloads(schema, payload) : [];
        return bad.map((wrong) => [wrong]);
      });
      const { rate_limited: _none, ...codes } = await outcomes(armed, shapes);
      expect(codes).toEqual({ invalid_payload: shapes.length });

      const manners = pairs(good, (payload) => [
        [],
        [payload, payload],
        [payload, null],
        [null, payload],
        ...poisoned(payload).map((poison) => [poison]),
        [{ ...payload, more: nested(10) }],
        [{ ...payload, more: Array(9).fill([[[[[[[[[[]]]]]]]]]]) }],
      ]);
      expect(await outcomes(armed, manners)).toEqual({ invalid_payload: manners.length });

      // So many that the budget of a socket holds them all.
      const AT_ONCE = 15;
      for (let from = 0; from < Object.keys(good).length; from += AT_ONCE) {
        using mute = await game.armed(ns);
        for (const [event, payload] of Object.entries(good).slice(from, from + AT_ONCE)) {
          if (event !== "room:resume" && event !== "room:attach") mute.socket.emit(event, payload);
          mute.socket.emit(event, payload, "not a function");
          mute.socket.emit(event, payload, {});
        }
        expect(await outcome(mute, "clock:probe", [{}])).toBe("ok");
      }

      const large = ns === "player" ? "payload_too_large" : "closed";
      const pad = "x".repeat(ns === "player" ? 4096 : 256 * 1024);
      const sized = pairs(good, (payload) => [[{ ...payload, pad }]]);
      expect(await outcomes(armed, sized, 1)).toEqual({ [large]: sized.length });
      const binary = pairs(good, (payload) => [[{ ...payload, blob: Buffer.from("x") }]]);
      expect(await outcomes(armed, binary, 1)).toEqual({ closed: binary.length });

      const names = ODD_NAMES.map((name): [string, unknown[]] => [name, [{ version: 1 }]]);
      const { unknown_event, invalid_payload, ...rest } = await outcomes(armed, names);
      expect([unknown_event, invalid_payload, rest]).toEqual([ODD_NAMES.length - 1, 1, {}]);

      expect(await everything()).toEqual(before);
      expect((await server.fetch("/healthz")).status).toBe(200);
    });
  });

  test.each<Namespace>(["player", "host"])(
    "[PR14] no frame that is not Socket.IO ends the process (/%s)",
    async (ns) => {
      const server = app();
      using game = await roomIn(server, "open", false);
      const before = await game.stored();
      for (const frame of rawFrames(ns)) {
        using wire = await openWire(server.url, ns);
        if (ns === "player") await ask(wire, ns, "room:resume", game.good.player["room:resume"] ?? {});
        else await ask(wire, ns, "room:attach", { roomId: game.roomId });
        wire.send(frame);
        wire.send(`42/${ns},8["clock:probe",{}]`);
        const answer = await wire.until((text) => text.startsWith(`43/${ns},8[`));
        expect(["closed", "43"]).toContain(answer.startsWith("43") ? "43" : answer);
      }
      expect(await game.stored()).toEqual(before);
      expect((await server.fetch("/healthz")).status).toBe(200);
    },
  );
});
