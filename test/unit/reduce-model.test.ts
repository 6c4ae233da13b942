import fc from "fast-check";
import { expect, test } from "vitest";
import { reduce } from "../../src/engine/reduce.ts";
import type { Command, Outcome, Phase, Room } from "../../src/room.ts";
import { frozen, quizOf, roomOf } from "./fixtures.ts";

const options = [
  { id: "a", text: "A" },
  { id: "b", text: "B" },
];
const QUIZ = quizOf([
  { id: "q1", type: "single-choice", stem: "One?", options, key: ["a"], seconds: 5 },
  { id: "q2", type: "poll", stem: "Two?", options, seconds: null },
  { id: "q3", type: "single-choice", stem: "Three?", options, key: ["b"], seconds: 240 },
]);

const round = fc.integer({ min: 1, max: 4 });
const attempt = fc.option(fc.constantFrom("x1", "x2", "x3"), { nil: undefined });
const outage = fc
  .tuple(fc.constantFrom("o1", "o2", "o3", "o4"), fc.nat(100_000), fc.integer({ min: 1_001, max: 20_000 }))
  .map(([id, from, length]) => ({ id, from, to: from + length }));

/** A command, and a version for advance relative to the room's own. */
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.constantFrom(0, 0, 0, 0, 0, -1, 1).map((version): Command => ({ kind: "advance", version })),
  },
  { weight: 30, arbitrary: fc.array(outage, { maxLength: 2 }).map((outages): Command => ({ kind: "due", outages })) },
  { weight: 20, arbitrary: fc.boolean().map((paused): Command => ({ kind: "pause", paused })) },
  {
    weight: 15,
    arbitrary: fc
      .tuple(round, fc.integer({ min: 1, max: 600 }), attempt)
      .map(([n, seconds, name]): Command => ({ kind: "extend", round: n, seconds, attempt: name })),
  },
  { weight: 10, arbitrary: round.map((n): Command => ({ kind: "close", round: n })) },
  { weight: 5, arbitrary: round.map((n): Command => ({ kind: "void", round: n })) },
  { weight: 5, arbitrary: round.map((n): Command => ({ kind: "skip", round: n })) },
  { weight: 5, arbitrary: round.map((n): Command => ({ kind: "all-responded", round: n })) },
  { weight: 5, arbitrary: fc.boolean().map((locked): Command => ({ kind: "lock", locked })) },
  { weight: 5, arbitrary: fc.constant<Command>({ kind: "remove", playerIds: ["p1"] }) },
  { weight: 5, arbitrary: fc.boolean().map((shown): Command => ({ kind: "shares", shown })) },
  { weight: 1, arbitrary: fc.constant<Command>({ kind: "release" }) },
  { weight: 1, arbitrary: fc.constant<Command>({ kind: "replay", attempt: "x1", roomId: "room-2", pin: "482914" }) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(round, fc.boolean())
      .map(([n, hidden]): Command => ({ kind: "hide", round: n, ids: ["x"], hidden })),
  },
  { weight: 1, arbitrary: fc.constant<Command>({ kind: "finish" }) },
);

/** How much time passes before a command: none, a little, until the room is due, or past it. */
const wait = fc.oneof(fc.nat(600), fc.nat(10_000), fc.constantFrom("due" as const, "late" as const));
const anyGame = fc.record({
  preview: fc.constantFrom(0, 0.1, 5),
  leaderboard: fc.constantFrom("every" as const, "end" as const, "none" as const),
  leaderboardEvery: fc.constantFrom(1, 2),
  preset: fc.constantFrom("none" as const, "pretest" as const),
  autoAdvance: fc.boolean(),
  steps: fc.array(fc.tuple(wait, anyCommand), { maxLength: 60, size: "max" }),
});

interface Step {
  before: Room;
  after: Room;
  command: Command;
  now: number;
  outcome: Outcome;
}

const played = ({
  preview,
  steps,
  ...rest
}: typeof anyGame extends fc.Arbitrary<infer Game> ? Game : never): Step[] => {
  let room = roomOf(QUIZ, { previewSeconds: preview, ...rest });
  let now = 1_000;
  return steps.map(([pause, drawn]) => {
    const until = Math.max(now, room.due ?? now);
    now = typeof pause === "number" ? now + pause : until + (pause === "late" ? 1_234 : 0);
    const command = drawn.kind === "advance" ? { ...drawn, version: room.version + drawn.version } : drawn;
    const before = room;
    const outcome = reduce(before, frozen(command), now);
    room = "room" in outcome ? frozen(outcome.room) : before;
    return { before, after: room, command, now, outcome };
  });
};

const ends = (step: Step) => step.after.phase === "finished" && step.before.phase !== "finished";
const isLive = ({ phase }: Room) => phase === "preview" || phase === "open";
const ORDER: Record<Phase, Phase[]> = {
  lobby: ["lobby", "preview", "open", "finished"],
  preview: ["preview", "open", "reveal", "finished"],
  open: ["open", "reveal", "preview", "finished"],
  reveal: ["reveal", "leaderboard", "preview", "open", "finished"],
  leaderboard: ["leaderboard", "preview", "open", "finished"],
  finished: ["finished"],
};
const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);

