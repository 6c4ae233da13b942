/** What a host may show of a secret pre-test, what its release changes, and what is taken off the screen. */
import { describe, expect, test } from "vitest";
import { HostSnapshot, PlayerSnapshot } from "../../protocol/snapshots.ts";
import { reduce } from "../../src/engine/reduce.ts";
import { hostView } from "../../src/engine/view.ts";
import type { Command, Room } from "../../src/room.ts";
import { type Game, type Shares, sharesOf, standingsOf } from "../../src/verdicts.ts";
import { ask, gameOf, quizOf, seatOf } from "./fixtures.ts";
import { screenOf } from "./screens.ts";

const QUIZ = quizOf();
const SEATS = ["Ani", "Budi", "Citra"].map((id) => seatOf(id));
const PLAYED = [
  { answers: { Ani: ["b", 2_000], Budi: ["a", 2_000] } },
  { answers: { Ani: [["a", "c"], 2_000] }, voided: true },
  ...["true", "refleksi", -5, "a", "4"].map((value) => ({ answers: { Ani: [value, 1_000], Budi: [value, 1_000] } })),
  { answers: { Ani: ["Refleksi", 1_000], Budi: ["belum tahu", 1_000], Citra: ["refleksi", 2_000] } },
] as Parameters<typeof gameOf>[2];

/** The quiz played through, with the preset and in the phase given. */
const game = (preset: "none" | "pretest", changes: Partial<Room> = {}): Game => {
  const played = gameOf(QUIZ, SEATS, PLAYED);
  const { options } = played.room;
  return { ...played, room: { ...played.room, options: { ...options, preset }, phase: "finished", ...changes } };
};
const told = (room: Room, command: Command) => {
  const outcome = reduce(room, command, 9_000_000);
  if ("room" in outcome) return "written";
  return "rejected" in outcome ? outcome.rejected : "unchanged";
};
const show: Command = { kind: "shares", shown: true };
const release: Command = { kind: "release" };
const shown = (played: Game, command: Command): Game => ({ ...played, room: ask(played.room, command, 9_000_000) });

describe("shares of a pre-test", () => {
  test("[RM38] are shown and hidden at the end of a secret pre-test only, and a repeat changes nothing", () => {
    const { room } = game("pretest");
    expect(told(room, show)).toBe("written");
    expect(told(room, { kind: "shares", shown: false })).toBe("unchanged");
    expect(told(ask(room, show, 1), show)).toBe("unchanged");
    expect(told(game("pretest", { phase: "reveal" }).room, show)).toBe("wrong_phase");
    expect(told(game("none").room, show)).toBe("wrong_phase");
    expect(told(game("pretest", { releasedAt: 5 }).room, show)).toBe("wrong_phase");
  });

  test("[VW11] the host sees how many of how many were right, per item, and no option, key or name", () => {
    const { host, players } = screenOf(shown(game("pretest"), show));
    expect(HostSnapshot.parse(host)).toStrictEqual(host);
    expect(host).toMatchObject({ pretest: { shares: true } });
    const items = host.phase === "finished" ? (host.perItem ?? []) : [];
    expect(items).toHaveLength(8);
    expect(items[0]).toEqual({
      itemId: "q1",
      position: 1,
      stem: "One?",
      n: 3,
      correct: 1,
      correctShare: 1 / 3,
      voided: false,
    });
    expect(items[6]).toMatchObject({ itemId: "q7", n: 3, correct: null, correctShare: null });
    expect(JSON.stringify(host)).not.toMatch(/Option [a-f]\b|Name of|Because|podium|"key"/);
    for (const player of players) expect(player).not.toHaveProperty("perItem");
  });

  test("[VW11] until they are shown, the host's end is the same whatever was right", () => {
    expect(screenOf(game("pretest")).host).toMatchObject({ pretest: { shares: false } });
    expect(screenOf(game("pretest")).host).not.toHaveProperty("perItem");
    const hidden = shown(shown(game("pretest"), show), { kind: "shares", shown: false });
    expect(screenOf(hidden).host).not.toHaveProperty("perItem");
  });
});

