import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { itemCsv, longCsv } from "../../src/reports/csv.ts";
import { LONG_COLUMNS, longRows } from "../../src/reports/long-report.ts";
import { report } from "../../src/reports/report.ts";
import { gameOf, ITEMS, quizOf, roomOf, seatOf } from "./fixtures.ts";

/** Four seats: Dewi came after q1 had opened, Eko was removed. q6 is voided; a seventh round is still open. */
const PLAYED = ITEMS.slice(0, 6);
const QUIZ = quizOf([...PLAYED, { ...ITEMS[0], id: "q7" }]);
const SEATS = [
  seatOf("p1", { nickname: "Ani", code: "AAAAA" }),
  seatOf("p2", { nickname: "Budi", code: "BBBBB" }),
  seatOf("p3", { nickname: "Citra", code: "CCCCC" }),
  seatOf("p4", { nickname: "Dewi", code: "DDDDD", joinedAt: 150_000 }),
  seatOf("p5", { nickname: "Eko", code: "EEEEE", removed: true }),
];
const GAME = gameOf(
  QUIZ,
  SEATS,
  [
    { answers: { p1: ["b", 2_900], p2: ["a", 4_100], p5: ["b", 1] } },
    { answers: { p1: [["a", "c"], 1_000], p2: [["c"], 2_000], p3: [["a", "b"], 3_000], p4: [["a"], 20_250] } },
    { answers: { p1: ["true", 4_000], p2: ["false", 5_000] } },
    { answers: { p1: ["Refleksi!", 4_000], p2: ["=1+1", 5_000], p3: ["refleksi", 6_001], p4: ["refleksi", 7_001] } },
    { answers: { p1: [-5, 40_000], p2: [-5.5, 5_000], p3: [4, 6_000] }, deadline: null },
    { answers: { p1: ["a", 1_000], p2: ["d", 1_000] }, voided: true },
    { answers: { p1: ["b", 1_000] }, closedAt: null },
  ],
  { phase: "open", startedAt: 90_000 },
);
const REPORT = report(GAME);
const ROWS = [...longRows(GAME)];
const lineOf = (item: string) => {
  const line = REPORT.items.find(({ id }) => id === item);
  if (!line) throw new Error(`${item} is not in the report`);
  return line;
};
const read = (csv: string): string[][] => parse(csv, { record_delimiter: "\r\n" });

describe("the item report", () => {
  test("[RP2] the room", () => {
    expect([REPORT.schema, REPORT.room]).toEqual([
      1,
      {
        id: "room-1",
        quizId: "quiz",
        title: "The quiz's title",
        scoring: "classic",
        phase: "open",
        createdAt: 0,
        startedAt: 90_000,
        finishedAt: null,
        players: 4,
        identity: "coded",
        language: "en",
        workshop: null,
        imported: false,
      },
    ]);
  });

  test("[RP1] the closed rounds in order, voided ones too, and no open one", () => {
    expect(REPORT.items.map(({ id, position }) => [id, position])).toEqual(
      PLAYED.map(({ id }, index) => [id, index + 1]),
    );
  });

  const third = 100 / 3;
  test.each<[string, (string | number | boolean | null)[]]>([
    ["q1", ["single-choice", 3, 1, third, 1, 1, false, 3_500]],
    ["q2", ["multiple-choice", 4, 1, 25, 0, 0, false, 2_500]],
    ["q3", ["true-false", 4, 1, 25, 2, 0, false, 4_500]],
    ["q4", ["short-answer", 4, 3, 75, 0, 0, false, 5_500.5]],
    ["q5", ["numeric", 4, 2, 50, 1, 0, false, 6_000]],
    ["q6", ["poll", 0, null, null, 0, 0, true, null]],
  ])("[RP2] %s: type, n, correct, percent, omitted, absent, voided, median", (wanted, cells) => {
    const { type, n, correct, percentCorrect, omitted, absent, voided, time } = lineOf(wanted);
    expect([type, n, correct, percentCorrect, omitted, absent, voided, time.medianMs]).toEqual(cells);
  });

  test.each<[string, [id: string, text: string, key: boolean, count: number, share: number | null][]]>([
    [
      "q1",
      [
        ["a", "Option a", false, 1, 1 / 3],
        ["b", "Option b", true, 1, 1 / 3],
        ["c", "Option c", false, 0, 0],
        ["d", "Option d", false, 0, 0],
      ],
    ],
    [
      "q2",
      [
        ["a", "Option a", true, 3, 0.75],
        ["b", "Option b", false, 1, 0.25],
        ["c", "Option c", true, 2, 0.5],
        ["d", "Option d", false, 0, 0],
      ],
    ],
    [
      "q3",
      [
        ["true", "True", true, 1, 0.25],
        ["false", "False", false, 1, 0.25],
      ],
    ],
    [
      "q4",
      [
        ["refleksi", "refleksi", true, 3, 0.75],
        ["11", "=1+1", false, 1, 0.25],
      ],
    ],
    [
      "q5",
      [
        ["-5.5", "-5.5", true, 1, 0.25],
        ["-5", "-5", true, 1, 0.25],
        ["4", "4", false, 1, 0.25],
      ],
    ],
    ["q6", ["a", "b", "c", "d"].map((id) => [id, `Option ${id}`, false, 0, null])],
  ])("[RP2] %s: its options, each with key, count and share of n", (wanted, lines) => {
    expect(lineOf(wanted).options.map(({ id, text, key, count, share }) => [id, text, key, count, share])).toEqual(
      lines,
    );
  });

  test("[RP6] JSON keeps what could be a formula as it was", () => {
    expect(JSON.stringify(REPORT)).toContain('"text":"=1+1"');
  });
});

