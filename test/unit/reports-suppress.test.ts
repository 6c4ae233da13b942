import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { report } from "../../src/reports/report.ts";
import { alsoHidden, hiddenOf } from "../../src/reports/suppress.ts";
import { suppressReport } from "../../src/reports/suppress-report.ts";
import { gameOf, quizOf, seatOf } from "./fixtures.ts";
import { likertGame, type Row, scoredGame, synthetic, unexplained } from "./report-games.ts";

const MIN = 5;
const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe("which of some counts are hidden", () => {
  test.each<[number[], boolean[]]>([
    [
      [10, 20, 30],
      [false, false, false],
    ],
    [
      [2, 20, 30],
      [true, true, false],
    ],
    [
      [2, 3, 30],
      [true, true, false],
    ],
    [
      [1, 1, 30, 9],
      [true, true, false, true],
    ],
    [
      [0, 45],
      [false, false],
    ],
    [
      [0, 2, 43],
      [false, true, true],
    ],
    [
      [0, 3, 0],
      [true, true, true],
    ],
    [[3], [true]],
    [[], []],
  ])("[RP28] of %j: %j", (counts, hidden) => expect(hiddenOf(counts, MIN)).toEqual(hidden));

  test("[RP28] no hidden count can be told from the sum of all: there are two at least, and they stand for enough people", () => {
    const counts = fc.array(fc.nat(20), { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 8 }), (list, min) => {
        const hidden = hiddenOf(list, min);
        expect(list.filter((count, place) => count > 0 && count < min && !hidden[place])).toEqual([]);
        const veiled = list.filter((_, place) => hidden[place]);
        if (veiled.length === 0 || veiled.length === list.length) return;
        expect([veiled.length >= 2, sumOf(veiled) >= min]).toEqual([true, true]);
      }),
    );
  });

  test("[RP28] a single hidden number of a known mean takes the next one with it", () => {
    expect(alsoHidden([false, true, false], [9, 1, 7])).toEqual([false, true, true]);
    expect(alsoHidden([true, true, false], [1, 1, 7])).toEqual([true, true, false]);
    expect(alsoHidden([false, false], [9, 7])).toEqual([false, false]);
  });
});

describe("a report to share", () => {
  const whole = report(synthetic("pre"));
  const shared = suppressReport(whole, MIN);

  test("[RP28] no option, omission or score of fewer people, and no single hidden cell of an item", () => {
    for (const [place, item] of shared.items.entries()) {
      const before = whole.items[place];
      const cells = [...item.options, item.omission].map(({ count }) => count);
      const all = [...(before?.options ?? []), before?.omission].map((line) => line?.count ?? 0);
      const hidden = all.filter((_, cell) => cells[cell] === null);
      expect(cells.filter((count) => count !== null && count > 0 && count < MIN)).toEqual([]);
      expect([hidden.length === 0 || hidden.length >= 2, hidden.length === 0 || sumOf(hidden) >= MIN]).toEqual([
        true,
        true,
      ]);
      expect(cells.filter((count, cell) => count !== null && count !== all[cell])).toEqual([]);
      expect(item.options.every(({ upperShare, lowerShare }) => upperShare === null && lowerShare === null)).toBe(true);
    }
    expect(
      shared.items.some(({ omitted, options }) => omitted === null && options.some(({ count }) => count !== null)),
    ).toBe(true);
    expect([shared.test, shared.notes.at(-1), unexplained(shared)]).toEqual([whole.test, "suppressed", []]);
  });

  test("[RP28] where the key is hidden, everything that says how many were right is, and of another item too", () => {
    const scores = Array.from({ length: 20 }, (_, n): Row => [n < 2 ? 1 : 0, n < 10 ? 1 : 0, n < 8 ? 1 : 0]);
    const { items } = suppressReport(report(scoredGame({ scores })), MIN);
    const told = items.map(({ correct, p, percentCorrect, pAnswered, wilson, difficulty, options }) =>
      [correct, p, percentCorrect, pAnswered, wilson, difficulty, options[0]?.count].map((value) => value !== null),
    );
    expect(told).toEqual([Array(7).fill(false), Array(7).fill(true), Array(7).fill(false)]);
  });

  test("[RP28] typed answers of few are left out as text, and so are open texts", () => {
    const word = { id: "w", type: "short-answer", stem: "W", accept: ["yes"] };
    const open = { id: "o", type: "open-text", stem: "O" };
    const seats = Array.from({ length: 16 }, (_, n) => seatOf(`p${n}`));
    const say = (n: number) => (n < 8 ? "yes" : n < 14 ? "no" : `secret ${n}`);
    const answers = Object.fromEntries(
      seats.map(({ playerId }, n): [string, [string, number]] => [playerId, [say(n), 1]]),
    );
    const shown = suppressReport(report(gameOf(quizOf([word, open]), seats, [{ answers }, { answers }])), MIN);
    expect(JSON.stringify(shown)).not.toContain("secret");
    expect(shown.texts[0]?.entries.map(({ text }) => text)).toEqual(["yes", "no"]);
    expect(shown.texts[0]?.why).toEqual({ entries: "suppressed" });
  });

  test("[RP28] of a rating at least three points are hidden, and no spread: with n, mean and spread two or three could be told", () => {
    const whole = report(likertGame());
    const shared = suppressReport(whole, MIN);
    expect(shared.questionnaire?.items.map(({ counts }) => counts)).toEqual([
      [0, 0, 11, 24, 8],
      [0, null, null, 25, null],
      [0, null, null, 24, null],
      [null, null, null, 19, 17],
      [18, null, null, null, 0],
      [0, null, null, 19, null],
    ]);
    for (const { sd, counts, countsScored, reverse } of shared.questionnaire?.items ?? []) {
      expect(sd === null).toBe(counts.includes(null));
      expect(countsScored).toEqual(reverse ? counts.toReversed() : counts);
    }
    expect(shared.questionnaire?.items[1]).toMatchObject({ top2: null, bottom2: null, why: { top2: "suppressed" } });
    expect(shared.questionnaire?.items[1]?.mean).toBe(whole.questionnaire?.items[1]?.mean);
    expect(unexplained(shared)).toEqual([]);
  });

  test("[RP28] of fewer people than may be shown nothing of the test is left", () => {
    const { test: total } = suppressReport(report(scoredGame({ scores: [[1], [0], [1]] })), MIN);
    expect(total).toMatchObject({ n: 3, k: 1, mean: null, alpha: null, shapiro: { w: null, p: null } });
  });
});