/** What holds at every step of every game. */
const LAWS: Record<string, (step: Step) => boolean> = {
  "[RM20] phases follow their order, and finished is the last": ({ before, after }) =>
    ORDER[before.phase].includes(after.phase),
  "[RM40] a write is exactly one version on": ({ before, after, outcome }) =>
    after.version === before.version + ("room" in outcome ? 1 : 0),
  "[RM20] the rounds reached are as many as the round's number, in the order of the quiz": ({ after }) =>
    after.round === after.rounds.length &&
    after.rounds.every((reached, index) => reached.itemId === QUIZ.items[index]?.id),
  "[RM20] a round is entered once, and only one at a time": ({ before, after }) =>
    after.round === before.round || after.round === before.round + 1,
  "[RM20] exactly the last round is live in preview and open, and every earlier one is closed": ({ after }) => {
    const running = after.rounds.filter((reached) => reached.closedAt === null);
    if (isLive(after)) return running.length === 1 && running[0] === after.rounds.at(-1);
    return running.every((reached) => after.phase === "finished" && reached === after.rounds.at(-1));
  },
  "[TM2] a round has an opening in open, none in preview, and opensAt stands in preview only": ({ after }) => {
    const last = after.rounds.at(-1);
    if (after.phase === "open") return last?.openedAt !== null && after.opensAt === null;
    return after.phase === "preview" ? last?.openedAt === null && after.opensAt !== null : after.opensAt === null;
  },
  "[WC1] no round closed before its options showed": ({ after }) =>
    after.rounds.every(({ openedAt, closedAt }) => openedAt === null || closedAt === null || closedAt >= openedAt),
  "[TM5] nothing is due while paused, in the lobby or at the end": ({ after }) =>
    after.due === null || !(after.pausedAt !== null || after.phase === "lobby" || after.phase === "finished"),
  "[TM4] an open round is due 300 ms after its deadline, unless paused": ({ after }) => {
    if (after.phase !== "open" || after.pausedAt !== null) return true;
    const deadline = after.rounds.at(-1)?.deadline ?? null;
    return after.due === (deadline === null ? null : deadline + 300);
  },
  "[TM5] pauses lie between opening and close, in order, and do not overlap": ({ after, now }) =>
    after.rounds.every(({ openedAt, closedAt, pauses }) => {
      const times = [openedAt ?? 0, ...pauses.flatMap(({ from, to }) => [from, to]), closedAt ?? now];
      return pauses.length === 0 || times.every((time, index) => time >= (times[index - 1] ?? 0));
    }),
  "[TM6] a deadline is the opening, the authored seconds, the pauses, the extensions and the outages": (step) => {
    const { before, after, command, outcome } = step;
    const [was, is] = [before.rounds.at(-1), after.rounds.at(-1)];
    if (after.phase !== "open" || !is || is.deadline === null || is.openedAt === null) return true;
    const fixed = (known: typeof is) => (known.deadline ?? 0) - sum(known.pauses.map(({ from, to }) => to - from));
    if (before.phase !== "open" || before.round !== after.round || !was?.openedAt)
      return is.deadline - is.openedAt === (after.plan[after.round - 1]?.seconds ?? 0) * 1000;
    const moved = fixed(is) - is.openedAt - (fixed(was) - was.openedAt);
    if (!("room" in outcome)) return moved === 0;
    if (command.kind === "extend") return moved === command.seconds * 1000;
    return command.kind === "due" ? moved > 0 && moved <= 20_000 : moved === 0;
  },
  "[RM34] the PIN is released exactly when the game ends": (step) =>
    ("room" in step.outcome && step.outcome.effects.some(({ kind }) => kind === "release-pin")) === ends(step),
  "[RM33] finishedAt is set by the end alone, startedAt by the first round": ({ before, after, now }) =>
    (after.finishedAt !== null) === (after.phase === "finished") &&
    (before.finishedAt === null || before.finishedAt === after.finishedAt) &&
    after.startedAt === (before.startedAt ?? (after.round > 0 ? now : null)),
  "[RM30] a voided round stays voided": ({ before, after }) =>
    before.rounds.every(({ voided }, index) => !voided || after.rounds[index]?.voided === true),
  "[RM20] a closed round is never opened, moved or closed again": ({ before, after }) =>
    before.rounds.every((was, index) => {
      const { voided: _was, hidden: _less, ...old } = was;
      const { voided: _is, hidden: _more, ...now } = after.rounds[index] ?? was;
      return was.closedAt === null || JSON.stringify(old) === JSON.stringify(now);
    }),
  "[RM39] what is released stays so, since the same moment, and only a pre-test is": ({ before, after, now }) =>
    after.releasedAt === before.releasedAt ||
    (before.releasedAt === undefined && after.releasedAt === now && after.options.preset === "pretest"),
  "[RM1] id, PIN, token, plan and options never change": ({ before, after }) =>
    (["id", "pin", "token", "plan", "options", "createdAt", "quizId"] as const).every(
      (key) => before[key] === after[key],
    ),
};

test.each(Object.entries(LAWS))("%s", (_, law) => {
  fc.assert(
    fc.property(anyGame, (game) => {
      for (const step of played(game)) if (!law(step)) return false;
      return true;
    }),
    { numRuns: 300, seed: 7 },
  );
});

test("[RM20] the games drawn reach every phase, and a late timer in each of them", () => {
  const seen = new Set<string>();
  for (const game of fc.sample(anyGame, { numRuns: 300, seed: 7 }))
    for (const { before, outcome, command } of played(game))
      if ("room" in outcome) seen.add(`${command.kind} ${before.phase}`);
  for (const step of [
    "due preview",
    "due open",
    "due reveal",
    "due leaderboard",
    "extend open",
    "pause preview",
    "void open",
  ])
    expect([...seen]).toContain(step);
});
