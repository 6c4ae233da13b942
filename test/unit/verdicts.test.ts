import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Response, Round, Seat } from "../../src/room.ts";
import { attendanceOf, basisOf, elapsedOf, type Game, median, standingsOf, tallyOf } from "../../src/verdicts.ts";
import { type Answers, gameOf, ITEMS, OPTIONS, type Played, quizOf, roomOf, seatOf } from "./fixtures.ts";

const choice = (id: string, more: Record<string, unknown> = {}) => ({ ...ITEMS[0], id, ...more });
const QUIZ = quizOf();
const FOUR = quizOf(["q1", "q2", "q3", "q4"].map((id) => choice(id)));
const RIGHT: [string, number] = ["b", 10_000];
const WRONG: [string, number] = ["a", 10_000];
const A = seatOf("A");
const B = seatOf("B");
const C = seatOf("C");

const standing = (game: Game, { playerId }: Seat) => {
  const found = standingsOf(game).get(playerId);
  if (!found) throw new Error(`${playerId} has no standing`);
  return found;
};
/** What a seat was told of each round: "credit/points/streak", "-" for a credit that does not exist. */
const told = (game: Game, seat: Seat): string[] =>
  standing(game, seat).verdicts.flatMap((v) =>
    v ? [`${v.credit ?? "-"}/${v.points}/${v.streak}${v.answered ? "" : " silent"}`] : [],
  );
const only = (answers: Answers): Played => ({ answers });

describe("who counts", () => {
  const opened = 100_000;
  test.each<[string, number, boolean, string]>([
    ["WC1", opened - 1, true, "answered"],
    ["WC2", opened - 1, false, "omitted"],
    ["WC3", opened, true, "answered"],
    ["WC3", opened, false, "absent"],
    ["WC3", opened + 9_000, true, "answered"],
  ])("[%s] a seat that joined at %i of an opening at 100000, response %s: %s", (_, joinedAt, responds, attendance) => {
    const late = seatOf("L", { joinedAt });
    const game = gameOf(QUIZ, [A, late], [only(responds ? { A: RIGHT, L: RIGHT } : { A: RIGHT })]);
    const round = game.room.rounds[0] as Round;
    expect(attendanceOf(round, late, game.responses.get(1)?.get("L"))).toBe(attendance);
    const shown = attendance === "absent" ? 1 : 2;
    expect(tallyOf(game, 1)).toMatchObject({ n: shown, absent: 2 - shown, omitted: Number(attendance === "omitted") });
  });

  test("[WC2] an omitted item is wrong, credit 0, and in n; an absent one has no credit and ends no streak", () => {
    const late = seatOf("L", { joinedAt: 150_000 });
    const game = gameOf(FOUR, [A, late], [only({ A: RIGHT }), only({ A: RIGHT, L: RIGHT }), only({ L: RIGHT })]);
    expect(told(game, late)).toEqual(["-/0/0 silent", "1/750/1", "1/750/2"]);
    expect(told(game, A)).toEqual(["1/750/1", "1/750/2", "0/0/0 silent"]);
    expect(tallyOf(game, 3)).toMatchObject({ n: 2, answered: 1, omitted: 1, absent: 0, correct: 1 });
  });

  test("[WC5] a removed seat counts nowhere, for rounds already played too", () => {
    const gone = seatOf("B", { removed: true });
    const game = gameOf(FOUR, [A, gone], [only({ A: WRONG, B: RIGHT }), only({ B: ["c", 1] })]);
    expect([...standingsOf(game).keys()]).toEqual(["A"]);
    expect(standing(game, A)).toMatchObject({ rank: 1, behind: null });
    expect(tallyOf(game, 1)).toMatchObject({ n: 1, answered: 1, correct: 0, medianMs: 10_000 });
    expect(tallyOf(game, 2)).toMatchObject({ n: 1, omitted: 1, medianMs: null });
    expect(tallyOf(game, 2)?.distribution.map(({ count }) => count)).toEqual([0, 0, 0, 0]);
  });

  test("[WC4] a voided round gives no points, no streak step and no statistic", () => {
    const game = gameOf(
      FOUR,
      [A, B],
      [only({ A: RIGHT, B: WRONG }), { answers: { A: WRONG, B: RIGHT }, voided: true }, only({ A: RIGHT, B: RIGHT })],
    );
    expect(told(game, A)).toEqual(["1/750/1", "-/0/1", "1/750/2"]);
    expect(standing(game, B)).toMatchObject({ total: 750, rank: 2, behind: { nickname: "Name of A", points: 750 } });
    const nothing = { n: 0, answered: 0, omitted: 0, absent: 0, correct: null, medianMs: null };
    expect(tallyOf(game, 2)).toMatchObject({ ...nothing, distribution: OPTIONS.map(({ id }) => ({ id, count: 0 })) });
  });

  test("[WC6] a poll has answers, counts and times, but neither credit, correct, points nor a K", () => {
    const quiz = quizOf([choice("q1"), { ...ITEMS[5], id: "q2" }, choice("q3")]);
    const rounds = [only({ A: RIGHT }), only({ A: ["d", 3_000], B: ["d", 5_000] }), only({ A: RIGHT })];
    const game = gameOf(quiz, [A, B], rounds);
    expect(told(game, A)).toEqual(["1/750/1", "-/0/1", "1/750/2"]);
    expect(told(game, B)).toEqual(["0/0/0 silent", "-/0/0", "0/0/0 silent"]);
    expect(tallyOf(game, 2)).toMatchObject({ n: 2, answered: 2, correct: null, medianMs: 4_000 });
    const gentle = gameOf(quiz, [A, B], rounds, { options: roomOf(quiz, { scoring: "gentle" }).options });
    expect(standing(gentle, A).total).toBe(2 * (1_000 + Math.floor((0.5 * 499) / 2)));
  });

  test("[RP1] a round that is not closed has neither verdict nor tally", () => {
    const game = gameOf(FOUR, [A], [only({ A: RIGHT }), { answers: { A: RIGHT }, closedAt: null }]);
    expect(standing(game, A).verdicts.flatMap((verdict, round) => (verdict ? [round] : []))).toEqual([1]);
    expect([standing(game, A).total, tallyOf(game, 2), tallyOf(game, 3)]).toEqual([750, undefined, undefined]);
  });

  test("[WC1] a round that closed without opening was shown to nobody", () => {
    const game = gameOf(FOUR, [A], [only({ A: RIGHT }), { openedAt: null, deadline: null }, only({ A: RIGHT })]);
    expect(told(game, A)).toEqual(["1/750/1", "-/0/1 silent", "1/750/2"]);
    expect(tallyOf(game, 2)).toMatchObject({ n: 0, omitted: 0, correct: null });
  });
});

