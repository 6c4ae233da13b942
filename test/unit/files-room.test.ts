import { describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { LONG_COLUMNS, longRows } from "../../src/reports/long-report.ts";
import { report } from "../../src/reports/report.ts";
import { suppressReport } from "../../src/reports/suppress-report.ts";
import { roomWorkbook } from "../../src/reports/workbooks.ts";
import type { Game } from "../../src/verdicts.ts";
import { bookOf, bytesOf, linesOf, partsOf, sheetIn } from "./files-reading.ts";
import { gameOf, ITEMS, quizOf, seatOf } from "./fixtures.ts";
import { likertGame, synthetic } from "./report-games.ts";

const PRE = synthetic("pre");
const { head, names } = LOCALES.en.sheets;
const open = (game: Game, options: Partial<Parameters<typeof roomWorkbook>[2]> = {}) =>
  bookOf(roomWorkbook(game, report(game), { lang: "en", names: true, people: true, ...options }));

/** Every kind of item; nicknames and stems that a sheet could take for something else. */
const KINDS = gameOf(
  quizOf(ITEMS.map((item) => (item.id === "q1" ? { ...item, stem: '=1+1 "Ä" 🙂\nline' } : item))),
  [
    seatOf("p1", { nickname: "=1+1", code: "AAAAA" }),
    seatOf("p2", { nickname: "+62 812", code: "BBBBB" }),
    seatOf("p3", { nickname: "constructor", code: "CCCCC", joinedAt: 150_000 }),
  ],
  [
    { answers: { p1: ["b", 1_000], p2: ["a", 2_000] } },
    { answers: { p1: [["a", "c"], 1_000], p2: [["a"], 2_000] } },
    { answers: { p1: ["true", 1_000] } },
    { answers: { p1: ["@SUM(1)", 1_000], p2: ["refleksi", 2_000] } },
    { answers: { p1: [-5, 1_000], p2: [4, 2_000] }, deadline: null },
    { answers: { p1: ["a", 1_000] }, voided: true },
    { answers: { p1: ["5", 1_000], p2: ["4", 2_000], p3: ["1", 500] } },
    { answers: { p1: ["=cmd", 1_000] } },
  ],
);

describe("a room's workbook", () => {
  test("[RP34] the sheets have their names in both languages; transitions and an empty questionnaire are left out", async () => {
    expect([...(await open(PRE)).keys()]).toEqual([
      ...["Summary", "Items", "Distractors", "Participants", "Data", "Dictionary"],
    ]);
    expect([...(await open(KINDS, { lang: "id" })).keys()]).toEqual([
      ...["Ringkasan", "Butir", "Pengecoh", "Peserta", "Angket", "Data", "Kamus"],
    ]);
  });

  test("[RP34] every number of the items is that of the report", async () => {
    const { items } = report(PRE);
    const lines = linesOf(await open(PRE), names.items);
    expect(lines).toHaveLength(7);
    items.forEach((item, index) => {
      const { time } = item;
      expect(lines[index]).toMatchObject({
        ...{ [head.item]: item.id, [head.position]: item.position, [head.type]: item.type, [head.stem]: item.stem },
        ...{ [head.n]: item.n, [head.correct]: item.correct, [head.percentCorrect]: item.percentCorrect },
        ...{ [head.omitted]: item.omitted, [head.absent]: item.absent, [head.voided]: "no", [head.p]: item.p },
        ...{ [head.pLo]: item.wilson?.[0], [head.pHi]: item.wilson?.[1], [head.pAnswered]: item.pAnswered },
        ...{ [head.r]: item.r, [head.rUncorrected]: item.rUncorrected, [head.d27]: item.d27, [head.d50]: item.d50 },
        ...{ [head.alphaIfDeleted]: item.alphaIfDeleted, [head.distractors]: item.distractors?.count },
        ...{ [head.functional]: item.distractors?.functional, [head.efficiency]: item.distractors?.efficiency },
        ...{ [head.timeN]: time.n, [head.medianMs]: time.medianMs, [head.q1Ms]: time.q1Ms, [head.q3Ms]: time.q3Ms },
        ...{ [head.meanMs]: time.meanMs, [head.sdMs]: time.sdMs, [head.geometricMeanMs]: time.geometricMeanMs },
        ...{ [head.medianRightMs]: time.medianRightMs, [head.medianWrongMs]: time.medianWrongMs },
        ...{ [head.timedOutShare]: time.timedOutShare, [head.why]: null },
      });
    });
    expect(lines[3]).toMatchObject({ [head.difficulty]: "medium", [head.p]: 17 / 45 });
  });

  test("[RP34] every option has its row with the numbers of the report, and silence has one", async () => {
    const { items } = report(PRE);
    const lines = linesOf(await open(PRE), names.distractors);
    const expected = items.flatMap((item) => [
      ...item.options.map((option) => [item.id, option.id, option.count, option.share, option.upperShare, option.r]),
      [item.id, null, item.omission.count, item.omission.share, item.omission.upperShare, item.omission.r],
    ]);
    const columns = [head.item, head.option, head.count, head.share, head.upperShare, head.optionR];
    expect(lines.map((line) => columns.map((column) => line[column] || (line[column] === 0 ? 0 : null)))).toEqual(
      expected,
    );
    expect(lines.filter((line) => line[head.key] === "yes")).toHaveLength(7);
  });

  test("[RP34] the summary has title, date, counts, the test's numbers and what must be said of them", async () => {
    const small = report(PRE).test;
    const rows = sheetIn(await open(PRE), names.summary).rows;
    const value = (label: string) => rows.find((row) => row[0] === label)?.[1];
    const { stat, summary } = LOCALES.en.sheets;
    expect(rows[0]?.[0]).toBe("The quiz's title");
    expect(value(summary.opened)).toEqual(new Date(PRE.room.createdAt));
    expect([value(summary.players), value(stat.n), value(stat.k)]).toEqual([45, 45, 7]);
    expect([value(stat.mean), value(stat.meanPercent), value(stat.sd)]).toEqual([
      small.mean,
      small.meanPercent,
      small.sd,
    ]);
    expect([value(stat.alpha), value(stat.sem), value(stat.shapiroW)]).toEqual([
      small.alpha,
      small.sem,
      small.shapiro.w,
    ]);
    expect(rows.find((row) => row[0] === stat.alphaCi)?.slice(1, 3)).toEqual(small.alphaCi);
    expect(rows.map((row) => row[0])).toContain(LOCALES.en.report.notes.few_items);
  });

  test("[RP34] a person's row has the total of the 1 and 0 beside it", async () => {
    const lines = linesOf(await open(PRE), names.people);
    expect(lines).toHaveLength(45);
    const totals = lines.map((line) => line[head.total] as number);
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(153);
    for (const line of lines)
      expect(line[head.total]).toBe(
        ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"].reduce((sum, id) => sum + Number(line[id]), 0),
      );
    expect(lines[0]).toMatchObject({ [head.code]: "P01", [head.nickname]: "Name P01" });
  });

  test("[RP34] the questionnaire has the numbers of the report, reversal and the scale as a whole", async () => {
    const game = likertGame();
    const { items, scale } = report(game).questionnaire ?? { items: [], scale: { alpha: null, tcr: null } };
    const book = await open(game);
    const lines = linesOf(book, names.questionnaire);
    expect(lines).toHaveLength(6);
    items.forEach((item, index) => {
      expect(lines[index]).toMatchObject({
        ...{ [head.n]: item.n, [head.missing]: item.missing, [head.reverse]: item.reverse ? "yes" : "no" },
        ...{ "Chose 1": item.counts[0], "Chose 5": item.counts[4], [head.median]: item.median, [head.mean]: item.mean },
        ...{ [head.sd]: item.sd, [head.top2]: item.top2, [head.tcr]: item.tcr, [head.rescaled]: item.rescaled },
      });
    });
    const rows = sheetIn(book, names.questionnaire).rows;
    expect(rows.at(-1)?.slice(0, 4)).toEqual([36, scale.alpha, expect.closeTo(4.1114, 1), scale.tcr]);
  });
});

describe("what stands in cells", () => {
  test("[RP35] no sheet of a workbook has a formula, and names, stems and answers are the text they were", async () => {
    const entries = roomWorkbook(KINDS, report(KINDS), { lang: "en", names: true, people: true });
    const bytes = await bytesOf(entries);
    for (const [name, part] of Object.entries(partsOf(bytes)))
      if (name.startsWith("xl/worksheets/")) expect(part).not.toMatch(/<f[ >/]/);
    const book = await open(KINDS);
    expect(linesOf(book, names.people).map((line) => line[head.nickname])).toEqual(["=1+1", "+62 812", "constructor"]);
    expect(linesOf(book, names.items)[0]?.[head.stem]).toBe('=1+1 "Ä" 🙂\nline');
    expect(linesOf(book, names.data).map((line) => line.response)).toEqual(
      expect.arrayContaining(["@SUM(1)", "=cmd", -5]),
    );
  });

  test("[RP34] the data are the rows of responses.csv, numbers as numbers", async () => {
    const lines = linesOf(await open(KINDS), names.data);
    expect(lines).toEqual([...longRows(KINDS)]);
  });

  test("[RP34] the dictionary says what every item, every column of the data and the figures are", async () => {
    const { codebook, terms } = LOCALES.en.sheets;
    const lines = linesOf(await open(KINDS), names.dictionary);
    expect(lines.slice(0, 8).map((line) => line[codebook.item_id])).toEqual(ITEMS.map(({ id }) => id));
    expect(lines.slice(8).map((line) => line[codebook.column])).toEqual([
      ...LONG_COLUMNS,
      ...Object.keys(terms).map((term) => head[term as keyof typeof terms]),
    ]);
    expect(lines.slice(8).filter((line) => !line[codebook.meaning])).toEqual([]);
  });

  test("[RP35] where a number does not exist the cell is empty and its reason stands beside it", async () => {
    const lines = linesOf(await open(KINDS), names.items);
    const { why } = LOCALES.en.report;
    expect(lines[5]).toMatchObject({ [head.voided]: "yes", [head.p]: null, [head.why]: why.voided });
    expect(lines[6]).toMatchObject({
      [head.p]: null,
      [head.r]: null,
      [head.medianMs]: 1_000,
      [head.why]: why.not_scored,
    });
    expect(lines[2]?.[head.medianWrongMs]).toBeNull();
    expect(lines[2]?.[head.why]).toContain(`${head.medianWrongMs}`);
    expect(lines[2]?.[head.why]).toContain(why.nobody);
  });

  test("[RP34] for fewer than 30 people no D is shown", async () => {
    expect(Object.keys(linesOf(await open(KINDS), names.items)[0] ?? {})).not.toContain(head.d50);
    expect(Object.keys(linesOf(await open(PRE), names.items)[0] ?? {})).toContain(head.d50);
  });

  test("[RP36] without names no nickname is in the file, and codes are", async () => {
    const parts = partsOf(await bytesOf(roomWorkbook(PRE, report(PRE), { lang: "en", names: false, people: true })));
    const all = Object.values(parts).join("");
    expect(all).not.toContain("Name P");
    expect(all).toContain("P45");
  });

  test("[RP38] with small cells hidden no sheet has a row per person", async () => {
    const hidden = suppressReport(report(PRE), 5);
    const options = { lang: "en", names: true, people: false } as const;
    const book = await bookOf(roomWorkbook(PRE, hidden, options));
    expect([...book.keys()]).toEqual(["Summary", "Items", "Distractors", "Dictionary"]);
    const lines = linesOf(book, names.items);
    expect(lines.map((line) => line[head.omitted])).toEqual(hidden.items.map(({ omitted }) => omitted));
    expect(lines.some((line) => line[head.omitted] === null)).toBe(true);
    expect(JSON.stringify([...book.values()])).not.toContain("P01");
  });
});
