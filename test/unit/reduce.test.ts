import { describe, expect, test } from "vitest";
import { ERRORS } from "../../protocol/errors.ts";
import { reduce } from "../../src/engine/reduce.ts";
import type { Command, Outcome, Phase, Room } from "../../src/room.ts";
import { advanced, ask, fired, frozen, ITEMS, paused, quizOf, roomOf } from "./fixtures.ts";

const QUIZ = quizOf([ITEMS[0] ?? {}, ITEMS[4] ?? {}]);
/** Later than anything that could be due. */
const LATE = 10_000_000;

/** Two rounds, the second without a limit; every phase of the first, and the second open. */
const lobby = roomOf(QUIZ);
const preview = advanced(lobby, 1_000);
const open = advanced(preview, 2_000);
const reveal = advanced(open, 10_000);
const leaderboard = advanced(reveal, 11_000);
const endless = advanced(advanced(leaderboard, 12_000), 13_000);
const finished = ask(leaderboard, { kind: "finish" }, 12_000);
const early = ask(roomOf(QUIZ), { kind: "finish" }, 500);
const left = ask(preview, { kind: "finish" }, 1_500);

const ROOMS = { lobby, preview, open, endless, reveal, leaderboard, finished };
const HELD = Object.fromEntries(
  Object.entries(ROOMS)
    .filter(([, room]) => room.phase !== "finished")
    .map(([name, room]) => [`paused ${name}`, paused(room, 14_000)]),
);
const ALL: Record<string, Room> = { ...ROOMS, ...HELD, early, left };

const rename: Command = { kind: "rename", playerId: "p1", nickname: "Rina", nicknameKey: "rina" };
/** What may be asked of a room, by name; some of it depends on where the room stands. */
const COMMANDS: Record<string, (room: Room) => Command> = {
  advance: ({ version }) => ({ kind: "advance", version }),
  "advance from an older version": ({ version }) => ({ kind: "advance", version: version - 1 }),
  "advance from a later version": ({ version }) => ({ kind: "advance", version: version + 1 }),
  "close the round": ({ round }) => ({ kind: "close", round: Math.max(round, 1) }),
  "close the next round": ({ round }) => ({ kind: "close", round: round + 1 }),
  "extend the round": ({ round }) => ({ kind: "extend", round: Math.max(round, 1), seconds: 10, attempt: "x1" }),
  "extend the next round": ({ round }) => ({ kind: "extend", round: round + 1, seconds: 10 }),
  "void the round": ({ round }) => ({ kind: "void", round: Math.max(round, 1) }),
  "void the next round": ({ round }) => ({ kind: "void", round: round + 1 }),
  pause: () => ({ kind: "pause", paused: true }),
  resume: () => ({ kind: "pause", paused: false }),
  lock: () => ({ kind: "lock", locked: true }),
  unlock: () => ({ kind: "lock", locked: false }),
  finish: () => ({ kind: "finish" }),
  "show the shares": () => ({ kind: "shares", shown: true }),
  release: () => ({ kind: "release" }),
  "hide a row": ({ round }) => ({ kind: "hide", round: Math.max(round, 1), ids: ["a"], hidden: true }),
  remove: () => ({ kind: "remove", playerIds: ["p1", "p2"] }),
  rename: () => rename,
  due: () => ({ kind: "due", outages: [] }),
  "all have responded": ({ round }) => ({ kind: "all-responded", round }),
  "all had responded to an earlier round": ({ round }) => ({ kind: "all-responded", round: round - 1 }),
};

/** The phase entered, "+" for a write in the same phase, "=" for unchanged, or the code of the rejection. */
const told = (room: Room, outcome: Outcome): string => {
  if ("rejected" in outcome) return outcome.rejected;
  if ("unchanged" in outcome) return "=";
  return outcome.room.phase === room.phase && outcome.room.round === room.round ? "+" : outcome.room.phase;
};