describe("thinking time", () => {
  const round = (pauses: Round["pauses"] = []) =>
    gameOf(QUIZ, [], [{ openedAt: 100_000, pauses }]).room.rounds[0] as Round;
  const response = (receivedAt: number, lagMs = 0): Response => ({ attempt: "x", value: "b", receivedAt, lagMs });
  const pause = [
    { from: 102_000, to: 105_000 },
    { from: 106_000, to: 107_000 },
  ];

  test.each<[string, string, Round["pauses"], number, number, number | null, number]>([
    ["TM9", "the time since the opening", [], 102_900, 0, 20_000, 2_900],
    ["TM9", "less the travel", [], 102_900, 100, 20_000, 2_800],
    ["TM9", "never below 0", [], 100_050, 100, 20_000, 0],
    ["TM4", "never above the limit", [], 120_299, 0, 20_000, 20_000],
    ["TM3", "unbounded without a limit", [], 999_999, 0, null, 899_999],
    ["TM5", "less the pauses before it", pause, 108_000, 0, 20_000, 4_000],
    ["TM5", "not less a later pause", pause, 105_500, 0, 20_000, 2_500],
    ["TM5", "not less a pause that begins as it arrives", pause, 106_000, 0, 20_000, 3_000],
    ["TM5", "less half a pause in which it arrived", pause, 104_000, 0, 20_000, 2_000],
    ["TM9", "in whole milliseconds", [], 102_900.4, 0, 20_000, 2_900],
  ])("[%s] thinking time is %s", (_, _what, pauses, receivedAt, lagMs, limit, elapsed) => {
    expect(elapsedOf(round(pauses), response(receivedAt, lagMs), limit)).toBe(elapsed);
  });

  test("[TM6] points use the authored limit although the round was extended", () => {
    const game = gameOf(
      FOUR,
      [A, B],
      [{ answers: { A: ["b", 2_900], B: ["b", 29_000] }, deadline: 150_000, closedAt: 150_300 }],
    );
    expect([standing(game, A).total, standing(game, B).total]).toEqual([928, 500]);
  });
});