describe("release", () => {
  test.each(["lobby", "preview", "open", "reveal", "finished"] as const)(
    "[RM39] a pre-test is released in %s, once",
    (phase) => {
      const { room } = game("pretest", { phase });
      expect(told(room, release)).toBe("written");
      expect(told(ask(room, release, 1), release)).toBe("unchanged");
      expect(told(game("none", { phase }).room, release)).toBe("wrong_phase");
    },
  );

  test.each(["reveal", "finished"] as const)("[RM39] from then on %s is what it is without the preset", (phase) => {
    const free = screenOf(shown(game("pretest", { phase }), release));
    const plain = screenOf(game("none", { phase }));
    const versionless = ({ host, players }: typeof plain) =>
      [host, ...players].map(
        ({ version: _, ahead: __, ...snapshot }: { version: number; ahead?: unknown }) => snapshot,
      );
    expect(versionless(free)).toEqual(versionless(plain));
    expect(free.host).not.toHaveProperty("pretest");
    for (const player of free.players) expect(PlayerSnapshot.parse(player)).toStrictEqual(player);
  });
});

describe("beside the pre-test", () => {
  const endOf = (before: ReadonlyMap<string, Shares>) => {
    const played = game("none");
    const look = { game: played, now: 1, standings: standingsOf(played), images: {}, present: new Set<string>() };
    const host = hostView({ ...look, joinUrl: "", reportUrl: "", answered: new Set(), responded: 0, of: 3, before });
    return host.phase === "finished" ? host : undefined;
  };

  test("[RM46] every item that was played before carries how it went then, and no other", () => {
    const host = endOf(
      new Map([
        ["q1", { n: 4, correct: 1 }],
        ["q6", { n: 4, correct: null }],
        ["elsewhere", { n: 9, correct: 9 }],
      ]),
    );
    expect(HostSnapshot.parse(host)).toStrictEqual(host);
    expect(host?.perItem?.map(({ before }) => before)).toEqual([
      { n: 4, correct: 1, correctShare: 0.25 },
      ...[2, 3, 4, 5].map(() => undefined),
      { n: 4, correct: null, correctShare: null },
      ...[7, 8].map(() => undefined),
    ]);
  });

  test("[RM46] what is taken from a game are its rounds that were opened, closed and not voided", () => {
    const shares = sharesOf(game("pretest"));
    expect([...shares.keys()]).toEqual(["q1", "q3", "q4", "q5", "q6", "q7", "q8"]);
    expect([shares.get("q1"), shares.get("q8")]).toEqual([
      { n: 3, correct: 1 },
      { n: 3, correct: null },
    ]);
    const played = game("none");
    const rounds = played.room.rounds.map((round, index) => (index === 0 ? { ...round, closedAt: null } : round));
    expect(sharesOf({ ...played, room: { ...played.room, rounds } }).has("q1")).toBe(false);
  });
});

describe("texts taken off the screen", () => {
  const hide = (ids: string[], hidden = true, round = 8): Command => ({ kind: "hide", round, ids, hidden });
  const rows = ({ room }: Game) => {
    const { host } = screenOf({ ...game("none"), room: { ...room, phase: "reveal" } });
    return host.phase === "reveal" ? host.distribution?.map(({ id, hidden }) => [id, hidden]) : undefined;
  };

  test("[RM44] hidden rows say so on the host's reveal, keep their place and count, and come back", () => {
    const before = game("none");
    const hidden = shown(before, hide(["belum tahu"]));
    expect(rows(hidden)).toEqual([
      ["refleksi", undefined],
      ["belum tahu", true],
    ]);
    const both = shown(hidden, hide(["refleksi", "belum tahu"]));
    expect(rows(both)?.map(([, is]) => is)).toEqual([true, true]);
    expect(rows(shown(both, hide(["belum tahu"], false)))).toEqual([
      ["refleksi", true],
      ["belum tahu", undefined],
    ]);
    expect(sharesOf(both)).toEqual(sharesOf(before));
  });

  test("[RM44] a repeat changes nothing; a round that is not closed or not reached cannot be meant", () => {
    const { room } = shown(game("none"), hide(["refleksi"]));
    expect(told(room, hide(["refleksi"]))).toBe("unchanged");
    expect(told(room, hide(["nobody wrote this"], false))).toBe("unchanged");
    expect(told(room, hide([]))).toBe("unchanged");
    expect(told(room, hide(["a"], true, 9))).toBe("round_unknown");
    const open = { ...room, rounds: room.rounds.map((round) => ({ ...round, closedAt: null })) };
    expect(told(open, hide(["a"]))).toBe("wrong_phase");
  });
});
