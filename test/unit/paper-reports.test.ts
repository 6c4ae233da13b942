import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { roomFileName } from "../../src/http/file-name.ts";
import { LOCALES } from "../../src/i18n/index.ts";
import { codebook } from "../../src/reports/codebook.ts";
import { longCsv } from "../../src/reports/csv.ts";
import { LONG_COLUMNS, longColumns, longRows } from "../../src/reports/long-report.ts";
import { report } from "../../src/reports/report.ts";
import { dataSheet } from "../../src/reports/sheets/data.ts";
import { peopleSheet } from "../../src/reports/sheets/people.ts";
import { summarySheet } from "../../src/reports/sheets/summary.ts";
import { suppressReport } from "../../src/reports/suppress-report.ts";
import type { Sheet } from "../../src/reports/xlsx-sheet.ts";
import type { Game } from "../../src/verdicts.ts";
import { importedGame, playedGame, readText } from "./importers-fixtures.ts";

const plain = playedGame();

/** The same game, with these answers (round, playerId) typed in from paper. */
const onPaper = (typed: [round: number, playerId: string][]): Game => {
  const isTyped = (round: number, playerId: string) => typed.some(([r, id]) => r === round && id === playerId);
  const responses = [...plain.responses].map(([round, given]) => {
    const entries = [...given].map(([playerId, response]) => {
      const paper = { paper: true, untimed: true } as const;
      return [playerId, isTyped(round, playerId) ? { ...response, ...paper } : response] as const;
    });
    return [round, new Map(entries)] as const;
  });
  return { ...plain, room: { ...plain.room, answersVersion: 9 }, responses: new Map(responses) };
};

const game = onPaper([
  [1, "p2"],
  [2, "p2"],
  [3, "p1"],
  [6, "p1"],
]);
const csvOf = (of: Game) => [...longCsv(longRows(of), longColumns([of]))].join("");
const rowsOf = (of: Game) => Papa.parse<Record<string, string>>(csvOf(of), { header: true, skipEmptyLines: true });

describe("answers from paper in reports", () => {
  test("[PA10] the long form ends with the source of each answer; a room without any is as it was", () => {
    const { data, meta } = rowsOf(game);
    expect(meta.fields).toEqual([...LONG_COLUMNS, "source"]);
    const said = data.flatMap(({ position, participant_code, source, response_time_ms }) =>
      source === "paper" ? [[position, participant_code, response_time_ms]] : [],
    );
    expect(said).toEqual([
      ["3", "code of p1", ""],
      ["6", "code of p1", ""],
      ["1", "code of p2", ""],
      ["2", "code of p2", ""],
    ]);
    for (const { response, source } of data) expect(source === "").toBe(response === "");
    expect(rowsOf(plain).meta.fields).toEqual([...LONG_COLUMNS]);
    expect(csvOf(onPaper([]))).toBe(csvOf(plain));
    expect(codebook([game], LOCALES.id.sheets).at(-1)).toMatchObject({ column: "source", meaning: /kertas/ });
    expect(codebook([plain], LOCALES.id.sheets).at(-1)).toMatchObject({ column: "points" });
  });

  test("[PA10] items count them, and a note says so; nothing else of a report changes but the times", () => {
    const { items, notes } = report(game);
    expect(items.map(({ paper }) => paper)).toEqual([1, 1, 1, ...Array.from({ length: 7 }, () => undefined)]);
    expect(notes).toContain("paper");
    expect(report(plain).notes).not.toContain("paper");
    expect(report(onPaper([]))).toEqual(report(plain));
    const bare = (of: Game) => report(of).items.map(({ paper: _, time: __, why: ___, ...item }) => item);
    expect(bare(game)).toEqual(bare(plain));
    expect(items[0]?.time).toMatchObject({ n: 1, medianMs: 3100 });
  });

  test("[PA10] the workbook has the source beside the data, and a count for each person", () => {
    const cells = ({ rows }: Sheet) =>
      [...rows].map((row) => ("text" in row ? [] : row.map((cell) => (typeof cell === "object" ? cell?.value : cell))));
    const people = (of: Game) => cells(peopleSheet(of, { names: true }, LOCALES.id));
    const data = (of: Game) => cells(dataSheet([of], { names: true }, LOCALES.id));
    const [heads = [], ...rows] = people(game);
    const at = heads.indexOf("Dari kertas");
    expect(rows.map((row) => row[at])).toEqual([2, 2, 0, 0]);
    expect(data(game)[0]?.at(-1)).toBe("source");
    expect(people(plain)[0]).not.toContain("Dari kertas");
    expect(data(plain)[0]?.at(-1)).toBe("points");
  });

  test("[PA11] few of them are hidden, and with them how many answers have a time", () => {
    const hidden = suppressReport(report(game), 2).items[0];
    expect(hidden?.paper).toBeNull();
    expect(hidden?.time.n).toBeNull();
    expect(hidden?.why).toMatchObject({ paper: "suppressed", "time.n": "suppressed" });
    const enough = onPaper([
      [2, "p1"],
      [2, "p2"],
    ]);
    expect(suppressReport(report(enough), 2).items[1]?.paper).toBe(2);
    // Two on paper beside one phone: the times would be that phone's.
    const beside = onPaper([
      [5, "p1"],
      [5, "p2"],
    ]);
    const most = suppressReport(report(beside), 2).items[4];
    expect([most?.paper, ...Object.values(most?.time ?? {})].filter((value) => value !== null)).toEqual([]);
  });

  test("[RH2] files of a rehearsal say so, and are not read back in", () => {
    const { room } = plain;
    const trial = { ...plain, room: { ...room, options: { ...room.options, rehearsal: true } } };
    expect(report(trial).notes).toContain("rehearsal");
    expect(report(plain).notes).not.toContain("rehearsal");
    expect(JSON.stringify(summarySheet(report(trial), LOCALES.en, "en"))).toContain("A rehearsal");
    expect(roomFileName(trial.room, "report.csv")).toBe(`${room.quizId}-pre-rehearsal-${room.pin}-report.csv`);
    const { data, meta } = rowsOf(trial);
    expect(meta.fields).toEqual([...LONG_COLUMNS, "rehearsal"]);
    expect(data.every(({ rehearsal }) => rehearsal === "1")).toBe(true);
    expect(readText(csvOf(trial), [plain.quiz])).toMatchObject({ past: null, faults: [{ path: "rehearsal" }] });
  });

  test("[PA12] the long form is read back as it was, without a fault for times that paper does not have", () => {
    const read = readText(csvOf(game), [game.quiz]);
    expect(read.faults).toEqual([]);
    const back = importedGame(read);
    expect(report(back).items).toEqual(report(game).items);
    expect(report(back).notes).toContain("paper");
    const sources = (of: Game) => [...longRows(of)].map(({ source }) => source);
    expect(sources(back)).toEqual(sources(game));
    const untimed = csvOf(game).replaceAll(",paper\r\n", ",phone\r\n");
    expect(readText(untimed, [game.quiz]).faults).toMatchObject([{ path: "response_time_ms" }]);
  });
});
