import { describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { report } from "../../src/reports/report.ts";
import { sidesOf } from "../../src/reports/sides.ts";
import { suppressComparison } from "../../src/reports/suppress-comparison.ts";
import { wideCsv } from "../../src/reports/wide.ts";
import { comparisonWorkbook } from "../../src/reports/workbooks.ts";
import type { Game } from "../../src/verdicts.ts";
import { bookOf, csvLines, linesOf, readCsv, sheetIn } from "./files-reading.ts";
import { compared, type Scored, scoredGame, synthetic } from "./report-games.ts";

interface Pair {
  pre: Game;
  post: Game;
}
const PAIR: Pair = { pre: synthetic("pre"), post: synthetic("post") };
const sides = ({ pre, post }: Pair) => sidesOf(pre, post, []);
const COMPARISON = compared(PAIR.pre, PAIR.post);
const { head, names, stat, summary } = LOCALES.en.sheets;

const csvOf = (pair: Pair, values: "scores" | "letters" = "scores"): Iterable<string> => {
  const slices = wideCsv(sides(pair), values);
  if ("rejected" in slices) throw new Error(slices.rejected);
  return slices;
};

const open = (
  pair: Pair,
  comparison = compared(pair.pre, pair.post),
  options: Partial<Parameters<typeof comparisonWorkbook>[3]> = {},
) =>
  bookOf(
    comparisonWorkbook(sides(pair), { pre: report(pair.pre), post: report(pair.post) }, comparison, {
      ...{ lang: "en", names: true, people: true },
      ...options,
    }),
  );

/** "" for what does not exist. */
const cell = (value: number | null) => (value === null ? "" : String(value));
const number = (text: string | undefined) => (text === "" ? null : Number(text));

describe("comparisons.csv", () => {
  test("[RP32] its head has the compared items of both occasions, then totals and gains", () => {
    expect(readCsv(csvOf(PAIR))[0]).toEqual([
      ...["participant_code", "paired"],
      ...[1, 2, 3, 4, 5, 6, 7].map((item) => `pre_Q${item}`),
      ...[1, 2, 3, 4, 5, 6, 7].map((item) => `post_Q${item}`),
      ...["pre_total", "post_total", "gain", "ngain", "c"],
    ]);
  });

  test("[RP32] every person's totals and gains are those of the comparison, and the 1 and 0 add up to them", () => {
    const lines = csvLines(csvOf(PAIR));
    expect(lines).toHaveLength(45);
    COMPARISON.people.forEach((person, index) => {
      const line = lines[index] ?? {};
      expect([line.participant_code, line.paired]).toEqual([person.code, "1"]);
      expect(["pre_total", "post_total", "gain", "ngain", "c"].map((column) => line[column])).toEqual(
        [person.pre, person.post, person.gain, person.g, person.c].map(cell),
      );
      for (const side of ["pre", "post"] as const) {
        const scores = [1, 2, 3, 4, 5, 6, 7].map((item) => Number(line[`${side}_Q${item}`]));
        expect(scores.reduce((sum, score) => sum + score, 0)).toBe(person[side]);
      }
    });
    expect(lines.filter(({ ngain }) => ngain === "")).toHaveLength(4);
  });

  test("[RP32] the columns of an item give its shares right before and after", () => {
    const lines = csvLines(csvOf(PAIR));
    for (const { id, pPre, pPost, wr } of COMPARISON.items) {
      const mean = (column: string) => lines.reduce((sum, line) => sum + Number(line[column]), 0) / lines.length;
      expect([mean(`pre_${id}`), mean(`post_${id}`)]).toEqual([pPre, pPost].map((p) => expect.closeTo(p ?? -1, 12)));
      expect(lines.filter((line) => line[`pre_${id}`] === "0" && line[`post_${id}`] === "1")).toHaveLength(wr ?? -1);
    }
  });

  test("[RP32] with letters there is what was answered, blank where nothing was", () => {
    const letters = csvLines(csvOf(PAIR, "letters"));
    expect(letters[0]).toMatchObject({ pre_total: cell(COMPARISON.people[0]?.pre ?? null) });
    const first = PAIR.pre.responses.get(1)?.get(PAIR.pre.seats[0]?.playerId ?? "")?.value;
    expect(letters[0]?.pre_Q1).toBe(first);
    expect(letters.filter((line) => line.pre_Q2 === "")).toHaveLength(2);
  });

  test("[RP32] who is in one room only or was not shown every item has a row, without what does not exist", () => {
    const game = (scores: Scored["scores"], codes: string[], id: string) =>
      scoredGame({ scores, id, seats: codes.map((code, index) => ({ playerId: `${id}-${index}`, code })) });
    const pre = game([[1, 0], [1, 1], [null, 1], [0, 0]], ["BOTH", "FULL", "LATE", "PREE"], "one"); // biome-ignore format: a table
    const post = game([[1, 1], [1, 0], [1, 1], [0, 1]], ["LATE", "FULL", "BOTH", "POST"], "two"); // biome-ignore format: a table
    const rows = readCsv(csvOf({ pre, post })).slice(1);
    expect(rows.map((row) => row.join("|"))).toEqual([
      "BOTH|1|1|0|1|1|1|2|1|1|1",
      "FULL|1|1|1|1|0|2|1|-1||-0.5",
      "LATE|1||1|1|1||2|||",
      "PREE|0|0|0|||0||||",
      "POST|0|||0|1||1|||",
    ]);
  });

  test("[RP36] people of anonymous rooms are nobody's pair, and their codes tell the rooms apart", () => {
    const pre = scoredGame({ scores: [[1], [0]], id: "one", identity: "anonymous", seats: [{ playerId: "a", code: "" }, { playerId: "b", code: "" }] }); // biome-ignore format: a table
    const post = scoredGame({ scores: [[1]], id: "two", identity: "anonymous", seats: [{ playerId: "c", code: "" }] });
    const lines = csvLines(csvOf({ pre, post }));
    expect(lines.map((line) => [line.participant_code, line.paired, line.pre_total, line.post_total])).toEqual([
      ["pre-anon-001", "0", "1", ""],
      ["pre-anon-002", "0", "0", ""],
      ["post-anon-001", "0", "", "1"],
    ]);
  });

  test("[RP32] rooms without a common scored item are refused", () => {
    const other = scoredGame({ scores: [[1]] });
    expect(wideCsv(sides({ ...PAIR, post: other }), "scores")).toEqual({ rejected: "comparison_empty" });
  });
});

describe("the workbook of a comparison", () => {
  test("[RP34] it has the transitions, and both occasions in data and distractors", async () => {
    const book = await open(PAIR, COMPARISON, { lang: "id" });
    expect([...book.keys()]).toEqual(["Ringkasan", "Butir", "Pengecoh", "Transisi", "Peserta", "Data", "Kamus"]);
    expect(sheetIn(book, "Data").rows).toHaveLength(1 + 2 * 45 * 7);
    const occasions = linesOf(book, "Pengecoh").map((line) => line[LOCALES.id.sheets.head.occasion]);
    expect(new Set(occasions)).toEqual(new Set(["pre-test", "post-test"]));
  });

  test("[RP34] every number of items and transitions is that of the comparison", async () => {
    const book = await open(PAIR, COMPARISON);
    const [items, transitions] = [linesOf(book, names.items), linesOf(book, names.transitions)];
    COMPARISON.items.forEach((item, index) => {
      const { mcnemar, guess } = item;
      expect(items[index]).toMatchObject({
        ...{ [head.item]: item.id, [head.pPre]: item.pPre, [head.pPost]: item.pPost, [head.diff]: item.diff },
        ...{ [head.pPreLo]: item.wilsonPre?.[0], [head.pPostHi]: item.wilsonPost?.[1], [head.g]: item.g },
        ...{ [head.diffLo]: item.diffCi?.[0], [head.diffHi]: item.diffCi?.[1], [head.holmP]: item.holmP },
      });
      expect(transitions[index]).toMatchObject({
        ...{ [head.rr]: item.rr, [head.rw]: item.rw, [head.wr]: item.wr, [head.ww]: item.ww },
        ...{ [head.gained]: item.gained, [head.lost]: item.lost, [head.gamma]: guess.gamma, [head.mu]: guess.mu },
        ...{ [head.guessAlpha]: guess.alpha, [head.chi2]: mcnemar.chi2, [head.chi2P]: mcnemar.p },
        ...{ [head.chi2Cc]: mcnemar.chi2Cc, [head.pCc]: mcnemar.pCc, [head.exactP]: mcnemar.exactP },
        ...{ [head.midP]: mcnemar.midP, [head.holmP]: item.holmP, [head.why]: null },
      });
    });
  });

  test("[RP34] the flow of the options adds up to the pairs of each item", async () => {
    const rows = sheetIn(await open(PAIR, COMPARISON), names.transitions).rows;
    const start = rows.findIndex((row) => row[1] === head.fromText);
    const flow = rows.slice(start + 1);
    for (const { id, optionFlow } of COMPARISON.items) {
      const mine = flow.filter((row) => row[0] === id);
      expect(mine.map((row) => [row[2] || null, row[3] || null, row[4]])).toEqual(
        optionFlow.map(({ from, to, count }) => [from, to, count]),
      );
      expect(mine.reduce((sum, row) => sum + Number(row[4]), 0)).toBe(45);
    }
  });

  test("[RP34] the summary has n, means before and after, the gain with its interval, tests, text and notes", async () => {
    const rows = sheetIn(await open(PAIR, COMPARISON), names.summary).rows;
    const row = (label: string) => rows.find((each) => each[0] === label)?.slice(1, 3) ?? [];
    const { total, worst } = COMPARISON;
    expect([row(summary.nPre)[0], row(summary.nPost)[0], row(summary.nPaired)[0]]).toEqual([45, 45, 45]);
    expect(row(stat.mean)).toEqual([total.meanPre, total.meanPost]);
    expect(row(stat.meanPercent)).toEqual([total.meanPre, total.meanPost].map((mean) => (100 * (mean ?? 0)) / 7));
    expect(row(stat.gainCi)).toEqual(total.gainCi);
    expect(row(stat.dzCi)).toEqual(total.dzCi);
    expect(row(summary.worstPercent)).toEqual([worst.prePercent, worst.postPercent]);
    expect([stat.gOfAverages, stat.averageMean, stat.cMean, stat.t, stat.p].map((label) => row(label)[0])).toEqual([
      ...[total.gOfAverages, total.averageOfGains.mean, total.c.mean, total.t, total.p],
    ]);
    expect([stat.improved, stat.same, stat.worse, stat.high, stat.low].map((label) => row(label)[0])).toEqual([
      ...[28, 9, 8, 9, 11],
    ]);
    const texts = rows.map((each) => each[0]);
    expect(texts).toContain(COMPARISON.sentences.en.join(" "));
    expect(texts).toContain(COMPARISON.sentences.id.join(" "));
    expect(texts).toContain(LOCALES.en.report.notes.one_group);
  });

  test("[RP35] where pairs do not exist, cells are empty and the summary says why", async () => {
    const [pre, post] = ["one", "two"].map((id) => scoredGame({ scores: [[1, 0], [0, 0]], id, seats: [{ playerId: `${id}1`, code: id }, { playerId: `${id}2`, code: `${id}2` }] })) as [Pair["pre"], Pair["post"]]; // biome-ignore format: a table
    const rows = sheetIn(await open({ pre, post }), names.summary).rows;
    const improved = rows.find((row) => row[0] === stat.improved) ?? [];
    expect([improved[1] ?? "", improved[3]]).toEqual(["", LOCALES.en.report.why.not_paired]);
  });

  test("[RP34] a person's row has the totals and gains of the comparison", async () => {
    const lines = linesOf(await open(PAIR, COMPARISON), names.people);
    expect(lines).toHaveLength(45);
    COMPARISON.people.forEach(({ code, nickname, pre, post, gain, g, c }, index) => {
      expect(lines[index]).toMatchObject({
        ...{ [head.code]: code, [head.nickname]: nickname, [head.by]: "code", [head.preTotal]: pre },
        ...{ [head.postTotal]: post, [head.gain]: gain, [head.ngain]: g, [head.c]: c },
      });
    });
  });

  test("[RP38] with small cells hidden there is no row per person, and hidden numbers are empty", async () => {
    const hidden = suppressComparison(COMPARISON, 5);
    const book = await open(PAIR, hidden, { people: false });
    expect([...book.keys()]).toEqual(["Summary", "Items", "Distractors", "Transitions", "Dictionary"]);
    const lines = linesOf(book, names.transitions);
    expect(lines.map((line) => line[head.rw])).toEqual(hidden.items.map(({ rw }) => rw));
    expect(lines.filter((line) => line[head.rw] === null).length).toBeGreaterThan(0);
    expect(number(String(lines[0]?.[head.rr] ?? ""))).toBe(hidden.items[0]?.rr);
  });
});
