import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bandPlace, bandsFor } from "../../src/reports/bands.ts";
import { report } from "../../src/reports/report.ts";
import type { Game } from "../../src/verdicts.ts";
import { type Answers, gameOf, quizOf, seatOf } from "./fixtures.ts";
import { differing, likertGame, reordered, scoredGame, synthetic, unexplained } from "./report-games.ts";

const rating = (id: string, more: object = {}) => ({ id, type: "rating", stem: `Stem ${id}`, ...more });
const people = (n: number) => Array.from({ length: n }, (_, index) => seatOf(`p${index}`));
/** p0 gives the first point, and so on; "" none. */
const points = (given: string): Answers =>
  Object.fromEntries([...given].flatMap((point, index) => (point === " " ? [] : [[`p${index}`, [point, 100]]])));
const rated = (items: object[], given: string[], changes: object[] = []): Game =>
  gameOf(
    quizOf(items as Record<string, unknown>[]),
    people(given[0]?.length ?? 0),
    given.map((each, index) => ({ answers: points(each), ...changes[index] })),
  );

describe("complete cases", () => {
  const game = scoredGame({
    scores: [
      [1, 1, 0],
      [0, undefined, 1],
      [null, 1, 1],
      [1, 0, 0],
    ],
  });
  const { items, test: total, notes } = report(game);

  test("[RP13] p is over those who were shown the item, r and D over those who were shown all", () => {
    expect(items.map(({ n, correct, omitted, absent }) => [n, correct, omitted, absent])).toEqual([
      [3, 2, 0, 1],
      [4, 2, 1, 0],
      [4, 2, 0, 0],
    ]);
    expect(items.map(({ pAnswered }) => pAnswered)).toEqual([2 / 3, 2 / 3, 0.5]);
    expect([total.n, total.excluded, total.k]).toEqual([3, 1, 3]);
    expect(total.mean).toBeCloseTo(4 / 3, 12);
    expect(items[0]?.why.d27).toBe("too_few");
  });

  test("[RP16] notes say who is left out and what n forbids", () => {
    expect(notes).toEqual(["under_10", "under_30", "few_items", "incomplete_left_out"]);
    expect(report(synthetic("pre")).notes).toEqual(["few_items"]);
  });

  test("[RP15] a voided item is in no total and has no statistic", () => {
    const rounds = game.room.rounds.map((round, index) => (index === 0 ? { ...round, voided: true } : round));
    const { items, test: total } = report({ ...game, room: { ...game.room, rounds } });
    expect([total.k, total.n, total.excluded]).toEqual([2, 4, 0]);
    expect(items[0]).toMatchObject({ p: null, r: null, wilson: null, difficulty: null });
    expect(new Set(Object.values(items[0]?.why ?? {}))).toEqual(new Set(["voided"]));
  });

  test("[RP15] without a scored item there is no test, and 0 stands nowhere for what is not known", () => {
    const { test: total, items } = report(likertGame());
    expect(total).toMatchObject({ n: 0, k: 0, mean: null, sd: null, alpha: null, min: null });
    expect(new Set(Object.values(total.why))).toEqual(new Set(["not_scored"]));
    expect(items[0]).toMatchObject({ correct: null, p: null, r: null, distractors: null });
  });

  test.each([
    [[3, 10], "hard"],
    [[7, 10], "medium"],
    [[71, 100], "easy"],
    [[31, 100], "medium"],
  ] as const)("[RP13] %j right is %s", ([right, n], difficulty) => {
    const scores = Array.from({ length: n }, (_, person): (0 | 1)[] => [person < right ? 1 : 0]);
    expect(report(scoredGame({ scores })).items[0]?.difficulty).toBe(difficulty);
  });

  test.each([
    [{ code: "SAME" }, { code: "SAME" }, true],
    [{ code: " same" }, { code: "SAME " }, true],
    [{ code: "ONE", personId: "r1" }, { code: "TWO", personId: "r1" }, true],
    [{ code: "" }, { code: " " }, false],
    [{ code: "ONE", personId: "r1" }, { code: "TWO", personId: "r2" }, false],
  ])("[RP21] %j and %j are one person in two seats: %s", (one, other, twice) => {
    const seats = [
      { playerId: "a", ...one },
      { playerId: "b", ...other },
    ];
    expect(report(scoredGame({ scores: [[1], [0]], seats })).notes.includes("code_repeats")).toBe(twice);
  });
});

describe("texts", () => {
  const game = gameOf(quizOf([{ id: "t", type: "open-text", stem: "What did you learn?" }]), people(4), [
    { answers: { p0: ["Refleksi", 1], p1: ["refleksi", 1], p2: ["rude", 1] }, hidden: ["rude"] },
  ]);

  test("[RP19] open texts: equal ones once, the most frequent first, hidden ones marked and kept", () => {
    expect(report(game).texts).toEqual([
      {
        itemId: "t",
        position: 1,
        stem: "What did you learn?",
        n: 3,
        entries: [
          { text: "Refleksi", count: 2, hidden: false },
          { text: "rude", count: 1, hidden: true },
        ],
        why: {},
      },
    ]);
    expect(report(synthetic("pre")).texts).toEqual([]);
  });
});