describe("standings", () => {
  test("[SC6] a streak counts fully right answers in a row; partial credit, wrong and none end it", () => {
    const quiz = quizOf([choice("q1"), { ...ITEMS[1], id: "q2" }, choice("q3"), choice("q4"), choice("q5")]);
    const rounds = [RIGHT, [["a"], 10_000], RIGHT, RIGHT, WRONG] satisfies Answers[string][];
    const game = gameOf(
      quiz,
      [A],
      rounds.map((answer) => only({ A: answer })),
    );
    expect(told(game, A)).toEqual(["1/750/1", "0.5/375/0", "1/750/1", "1/750/2", "0/0/0"]);
    expect(standing(game, A).verdicts[2]?.correct).toBe(false);
    expect(tallyOf(game, 2)?.correct).toBe(0);
  });

  test("[SC7] ties share a rank and the next is skipped; behind is who stands next above, never a tie", () => {
    const seats = ["A", "B", "C", "D", "E"].map((id) => seatOf(id));
    const first: Answers = { C: ["b", 0], A: ["b", 2_000], D: ["b", 2_000], B: ["b", 20_000] };
    const rows = [...standingsOf(gameOf(FOUR, seats, [only(first)])).values()];
    expect(
      rows.map(({ playerId, total, rank, behind }) => [playerId, total, rank, behind?.nickname, behind?.points]),
    ).toEqual([
      ["A", 950, 2, "Name of C", 50],
      ["B", 500, 4, "Name of D", 450],
      ["C", 1000, 1, undefined, undefined],
      ["D", 950, 2, "Name of C", 50],
      ["E", 0, 5, "Name of B", 500],
    ]);
  });

  test("[SC7] before any round all share the first rank", () => {
    const rows = [...standingsOf(gameOf(FOUR, [A, B, C], [])).values()];
    expect(rows.map(({ total, rank, behind }) => [total, rank, behind])).toEqual(Array(3).fill([0, 1, null]));
    expect(standingsOf(gameOf(FOUR, [], [])).size).toBe(0);
  });

  test.each<["accuracy" | "gentle", number]>([
    ["accuracy", 2_500],
    ["gentle", 2_500 + 2 * Math.floor((0.5 * 499) / 4)],
  ])("[SC3] %s over four scored items, one of partial credit and one not reached", (scoring, total) => {
    const quiz = quizOf([
      choice("q1"),
      choice("q2"),
      { ...ITEMS[1], id: "q3" },
      choice("q4"),
      { ...ITEMS[5], id: "q5" },
    ]);
    const rounds = [only({ A: RIGHT }), only({ A: RIGHT }), only({ A: [["a"], 10] })];
    expect(standing(gameOf(quiz, [A], rounds, { options: roomOf(quiz, { scoring }).options }), A).total).toBe(total);
  });

  test("[SC9] voiding or repairing an item recomputes points and ranks of all", () => {
    const rounds = [only({ A: RIGHT, B: WRONG }), only({ B: RIGHT })];
    const repaired = quizOf([choice("q1", { key: ["a"] }), choice("q2")]);
    const totals = (game: Game) => [...standingsOf(game).values()].map(({ total, rank }) => [total, rank]);
    expect(totals(gameOf(FOUR, [A, B], rounds))).toEqual([
      [750, 1],
      [750, 1],
    ]);
    expect(totals(gameOf(repaired, [A, B], rounds))).toEqual([
      [0, 2],
      [1500, 1],
    ]);
    expect(totals(gameOf(FOUR, [A, B], [{ ...rounds[0], voided: true }, rounds[1] ?? {}]))).toEqual([
      [0, 2],
      [750, 1],
    ]);
  });
});