/** Rows: commands; columns: the rooms of ROOMS in their order. */
const TABLE: [rule: string, command: string, outcomes: string][] = [
  ["RM20", "advance", "preview open reveal reveal leaderboard preview wrong_phase"],
  ["RM21", "advance from an older version", `${"stale_version ".repeat(7)}`],
  ["RM21", "advance from a later version", `${"stale_version ".repeat(7)}`],
  ["RM27", "close the round", "round_unknown not_open reveal reveal = = ="],
  ["RM27", "close the next round", `${"round_unknown ".repeat(7)}`],
  ["RM28", "extend the round", "round_unknown not_open + = round_closed round_closed round_closed"],
  ["RM28", "extend the next round", `${"round_unknown ".repeat(7)}`],
  ["RM30", "void the round", "round_unknown reveal reveal reveal + + +"],
  ["RM30", "void the next round", `${"round_unknown ".repeat(7)}`],
  ["RM31", "pause", "+ + + + + + wrong_phase"],
  ["RM31", "resume", "= = = = = = wrong_phase"],
  ["RM32", "lock", "+ + + + + + wrong_phase"],
  ["RM32", "unlock", "= = = = = = wrong_phase"],
  ["RM33", "finish", "finished finished finished finished finished finished ="],
  ["RM38", "show the shares", `${"wrong_phase ".repeat(7)}`],
  ["RM39", "release", `${"wrong_phase ".repeat(7)}`],
  ["RM44", "hide a row", "round_unknown wrong_phase wrong_phase wrong_phase + + +"],
  ["RM35", "remove", "+ + + + + + +"],
  ["RM36", "rename", "+ + + + + + +"],
  ["RM24", "due", "= open reveal = = = ="],
  ["RM24", "all have responded", "= = reveal reveal = = ="],
  ["RM24", "all had responded to an earlier round", "= = = = = = ="],
];

describe("every command in every phase", () => {
  test.each(TABLE)("[%s] %s", (_, name, outcomes) => {
    const command = COMMANDS[name];
    const got = Object.values(ROOMS).map((room) => told(room, reduce(room, command?.(room) ?? rename, LATE)));
    expect(got).toEqual(outcomes.trim().split(" "));
  });

  const pairs = Object.entries(ALL).flatMap(([place, room]) =>
    Object.entries(COMMANDS).map(([name, command]) => ({ place, room, name, command: frozen(command(room)) })),
  );

  test("[RM40] a written room is one version on; anything else has a documented code or the current version", () => {
    for (const { place, room, name, command } of pairs) {
      const outcome = reduce(room, command, LATE);
      const where = `${name} in ${place}`;
      if ("rejected" in outcome) expect(Object.keys(ERRORS), where).toContain(outcome.rejected);
      else if ("unchanged" in outcome) expect(outcome, where).toEqual({ unchanged: true, version: room.version });
      else expect(outcome.room.version, where).toBe(room.version + 1);
    }
  });

  test("[ST1] no command changes the room it was given, and the same input gives the same outcome", () => {
    for (const { place, room, name, command } of pairs) {
      const before = structuredClone(room);
      const outcome = reduce(room, command, LATE);
      expect(room, `${name} in ${place}`).toEqual(before);
      expect(reduce(before, structuredClone(command), LATE), `${name} in ${place}`).toEqual(outcome);
    }
  });

  test("[RM34] the PIN is released by what ends the game, and by nothing else", () => {
    for (const { place, room, name, command } of pairs) {
      const outcome = reduce(room, command, LATE);
      if (!("room" in outcome)) continue;
      const ends = outcome.room.phase === "finished" && room.phase !== "finished";
      const releases = outcome.effects.filter(({ kind }) => kind === "release-pin");
      expect(releases.length, `${name} in ${place}`).toBe(ends ? 1 : 0);
    }
  });

  test("[RM36] what the store must do beside the room is the removal or the rename itself, and the roster is marked", () => {
    for (const room of Object.values(ALL)) {
      for (const command of [rename, { kind: "remove", playerIds: ["p1"] } satisfies Command]) {
        const outcome = reduce(room, command, LATE);
        expect(outcome).toEqual({
          room: { ...room, version: room.version + 1, rosterVersion: room.version + 1 },
          effects: [command],
        });
      }
    }
  });
});

/** "preview1 open1 ...": the phases that a host who only advances sees. */
const walked = (options: Parameters<typeof roomOf>[1]): string => {
  const seen: string[] = [];
  let now = 0;
  for (let room = roomOf(QUIZ, options); seen.length < 20; room = advanced(room, now)) {
    seen.push(room.round > 0 && room.phase !== "finished" ? `${room.phase}${room.round}` : room.phase);
    if (room.phase === "finished") break;
    now += 1_000;
  }
  return seen.join(" ");
};