describe("the questionnaire", () => {
  test("[RP17] no rating item, no questionnaire", () => expect(report(synthetic("pre")).questionnaire).toBeNull());

  test("[RP17] a reverse item is turned before anything, its counts stay as answered", () => {
    const [item] = report(rated([rating("a", { scale: 4, reverse: true })], ["1124 "])).questionnaire?.items ?? [];
    expect(item).toMatchObject({
      n: 4,
      missing: 1,
      counts: [2, 1, 0, 1],
      countsScored: [1, 0, 1, 2],
      mean: 3,
      top2: 0.75,
    });
    expect(item).toMatchObject({ tcr: 75, labels: ["1", "2", "3", "4"] });
    expect(item?.rescaled).toBeCloseTo(200 / 3, 9);
  });

  test("[RP17] scales of different lengths are no scale, a voided item is in none", () => {
    const mixed = report(rated([rating("a"), rating("b", { scale: 4 })], ["12", "34"])).questionnaire;
    expect(mixed?.scale).toMatchObject({ alpha: null, tcr: null, why: { alpha: "mixed_scales" } });
    const voided = report(
      rated([rating("a"), rating("b", { scale: 4 })], ["12", "34"], [{}, { voided: true }]),
    ).questionnaire;
    expect(voided?.scale.tcr).toBe(30);
    expect(voided?.items[1]).toMatchObject({ n: 0, mean: null, voided: true, why: { mean: "voided" } });
  });

  test("[RP17] an item that was never opened is missing for nobody, and leaves the scale to the others", () => {
    const given = report(rated([rating("a"), rating("b")], ["12", "  "], [{}, { openedAt: null }])).questionnaire;
    expect(given?.scale).toMatchObject({ n: 2, tcr: 30 });
    expect(given?.items[1]).toMatchObject({ n: 0, missing: 0, mean: null, why: { mean: "nobody" } });
  });

  test("[RP17] nobody answered: no mean, no band, with the reason", () => {
    const [item] = report(rated([rating("a")], ["  "])).questionnaire?.items ?? [];
    expect(item).toMatchObject({ n: 0, missing: 2, mean: null, band: null, why: { mean: "nobody", band: "nobody" } });
  });

  test.each<[string, number, number]>([
    ["fifths", 19.99, 0],
    ["fifths", 20, 1],
    ["fifths", 80, 4],
    ["quarters", 43.75, 1],
    ["undip-fsm", 2.5, 0],
    ["undip-fsm", 2.51, 1],
    ["undip-fsm", 3.51, 3],
    ["ikm", 64.99, 0],
    ["ikm", 65, 1],
    ["ikm", 88.31, 3],
    ["low,40,medium,70,high", 40, 1],
    ["low,40,medium,70,high", 69.9, 1],
  ])("[RP18] in the bands %s, %d is class %i: an edge belongs to the upper one", (query, value, band) => {
    const bands = bandsFor(query);
    expect(bands && bandPlace(bands, value)).toBe(band);
    expect(bands?.names.id.length).toBe((bands?.edges.length ?? 0) + 1);
    expect(bands?.names.en.length).toBe(bands?.names.id.length);
  });

  test.each(["", "nine", "a,b,c", "a,50", "a,70,b,40,c", "a,0,b", "a,100,b", "a,,b", "toString", ",40,b", "a,NaN,b"])(
    "[RP18] %j is no list of bands",
    (query) => expect(bandsFor(query)).toBeUndefined(),
  );

  test("[RP18] bands made for four points say nothing of five", () => {
    const bands = bandsFor("ikm");
    const game = rated([rating("a"), rating("b", { scale: 4 })], ["45", "34"]);
    const items = report(game, { ...(bands && { bands }) }).questionnaire?.items ?? [];
    expect(items.map(({ band, why }) => [band, why.band])).toEqual([
      [null, "other_scale"],
      [2, undefined],
    ]);
  });
});

describe("any game", () => {
  const scores = fc
    .integer({ min: 1, max: 4 })
    .chain((k) =>
      fc.array(
        fc.array(fc.constantFrom<(0 | 1 | null | undefined)[]>(0, 1, undefined, null), { minLength: k, maxLength: k }),
        { minLength: 1, maxLength: 16 },
      ),
    );
  test("[RP16] every null has its reason, and no number has one", () => {
    fc.assert(
      fc.property(scores, (table) => {
        expect(unexplained(report(scoredGame({ scores: table })))).toEqual([]);
      }),
    );
    expect(unexplained(report(likertGame()))).toEqual([]);
  });

  test("[RP13] the order of seats does not matter to any number", () => {
    fc.assert(
      fc.property(scores, (table) => {
        const game = scoredGame({ scores: table });
        const turned = reordered(
          game,
          table.map((_, place) => table.length - 1 - place),
        );
        expect(differing(report(turned), report(game))).toEqual([]);
      }),
    );
  });
});