describe("any game", () => {
  const value = fc.constantFrom<Answers[string][0]>("a", "b", "true", "refleksi", -5, 3, ["a"], ["a", "c"], ["a", "b"]);
  const people = ["A", "B", "C", "D", "E", "F"];
  const anyRound = fc.record({
    voided: fc.boolean(),
    answers: fc.dictionary(fc.constantFrom(...people), fc.tuple(value, fc.integer({ min: 0, max: 21_000 }))),
  });
  const anySeat = (playerId: string) =>
    fc
      .record({ joinedAt: fc.integer({ min: 0, max: 700_000 }), removed: fc.boolean() })
      .map((seat) => seatOf(playerId, seat));
  const anyGame = fc
    .tuple(fc.tuple(...people.map(anySeat)), fc.array(anyRound, { maxLength: 6 }))
    .map(([seats, rounds]) => gameOf(QUIZ, seats, rounds));

  test("[AB49] seats that come later are placed among those that are known, whose verdicts stay", () => {
    fc.assert(
      fc.property(anyGame, fc.nat({ max: people.length }), (game, count) => {
        const before = { ...game, seats: game.seats.slice(0, count) };
        const known = { standings: standingsOf(before), basis: basisOf(before) };
        const all = standingsOf(game, known);
        expect(all).toEqual(standingsOf(game));
        for (const [playerId, { verdicts }] of known.standings) expect(all.get(playerId)?.verdicts).toBe(verdicts);
      }),
    );
  });

  test("[SC9] whatever happened since standings were known, they become what they are anew, and the known ones stay", () => {
    const change = fc.constantFrom("next", "void", "answer", "rename", "remove", "nothing");
    fc.assert(
      fc.property(anyGame, fc.nat({ max: 5 }), fc.array(change, { maxLength: 3 }), (game, count, changes) => {
        const rounds = game.room.rounds.slice(0, changes.includes("next") ? count : game.room.rounds.length);
        const before = { ...game, room: { ...game.room, rounds } };
        const known = { standings: standingsOf(before), basis: basisOf(before) };
        const copy = structuredClone(known.standings);
        const voided = (round: Round, index: number) => (index === count ? { ...round, voided: !round.voided } : round);
        const answers: ReadonlyMap<string, Response> = new Map([
          ["A", { attempt: "x", value: "a", receivedAt: 1, lagMs: 0 }],
        ]);
        const after = {
          ...game,
          room: { ...game.room, rounds: changes.includes("void") ? game.room.rounds.map(voided) : game.room.rounds },
          responses: changes.includes("answer") ? new Map([...game.responses, [1, answers] as const]) : game.responses,
          seats: game.seats.map((seat) => ({
            ...seat,
            removed: seat.removed || (changes.includes("remove") && seat.playerId === "B"),
            nickname: changes.includes("rename") ? `${seat.nickname}!` : seat.nickname,
          })),
        };
        expect(standingsOf(after, known)).toEqual(standingsOf(after));
        expect(known.standings).toEqual(copy);
      }),
    );
  });

  test("[SC9] standings do not depend on the order in which responses were stored", () => {
    fc.assert(
      fc.property(anyGame, (game) => {
        const turned = [...game.responses].toReversed().map(([n, map]) => [n, new Map([...map].toReversed())] as const);
        expect(standingsOf({ ...game, responses: new Map(turned) })).toEqual(standingsOf(game));
      }),
    );
  });

  test("[RP7] counts add up: n = answered + omitted, n + absent = seats, totals are sums of points", () => {
    fc.assert(
      fc.property(anyGame, (game) => {
        const seats = game.seats.filter(({ removed }) => !removed).length;
        game.room.rounds.forEach(({ voided }, index) => {
          const tally = tallyOf(game, index + 1);
          if (!tally) throw new Error("a closed round has no tally");
          expect(tally.n).toBe(tally.answered + tally.omitted);
          expect(tally.n + tally.absent).toBe(voided ? 0 : seats);
          expect(tally.correct ?? 0).toBeLessThanOrEqual(tally.answered);
        });
        const rows = [...standingsOf(game).values()];
        for (const { total, rank, verdicts } of rows) {
          expect(total).toBe(verdicts.reduce((sum, verdict) => sum + (verdict?.points ?? 0), 0));
          expect(rank).toBe(1 + rows.filter((other) => other.total > total).length);
        }
      }),
    );
  });

  test("[WC8] the median is the middle, or the mean of both middles, and null of nothing", () => {
    expect([median([]), median([7]), median([1, 4]), median([1, 2, 9])]).toEqual([null, 7, 2.5, 2]);
  });
});