describe("the order of phases", () => {
  test.each<[string, string, Parameters<typeof roomOf>[1], string]>([
    [
      "RM20",
      "by default",
      {},
      "lobby preview1 open1 reveal1 leaderboard1 preview2 open2 reveal2 leaderboard2 finished",
    ],
    [
      "RM22",
      "without previews",
      { previewSeconds: 0 },
      "lobby open1 reveal1 leaderboard1 open2 reveal2 leaderboard2 finished",
    ],
    [
      "RM23",
      "one leaderboard at the end",
      { leaderboard: "end" },
      "lobby preview1 open1 reveal1 preview2 open2 reveal2 leaderboard2 finished",
    ],
    ["RM23", "no leaderboard", { leaderboard: "none" }, "lobby preview1 open1 reveal1 preview2 open2 reveal2 finished"],
    ["RM23", "pre-test", { preset: "pretest" }, "lobby preview1 open1 reveal1 preview2 open2 reveal2 finished"],
    [
      "RM23",
      "pre-test, end",
      { preset: "pretest", leaderboard: "end" },
      "lobby preview1 open1 reveal1 preview2 open2 reveal2 finished",
    ],
  ])("[%s] %s", (_, _name, options, phases) => {
    expect(walked(options)).toBe(phases);
  });

  test("[RM26] auto-advance leaves reveal after 8 s, the leaderboard after 6 s, and ends the game by itself", () => {
    const one = roomOf(quizOf([ITEMS[0] ?? {}]), { autoAdvance: true });
    const shown = advanced(advanced(advanced(one, 0), 1_000), 2_000);
    expect([shown.phase, shown.due]).toEqual(["reveal", 10_000]);
    const board = fired(shown, 5);
    expect([board.phase, board.due]).toEqual(["leaderboard", 16_005]);
    const outcome = reduce(board, { kind: "due", outages: [] }, 16_005);
    expect(outcome).toMatchObject({ room: { phase: "finished", due: null, finishedAt: 16_005 } });
    expect(outcome).toMatchObject({ effects: [{ kind: "release-pin" }] });
  });

  test("[RM26] without auto-advance reveal and leaderboard wait for the host", () => {
    expect([reveal.due, leaderboard.due, lobby.due, finished.due]).toEqual([null, null, null, null]);
  });
});

describe("voiding", () => {
  test("[RM30] a round played earlier is voided in any phase, alone, and once", () => {
    for (const room of [endless, leaderboard, finished, paused(endless, 14_000)]) {
      const command: Command = { kind: "void", round: 1 };
      const voided = ask(room, command, LATE);
      const rounds = room.rounds.map((round, index) => (index === 0 ? { ...round, voided: true } : round));
      expect(voided).toEqual({ ...room, rounds, version: room.version + 1 });
      expect(reduce(voided, command, LATE)).toEqual({ unchanged: true, version: voided.version });
    }
  });

  test("[RM30] a live round closes at once: one in preview was never opened", () => {
    for (const room of [preview, open, paused(preview, 1_500)]) {
      const [round] = ask(room, { kind: "void", round: 1 }, 9_000).rounds;
      expect(round).toMatchObject({ voided: true, closedAt: 9_000, openedAt: room === open ? 2_400 : null });
    }
  });
});

describe("finishing", () => {
  test.each<[Phase, Room]>([
    ["lobby", lobby],
    ["preview", preview],
    ["open", open],
    ["reveal", reveal],
    ["leaderboard", leaderboard],
  ])("[RM33] finish in %s leaves nothing open, due or paused", (_, room) => {
    for (const before of [room, paused(room, 15_000)]) {
      const ended = ask(before, { kind: "finish" }, 20_000);
      expect(ended).toMatchObject({ phase: "finished", finishedAt: 20_000, due: null, pausedAt: null, opensAt: null });
      expect([ended.round, ended.rounds.length]).toEqual([room.round, room.round]);
    }
  });

  test("[RM33] finish closes an open round first; a round still in preview is not counted as played", () => {
    expect(ask(open, { kind: "finish" }, 20_000).rounds[0]).toMatchObject({ openedAt: 2_400, closedAt: 20_000 });
    expect(left.rounds[0]).toMatchObject({ openedAt: null, closedAt: null });
  });

  test("[RM33] a game finished in its lobby was never started", () => {
    expect([early.startedAt, finished.startedAt]).toEqual([null, 1_000]);
  });
});
