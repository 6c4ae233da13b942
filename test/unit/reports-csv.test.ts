import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ItemLine, OptionLine } from "../../protocol/reports.ts";
import { itemCsv, longCsv } from "../../src/reports/csv.ts";
import { type LongRow, longRows } from "../../src/reports/long-report.ts";
import { report } from "../../src/reports/report.ts";
import { readCsv } from "./files-reading.ts";
import { anyText, gameOf, ITEMS, quizOf, seatOf } from "./fixtures.ts";

const GAME = gameOf(quizOf([ITEMS[4] ?? {}]), [seatOf("p1")], [{ answers: { p1: [-4.5, 2_900] }, deadline: null }]);
const REPORT = report(GAME);
const [LINE] = REPORT.items as [ItemLine];
const [OPTION] = LINE.options as [OptionLine];
const [ROW] = [...longRows(GAME)] as [LongRow];
const long = (rows: readonly LongRow[]): string => [...longCsv(rows)].join("");

const items = (change: Partial<ItemLine>) => itemCsv({ ...REPORT, items: [{ ...LINE, ...change }] });
/** The cell that a nickname is read back as. */
const cellOf = (nickname: string): string | undefined => readCsv(long([{ ...ROW, nickname }]))[1]?.[15];
/** The cell that a stem is read back as. */
const stemOf = (stem: string): string | undefined => readCsv(items({ stem }))[1]?.[3];

describe("RFC 4180", () => {
  test("[RP5] every line ends in CRLF, the last too, and no mark stands before the first", () => {
    const csv = itemCsv({ ...REPORT, items: [LINE, LINE] });
    expect(csv.split("\r\n").map((line) => line.slice(0, 8))).toEqual(["item_id,", "q5,1,num", "q5,1,num", ""]);
    expect(csv.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test("[RP5] a report of nothing is its head alone", () => {
    expect(long([]).split("\r\n").length).toBe(2);
    expect(readCsv(itemCsv({ ...REPORT, items: [] })).length).toBe(1);
  });

  test.each<[string, string]>([
    ["commas", "a,b,,c"],
    ["quotes", 'He said "no", then ""'],
    ["one quote", '"'],
    ["CRLF", "one\r\ntwo"],
    ["a line feed", "one\ntwo"],
    ["a carriage return", "one\rtwo"],
    ["a line feed at the end of a quote", '"one"\n'],
    ["semicolons", "a;b"],
    ["spaces around", "  a  "],
    ["other scripts and emoji", "Ибу 🙂 ١٢ 学"],
  ])("[RP5] a text with %s is read back as it was, in one cell of one row", (_, text) => {
    expect(stemOf(text)).toBe(text);
    expect(cellOf(text)).toBe(text);
    expect(readCsv(items({ stem: text })).map((row) => row.length)).toEqual([11, 11]);
  });

  test("[RP5] any text is read back as it was, but for an apostrophe before a formula", () => {
    fc.assert(
      fc.property(anyText(20), (text) => {
        fc.pre(text.isWellFormed());
        expect([text, `'${text}`]).toContain(stemOf(text));
        expect(cellOf(text)).toBe(stemOf(text));
      }),
    );
  });
});

describe("formulas", () => {
  test.each<[string, string]>([
    ["=", "=1+1"],
    ["+", "+1+cmd|' /C calc'!A0"],
    ["-", "-2+3+cmd|' /C calc'!A0"],
    ["@", "@SUM(1+1)"],
    ["a tab", "\t=1"],
    ["a carriage return", "\r=1"],
    ["a line feed", "\n=1"],
    ["a full-width =", "＝1+1"],
    ["a full-width +", "＋1"],
    ["a full-width -", "－1"],
    ["a full-width @", "＠SUM(1)"],
    ["spaces, then =", "  =1+1"],
    ["a no-break space, then =", "\u00A0=1+1"],
    ["a zero-width space, then =", "\u200B=1+1"],
    ["a quote's line that holds one", '=HYPERLINK("http://a","b")'],
  ])("[RP6] a text that starts with %s gets an apostrophe, in stems, nicknames, responses and keys", (_, text) => {
    expect(stemOf(text)).toBe(`'${text}`);
    expect(cellOf(text)).toBe(`'${text}`);
    expect(readCsv(long([{ ...ROW, response: text, key: text }]))[1]?.slice(8, 10)).toEqual([`'${text}`, `'${text}`]);
  });

  test("[RP6] ids may start with a dash: they are neutralised too", () => {
    const [, row] = readCsv(long([{ ...ROW, workshop: "-A1", item_id: "-1+2" }]));
    expect([row?.[0], row?.[4]]).toEqual(["'-A1", "'-1+2"]);
    expect(readCsv(items({ options: [{ ...OPTION, id: "-a", count: 2 }] }))[1]?.[9]).toBe("'-a=2");
  });

  test("[RP6] what only holds such a sign further on is left alone", () => {
    for (const text of ["a=1", "1+1", "3-1", "x@y.id", "'=1", "e = mc2", "Rina -"]) expect(cellOf(text)).toBe(text);
  });

  test("[RP6] a negative number is a number, not text: in responses, keys and wherever it stands alone", () => {
    const [, row] = readCsv(long([ROW]));
    expect([row?.[8], row?.[9]]).toEqual(["-4.5", "-5"]);
    expect(cellOf("-1e3x")).toBe("'-1e3x");
    expect(cellOf("-5+3")).toBe("'-5+3");
  });

  test("[RP6] JSON is untouched", () => {
    const game = { ...GAME, seats: [seatOf("p1", { nickname: "=1+1" })] };
    expect([...longRows(game)][0]?.nickname).toBe("=1+1");
  });
});

describe("numbers and blanks", () => {
  test.each([
    [100 / 3, "33.33"],
    [200 / 3, "66.67"],
    [0, "0.00"],
    [100, "100.00"],
    [null, ""],
  ])("[RP3] a percent of %d is written %s", (percentCorrect, cell) => {
    expect(readCsv(items({ percentCorrect }))[1]?.[6]).toBe(cell);
  });

  test("[RP5] blank where nothing exists: never null, 0 or a space; 0 where it is 0", () => {
    const nothing = {
      correct: null,
      score: null,
      max_score: null,
      response: null,
      key: null,
      response_time_ms: null,
      points: null,
    };
    const zero = { ...nothing, correct: 0, score: 0, points: 0, response_time_ms: 0, response: "0" };
    const [, blank, zeros] = readCsv(
      long([
        { ...ROW, ...nothing },
        { ...ROW, ...zero },
      ]),
    );
    expect(blank?.slice(8, 13)).toEqual(["", "", "", "", ""]);
    expect([blank?.[14], blank?.[16]]).toEqual(["", ""]);
    expect([zeros?.slice(8, 12), zeros?.[14], zeros?.[16]]).toEqual([["0", "", "0", "0"], "0", "0"]);
    expect(
      readCsv(
        items({ correct: null, percentCorrect: null, options: [], time: { ...LINE.time, medianMs: null } }),
      )[1]?.slice(5),
    ).toEqual(["", "", "0", "0", "", ""]);
  });
});

test("[RP39] a long table is written in slices that make up the whole", () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => ({ ...ROW, position: index }));
  const slices = [...longCsv(rows)];
  expect(slices.length).toBeGreaterThan(4);
  expect(
    readCsv(slices.join(""))
      .slice(1)
      .map((row) => Number(row[6])),
  ).toEqual(rows.map(({ position }) => position));
});
