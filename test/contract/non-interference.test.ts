import { describe, expect, test } from "vitest";
import { drawFrom } from "../../src/rooms/draw.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { countedStore } from "../chaos/fuzz/counted.ts";
import { advance, joinRoom, openRoom, type PlayerClient, startApp } from "../support.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";

type Item = { id: string; type: string; [field: string]: unknown };

const options = (...ids: string[]) => ids.map((id) => ({ id, text: `Option ${id}` }));

/** One item of every scored type; the second field is the same item with another key. */
const ITEMS: [Item, Partial<Item>][] = [
  [{ id: "q1", type: "single-choice", stem: "1?", options: options("a", "b", "c"), key: ["a"] }, { key: ["c"] }],
  [{ id: "q2", type: "true-false", stem: "2?", key: ["true"] }, { key: ["false"] }],
  [{ id: "q3", type: "multiple-choice", stem: "3?", options: options("a", "b", "c"), key: ["a"] }, { key: ["b", "c"] }],
  [{ id: "q4", type: "short-answer", stem: "4?", accept: ["merah"] }, { accept: ["biru", "hijau"] }],
  [
    { id: "q5", type: "numeric", stem: "5?", answer: 4, tolerance: 0 },
    { answer: 12.5, tolerance: 3 },
  ],
];
const VALUES: unknown[][] = [
  ["a", "true", ["a"], "merah", 4],
  ["c", "false", ["b", "c"], "biru", 12],
  ["b", "true", ["c"], "apa", 1],
];

/** Every text frame a player's connection receives, but for the transport's own session ids and pings. */
const record = (player: PlayerClient): string[] => {
  const frames: string[] = [];
  player.socket.io.engine.on("packet", (packet: { type: string; data?: unknown }) => {
    if (packet.type === "message" && !String(packet.data).startsWith("0")) frames.push(String(packet.data));
  });
  return frames;
};

interface Played {
  /** What each of three players received, frame by frame. */
  players: string[][];
  /** The screens of the host. */
  host: string[];
}

/** Plays the quiz in virtual time; under the pre-test preset its host shows the shares right at the end. */
const play = async (items: Item[], preset: "none" | "pretest" = "none"): Promise<Played> => {
  const clock = new VirtualClock(1_800_000_000_000);
  const { store, settled } = countedStore(openSqlite({ file: ":memory:", now: () => clock.now }));
  /** Moves time on, in steps each of which is over before the next: what is due in one happens at its time. */
  const pass = async (ms: number, step = 50) => {
    for (const end = clock.now + ms; clock.now < end; await settled()) await clock.tick(step, step);
  };
  await using server = await startApp(
    { PUBLIC_URL: "http://kelas.test" },
    { store, clock, draw: drawFrom(seededBytes(7)) },
  );
  const quiz = { schemaVersion: 1, id: "q", title: "Quiz", language: "id", items };
  const { host, pin } = await openRoom(server.url, {
    quiz,
    options: { previewSeconds: 1, leaderboard: "end", preset },
  });
  const players: PlayerClient[] = [];
  const recorded: string[][] = [];
  for (const name of ["Ani", "Budi", "Citra"]) {
    const { player } = await joinRoom(server.url, { pin, nickname: name, attempt: `attempt-of-${name}-0123456789` });
    recorded.push(record(player));
    players.push(player);
  }
  for (const round of items.keys()) {
    await advance(host);
    await pass(1000);
    await host.phase("open", round + 1);
    await pass(600);
    // The third player is silent in the last rounds, so that rounds end at their deadline too.
    for (const [index, player] of players.entries()) {
      if (index === 2 && round >= 3) continue;
      const value = VALUES[index]?.[round];
      await player.ask("response:submit", { round: round + 1, attempt: `a${round}`, value });
      await player.ask("room:sync", { version: 0 });
      await pass(200);
    }
    if (round >= 3) await pass(21_000, 500);
    await host.phase("reveal", round + 1);
    await Promise.all(players.map((player) => player.phase("reveal", round + 1)));
  }
  await host.get("room:finish", {});
  await Promise.all(players.map((player) => player.phase("finished")));
  await host.phase("finished");
  const screens = host.snapshots.map((snapshot) => JSON.stringify(snapshot));
  if (preset === "pretest") {
    const { version } = await host.get("room:shares", { shown: true });
    for (const client of [host, ...players]) await client.until(({ last }) => last?.version === version);
    screens.push(JSON.stringify(host.last));
  }
  for (const client of [host, ...players]) client.socket.disconnect();
  return { players: recorded, host: screens };
};

/** The frames before the reveal of a round (1-based). */
const untilReveal = (frames: string[], round: number): string[] => {
  const end = frames.findIndex((frame) => frame.includes('"phase":"reveal"') && frame.includes(`"round":${round},`));
  if (end < 0) throw new Error(`no reveal of round ${round} was received`);
  return frames.slice(0, end);
};

const BASE = ITEMS.map(([item]) => item);
const withKeyOf = (at: number, other: Partial<Item>) =>
  BASE.map((item, index) => (index === at ? { ...item, ...other } : item));
const OTHER_KEYS = ITEMS.map(([item, other]) => ({ ...item, ...other }));
/** A key that leaks: told by the stem. */
const PLANTED = [withKeyOf(2, { stem: "3? a" }), withKeyOf(2, { ...ITEMS[2]?.[1], stem: "3? b" })];

describe("non-interference", async () => {
  // Games wait for their own virtual clocks, so they may be played side by side.
  const games = [BASE, BASE, ...ITEMS.map(([, other], index) => withKeyOf(index, other)), ...PLANTED];
  const [base = [], again, ...others] = await Promise.all(games.map(async (items) => (await play(items)).players));
  const pretests = await Promise.all([BASE, OTHER_KEYS].map((items) => play(items, "pretest")));
  const [planted = [], plantedOther = []] = others.slice(ITEMS.length);

  test("[VW1] the same game twice gives every player the same bytes to the end", () => {
    expect(again).toEqual(base);
  });

  test.each(ITEMS.map(([{ type }], index) => ({ type, index })))(
    "[VW1] with another key of a $type item players receive the same bytes until its reveal, and others then",
    ({ index }) => {
      const changed = others[index] ?? [];
      for (const [player, frames] of changed.entries()) {
        const same = untilReveal(base[player] ?? [], index + 1);
        expect(same.length).toBeGreaterThanOrEqual(3);
        expect(untilReveal(frames, index + 1)).toEqual(same);
        expect(frames).not.toEqual(base[player]);
      }
    },
  );

  test("[VW2] under the pre-test preset players receive the same bytes to the end, whatever the keys", () => {
    const [one, two] = pretests;
    expect(two?.players).toEqual(one?.players);
    for (const frames of one?.players ?? []) expect(frames.join()).toContain('"phase":"finished"');
  });

  test("[VW11] so does the host, until the shares are shown: then they differ, in nothing but how many were right", () => {
    const [one, two] = pretests.map(({ host }) => host);
    expect(two?.slice(0, -1)).toEqual(one?.slice(0, -1));
    expect(two?.at(-1)).not.toBe(one?.at(-1));
    const blank = (screen = "") => screen.replace(/"(correct|correctShare)":[\d.]+/g, '"$1":0');
    expect(blank(two?.at(-1))).toBe(blank(one?.at(-1)));
    expect(one?.at(-1)).toContain('"pretest":{"shares":true}');
  });

  test("[VW1] the comparison sees a key that is planted in what players get", () => {
    expect(untilReveal(planted[0] ?? [], 3)).not.toEqual(untilReveal(plantedOther[0] ?? [], 3));
  });
});