describe("the long report", () => {
  /** response, key, correct, score, max_score, status, response_time_ms, points. */
  const CELLS: Record<string, (string | number | null)[][]> = {
    q1: [
      ["b", "b", 1, 1, 1, "answered", 2_900, 928],
      ["a", "b", 0, 0, 1, "answered", 4_100, 0],
      [null, "b", 0, 0, 1, "omitted", null, 0],
      [null, "b", null, null, 1, "absent", null, null],
    ],
    q2: [
      ["a;c", "a;c", 1, 1, 1, "answered", 1_000, 975],
      ["c", "a;c", 0, 0.5, 1, "answered", 2_000, 475],
      ["a;b", "a;c", 0, 0, 1, "answered", 3_000, 0],
      ["a", "a;c", 0, 0.5, 1, "answered", 20_000, 250],
    ],
    q3: [
      ["true", "true", 1, 1, 1, "answered", 4_000, 900],
      ["false", "true", 0, 0, 1, "answered", 5_000, 0],
      [null, "true", 0, 0, 1, "omitted", null, 0],
      [null, "true", 0, 0, 1, "omitted", null, 0],
    ],
    q4: [
      ["Refleksi!", "refleksi;refleksi awal", 1, 1, 1, "answered", 4_000, 900],
      ["=1+1", "refleksi;refleksi awal", 0, 0, 1, "answered", 5_000, 0],
      ["refleksi", "refleksi;refleksi awal", 1, 1, 1, "answered", 6_001, 850],
      ["refleksi", "refleksi;refleksi awal", 1, 1, 1, "answered", 7_001, 825],
    ],
    q5: [
      [-5, -5, 1, 1, 1, "answered", 40_000, 1_000],
      [-5.5, -5, 1, 1, 1, "answered", 5_000, 1_000],
      [4, -5, 0, 0, 1, "answered", 6_000, 0],
      [null, -5, 0, 0, 1, "omitted", null, 0],
    ],
    q6: [
      ["a", null, null, null, null, "void", 1_000, null],
      ["d", null, null, null, null, "void", 1_000, null],
      [null, null, null, null, null, "void", null, null],
      [null, null, null, null, null, "void", null, null],
    ],
  };

  test.each(Object.keys(CELLS))("[RP4] %s: a row for each seat in join order, the removed one left out", (item) => {
    const rows = ROWS.filter(({ item_id }) => item_id === item);
    expect(rows.map(({ nickname, participant_code }) => [nickname, participant_code])).toEqual(
      SEATS.slice(0, 4).map(({ nickname, code }) => [nickname, code]),
    );
    const cells = rows.map((row) => [
      row.response,
      row.key,
      row.correct,
      row.score,
      row.max_score,
      row.status,
      row.response_time_ms,
      row.points,
    ]);
    expect(cells).toEqual(CELLS[item]);
  });

  test("[RP4] session, workshop and occasion stand in every row, position and type follow the item", () => {
    const options = roomOf(QUIZ, { workshop: { id: "kombel-26", occasion: "pre" } }).options;
    const rows = [...longRows({ ...GAME, room: { ...GAME.room, options } })];
    expect(rows.length).toBe(24);
    for (const row of rows) {
      expect([row.workshop, row.occasion, row.session]).toEqual(["kombel-26", "pre", "room-1"]);
      expect([row.item_id, row.type]).toEqual([`q${row.position}`, ITEMS[row.position - 1]?.type]);
    }
    expect(ROWS[0]).toMatchObject({ workshop: null, occasion: null });
  });

  test("[RP4] the item's version is the same for the same content and another when a word or the key changes", () => {
    const versionOf = (change: Record<string, unknown>) => {
      const quiz = quizOf([{ ...ITEMS[0], ...change }]);
      return [...longRows(gameOf(quiz, SEATS, [{ answers: {} }]))][0]?.item_version;
    };
    const versions = [{}, {}, { stem: "One!" }, { key: ["a"] }, { points: 2000 }].map(versionOf);
    expect(versions[0]).toMatch(/^[0-9a-f]{8}$/);
    expect([versions[1] === versions[0], new Set(versions).size]).toEqual([true, 4]);
  });
});

describe("CSV", () => {
  test("[RP3] report.csv, cell by cell", () => {
    expect(read(itemCsv(REPORT)).map((row) => row.join("|"))).toEqual([
      "item_id|position|type|stem|n|correct|percent_correct|omitted|absent|options|median_ms",
      "q1|1|single-choice|One?|3|1|33.33|1|1|a=1;b=1;c=0;d=0|3500",
      "q2|2|multiple-choice|Several?|4|1|25.00|0|0|a=3;b=1;c=2;d=0|2500",
      "q3|3|true-false|True?|4|1|25.00|2|0|true=1;false=1|4500",
      "q4|4|short-answer|Which word?|4|3|75.00|0|0|refleksi=3;11=1|5500.5",
      "q5|5|numeric|How cold?|4|2|50.00|1|0|'-5.5=1;-5=1;4=1|6000",
      "q6|6|poll|How was it?|0|||0|0|a=0;b=0;c=0;d=0|",
    ]);
  });

  test("[RP4] responses.csv has the documented columns and a row per seat and item, blank where nothing exists", () => {
    const [head, ...rows] = read([...longCsv(ROWS)].join(""));
    expect(head).toEqual([...LONG_COLUMNS]);
    expect(rows.length).toBe(24);
    expect(rows.every((row) => row.length === 17)).toBe(true);
    expect(rows[18]?.slice(8)).toEqual(["", "b", "", "", "1", "absent", "", "Dewi", ""]);
    expect(rows[7]?.slice(8)).toEqual(["c", "a;c", "0", "0.5", "1", "answered", "2000", "Budi", "475"]);
  });
});
