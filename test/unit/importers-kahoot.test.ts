import { describe, expect, test } from "vitest";
import { readPast } from "../../src/importers/index.ts";
import type { Sheet } from "../../src/importers/kahoot-rows.ts";
import type { Quiz } from "../../src/quiz.ts";
import { report } from "../../src/reports/report.ts";
import { quizOf } from "./fixtures.ts";
import { importedGame } from "./importers-fixtures.ts";
import { type Answered, OVERVIEW, rawSheetOf } from "./importers-sheets.ts";

const read = (sheets: Sheet[], library: Quiz[] = []) => readPast({ kind: "sheets", sheets }, { library });
const gameOf = (sheets: Sheet[], library: Quiz[] = []) => importedGame(read(sheets, library));

const CITIES = ["Manchester", "Brighton, Hove", "Berlin", "Paris"];
const one = { question: ["1 Quiz", "Which is not in Europe?"], answers: ["Brasil", "Spain"], key: "Brasil" } as const;
const two = {
  question: ["2 Quiz", "Which are in the UK?"],
  answers: CITIES,
  key: "Manchester, Brighton, Hove",
} as const;
const row = (
  of: Omit<Answered, "player" | "answer" | "right" | "answers" | "question"> & {
    question: readonly [string, string];
    answers: readonly string[];
  },
  player: string,
  answer: string | null,
  right: boolean,
  more: Partial<Answered> = {},
): Answered => ({
  ...of,
  question: [...of.question],
  answers: [...of.answers],
  player,
  answer,
  right,
  ...more,
});

