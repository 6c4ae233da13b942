/** What may not be shown of few people is decided once, by the report. */
import { describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { fewIn, shownD } from "../../src/pages/organiser/few.ts";
import { report } from "../../src/reports/report.ts";
import { roomWorkbook } from "../../src/reports/workbooks.ts";
import { bookOf, linesOf } from "./files-reading.ts";
import { gameOf, quizOf, seatOf } from "./fixtures.ts";
import { type Row, scoredGame } from "./report-games.ts";

/** `late` persons were never shown the first of four items; all differ in how much they know. */
const withLate = (n: number, late: number) =>
  scoredGame({
    scores: Array.from({ length: n }, (_, person): Row => {
      const right = (place: number): 0 | 1 => ((person * 7) % 11 > 2 * place + (person % 2) ? 1 : 0);
      return [person < late ? null : right(0), right(1), right(2), right(3)];
    }),
  });

describe("fewer complete cases than people", () => {
  test.each([
    [105, 95, "d50"],
    [105, 105, "d27"],
    [99, 99, "d50"],
  ] as const)(
    "[RP13] %i were shown an item, %i all of them: the class is of %s, and that one is shown",
    (n, all, by) => {
      const told = report(withLate(n, n - all));
      const item = told.items[1];
      expect([item?.n, told.test.n]).toEqual([n, all]);
      expect(item?.d27).not.toBeCloseTo(item?.d50 ?? 0, 6);
      expect(item?.discriminationBy).toBe(by);
      expect(item && shownD(item, told)).toEqual({ d: item?.[by], word: item?.discrimination });
    },
  );

  test("[RP16] with 35 shown and 27 complete no D of any item is shown", () => {
    const told = report(withLate(35, 8));
    expect(told.notes).toContain("under_30");
    expect(told.items.map(({ n }) => n)).toEqual([27, 35, 35, 35]);
    expect(told.items.map((item) => shownD(item, told))).toEqual(Array(4).fill({ missing: "too_few" }));
    expect(told.items.every(({ discrimination }) => discrimination !== null)).toBe(true);
  });

  test("[RP16] with 12 shown and 9 complete only counts are shown of every item", () => {
    const told = report(withLate(12, 3));
    expect(told.items.map(({ countsOnly }) => countsOnly)).toEqual([true, false, false, false]);
    expect(told.items.map((item) => fewIn(item, told))).toEqual([true, true, true, true]);
  });
});

test("[RP16] a poll or a rating that few saw has only counts, however many took the test", () => {
  const seats = Array.from({ length: 12 }, (_, index) =>
    seatOf(`p${index}`, { code: `C${index}`, ...(index < 4 && { joinedAt: 150_000 }) }),
  );
  const quiz = quizOf([
    {
      id: "poll",
      type: "poll",
      stem: "Poll",
      options: [
        { id: "a", text: "A" },
        { id: "b", text: "B" },
      ],
    },
    { id: "test", type: "true-false", stem: "Test", key: ["true"] },
    { id: "rate", type: "rating", stem: "Rate", scale: 4 },
  ]);
  const told = report(
    gameOf(quiz, seats, [{ answers: {} }, { answers: {} }, { answers: { p5: ["4", 100], p6: ["3", 100] } }]),
  );
  expect(told.notes).not.toContain("under_10");
  expect(told.items.slice(0, 2).map((item) => [item.n, fewIn(item, told)])).toEqual([
    [8, true],
    [12, false],
  ]);
  expect(told.questionnaire?.items[0]).toMatchObject({ n: 2, countsOnly: true });
});

test("[RP34] for fewer than 30 people no share of a group by total is in the workbook", async () => {
  const { head, names } = LOCALES.en.sheets;
  const headsOf = async (n: number) => {
    const game = withLate(n, 0);
    const book = await bookOf(roomWorkbook(game, report(game), { lang: "en", names: true, people: true }));
    return Object.keys(linesOf(book, names.distractors)[0] ?? {});
  };
  expect(await headsOf(20)).not.toEqual(expect.arrayContaining([head.upperShare]));
  expect(await headsOf(20)).not.toEqual(expect.arrayContaining([head.lowerShare]));
  expect(await headsOf(30)).toEqual(expect.arrayContaining([head.upperShare, head.lowerShare]));
});