describe("a Kahoot! report", () => {
  test.each([18, 20] as const)("[IM9] the layout of %i columns gives players, items, answers and times", (layout) => {
    const rows = [
      row(one, "Alice", "Brasil", true),
      row(one, "Budi", "Spain", false, { seconds: "6,25", allotted: "20 seconds" }),
      row(two, "Alice", "Brighton, Hove, Manchester", true, { seconds: null, percent: "25.00%" }),
      row(two, "Budi", null, false, { seconds: 20 }),
    ];
    const game = gameOf([OVERVIEW, rawSheetOf(layout, rows)]);
    expect(game.seats.map(({ nickname, code }) => [nickname, code])).toEqual([
      ["Alice", ""],
      ["Budi", ""],
    ]);
    expect(game.room).toMatchObject({ title: "Komunitas belajar", imported: true, startedAt: Date.UTC(2019, 11, 23) });
    expect(game.quiz.items).toMatchObject([
      { id: "q1", type: "single-choice", stem: "Which is not in Europe?", key: ["a"], seconds: 20 },
      {
        id: "q2",
        type: "multiple-choice",
        options: CITIES.map((text) => expect.objectContaining({ text })),
        key: ["a", "b"],
      },
    ]);
    const { items } = report(game);
    expect(items.map(({ n, correct, omitted }) => [n, correct, omitted])).toEqual([
      [2, 1, 0],
      [2, 1, 1],
    ]);
    expect(items.map(({ time }) => [time.medianRightMs, time.medianMs])).toEqual([
      [2900, (2900 + 6250) / 2],
      [5000, 5000],
    ]);
  });

  test("[IM9] a good report has no faults, and sheets may stand in any order", () => {
    const sheet = rawSheetOf(18, [row(one, " Alice ", " Brasil", true)]);
    const shifted = { name: "rawReportData data ", rows: [[], ["A title"], ...sheet.rows, [null, "", " "]] };
    const result = read([shifted, { name: "1 Quiz", rows: [["x"]] }, OVERVIEW]);
    expect(result.faults).toEqual([]);
    expect(result.past?.seats.map(({ nickname }) => nickname)).toEqual(["Alice"]);
  });

  test("[IM10] where any one of several right answers was enough, each of them stays right", () => {
    const rows = [
      row(two, "Alice", "Manchester", true),
      row(two, "Budi", "Brighton, Hove", true),
      row(two, "Citra", "Paris", false),
    ];
    const result = read([rawSheetOf(18, rows)]);
    expect(result.faults).toEqual([
      expect.objectContaining({
        path: "RawReportData Data row 2",
        message: expect.stringContaining("Any one of several"),
      }),
    ]);
    const [item] = report(importedGame(result)).items;
    expect(item).toMatchObject({ type: "short-answer", n: 3, correct: 2 });
    expect(item?.options.map(({ text, count, key }) => [text, count, key])).toEqual(
      expect.arrayContaining([
        ["Manchester", 1, true],
        ["Brighton, Hove", 1, true],
        ["Paris", 1, false],
      ]),
    );
  });

  test("[IM10] an answer that begins as another one, with a comma, is told from two answers", () => {
    const colours = {
      question: ["1 Quiz", "Which?"],
      answers: ["Red", "Red, green", "Blue"],
      key: "Red, green, Blue",
    } as const;
    const game = gameOf([rawSheetOf(18, [row(colours, "Alice", "Blue, Red, green", true)])]);
    expect(game.quiz.items[0]).toMatchObject({ type: "multiple-choice", key: ["b", "c"] });
    expect(report(game).items[0]).toMatchObject({ n: 1, correct: 1 });
  });

  test("[IM10] typed answers, polls and open questions are read as what they are", () => {
    const typed = {
      question: ["1 Type answer", "Which cycle?"],
      answers: ["inkuiri", "siklus inkuiri"],
      key: "inkuiri, siklus inkuiri",
    } as const;
    const poll = { question: ["2 Poll", "How was it?"], answers: ["Good", "Bad"], key: "" } as const;
    const open = { question: ["3 Open-ended", "What else?"], answers: [], key: "" } as const;
    const rows = [
      row(typed, "Alice", "Inkuiri", true),
      row(typed, "Budi", "spiral", false),
      row(poll, "Alice", "Good", false),
      row(open, "Alice", "More, please", false),
    ];
    const result = read([rawSheetOf(20, rows)]);
    expect(result.faults).toEqual([]);
    const { items } = report(importedGame(result));
    expect(items.map(({ type, n, correct }) => [type, n, correct])).toEqual([
      ["short-answer", 2, 1],
      ["poll", 1, null],
      ["open-text", 1, null],
    ]);
  });

  test("[IM10] a question that the library has is the library's item, whatever the order of its options", () => {
    const library = quizOf([
      {
        id: "city",
        type: "multiple-choice",
        stem: "which are in the UK",
        options: CITIES.toReversed().map((text, n) => ({ id: `o${n}`, text })),
        key: ["o2", "o3"],
      },
    ]);
    const game = gameOf([rawSheetOf(18, [row(two, "Alice", "Manchester, Brighton, Hove", true)])], [library]);
    expect(game.quiz.items).toMatchObject([{ id: "city", stem: "which are in the UK", key: ["o2", "o3"] }]);
    expect(report(game).items[0]).toMatchObject({ id: "city", correct: 1 });
  });

  test("[IM9] what does not fit is named with its sheet and row, and the rest is kept", () => {
    const rows = [
      row(one, "Alice", "Brasil", true),
      row(one, "Alice", "Spain", false),
      row(one, "Budi", "Peru", false),
      row(one, "", "Spain", false),
      row(one, "Citra", "Spain", true),
      row({ ...one, question: ["1 Quiz", "Another text?"] }, "Alice", "Brasil", true),
    ];
    const result = read([rawSheetOf(18, rows)]);
    const told = [
      [7, "two questions"],
      [3, "earlier row"],
      [4, "none of the question's"],
      [5, "no player"],
      [6, "says correct"],
    ] as const;
    expect(result.faults).toEqual(
      told.map(([n, words]) =>
        expect.objectContaining({ path: `RawReportData Data row ${n}`, message: expect.stringContaining(words) }),
      ),
    );
    expect(report(importedGame(result)).items.map(({ id, n, correct }) => [id, n, correct])).toEqual([
      ["q1", 2, 1],
      ["q1-2", 1, 1],
    ]);
  });

  test("[IM9] missing columns are named, and a workbook of another kind is refused", () => {
    const sheet = rawSheetOf(18, [row(one, "Alice", "Brasil", true)]);
    const without = sheet.rows.map((cells) => cells.filter((_, index) => index !== 6 && index !== 8));
    expect(read([{ ...sheet, rows: without }])).toEqual({
      past: null,
      faults: [
        expect.objectContaining({
          path: "RawReportData Data row 1",
          message: "These columns are missing: correct answers, players.",
        }),
      ],
    });
    expect(
      read([
        {
          name: "Sheet1",
          rows: [
            ["a", "b"],
            [1, 2],
          ],
        },
      ]),
    ).toMatchObject({ past: null, faults: [{ path: "row 1" }] });
    expect(read([])).toMatchObject({ past: null });
  });

  test("[IM3] the long form in a workbook is read too", () => {
    const rows = [
      ["item_id", "response", "participant_code", "key", "response_time_ms"],
      ["q1", "a", "C1", "a", 900],
      ["q1", "b", 12, "a", 800],
    ];
    expect(report(gameOf([{ name: "Data", rows }])).items[0]).toMatchObject({ id: "q1", n: 2, correct: 1 });
  });
});
