import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { report } from "../../src/reports/report.ts";
import { isFew } from "../../src/reports/suppress.ts";
import { suppressComparison } from "../../src/reports/suppress-comparison.ts";
import { suppressReport } from "../../src/reports/suppress-report.ts";
import { gameOf, quizOf, seatOf } from "./fixtures.ts";
import { both, compared, type Row, scoredGame, synthetic, unexplained } from "./report-games.ts";

const MIN = 5;

describe("a comparison to share", () => {
  const whole = compared(synthetic("pre"), synthetic("post"));
  const shared = suppressComparison(whole, MIN);

  test("[RP28] all four transitions or none, with everything that tells them; no row of a person", () => {
    const visible = shared.items.filter(({ rr }) => rr !== null);
    expect(visible.map(({ id }) => id)).toEqual(["Q2", "Q3", "Q4", "Q6"]);
    for (const { rr, rw, wr, ww, mcnemar, diffCi, holmP, optionFlow } of shared.items.filter(({ rr }) => rr === null)) {
      expect([rr, rw, wr, ww, mcnemar.chi2, mcnemar.exactP, diffCi, holmP]).toEqual(Array(8).fill(null));
      expect(optionFlow.every(({ count }) => count === null)).toBe(true);
    }
    expect([shared.people, shared.pairing.pairs, shared.gains.every(({ count }) => count === null)]).toEqual([
      [],
      [],
      true,
    ]);
    expect(JSON.stringify(shared)).not.toMatch(/P01|Name of/);
    expect([unexplained(shared), shared.nPaired]).toEqual([[], 45]);
  });

  test("[RP28] nor does the sum of right to wrong tell one where several options are right", () => {
    const options = ["a", "b", "c"].map((id) => ({ id, text: id }));
    const quiz = quizOf([{ id: "q", type: "multiple-choice", stem: "Q", options, key: ["a", "c"] }]);
    const gameFrom = (side: string, values: readonly string[][]) => {
      const seats = values.map((_, n) => seatOf(`${side}${n}`, { code: `C${n}` }));
      const answers = seats.map(({ playerId }, n): [string, [string[], number]] => [playerId, [values[n] ?? [], 1]]);
      return gameOf(quiz, seats, [{ answers: Object.fromEntries(answers) }]);
    };
    const moves: [from: string, to: string, count: number][] = [
      ["ac", "a", 10],
      ["ac", "b", 2],
      ["ac", "ac", 7],
      ["b", "b", 20],
      ["b", "a", 10],
      ["b", "ac", 10],
    ];
    const people = moves.flatMap(([from, to, count]) => Array.from({ length: count }, () => [[...from], [...to]]));
    const [pre, post] = [people.map(([from]) => from ?? []), people.map(([, to]) => to ?? [])];
    const [line] = suppressComparison(compared(gameFrom("a", pre), gameFrom("b", post)), MIN).items;
    expect(line?.rw).toBe(12);
    const fromRight = line?.optionFlow.filter(({ from, to }) => from === "a;c" && to !== "a;c");
    expect(fromRight?.map(({ count }) => count)).toEqual([null, null]);
  });

  test("[RP28] no flow of few, and none that a row, a column or a transition tells", () => {
    const choices = ["a", "b", "c", "d"];
    const item = {
      id: "q",
      type: "single-choice",
      stem: "Q",
      options: choices.map((id) => ({ id, text: id })),
      key: ["b"],
    };
    const gameFrom = (side: string, values: readonly string[]) => {
      const seats = values.map((_, n) => seatOf(`${side}${n}`, { code: `C${n}` }));
      const answers = Object.fromEntries(
        seats.map(({ playerId }, n) => [playerId, [values[n] ?? "a", 1]] as [string, [string, number]]),
      );
      return gameOf(quizOf([item]), seats, [{ answers }]);
    };
    const flows = fc.array(
      fc.tuple(fc.constantFrom(...choices), fc.constantFrom(...choices), fc.integer({ min: 1, max: 12 })),
      { minLength: 4, maxLength: 14 },
    );
    let shown = 0;
    fc.assert(
      fc.property(flows, (rows) => {
        const people = rows.flatMap(([from, to, count]) => Array.from({ length: count }, () => [from, to] as const));
        const sides = [people.map(([from]) => from), people.map(([, to]) => to)] as const;
        const [line] = suppressComparison(compared(gameFrom("a", sides[0]), gameFrom("b", sides[1])), MIN).items;
        const { optionFlow = [], rr = null } = line ?? {};
        expect(optionFlow.filter(({ count }) => count !== null && isFew(count, MIN))).toEqual([]);
        if (rr === null) return;
        shown += 1;
        for (const group of [
          ...Map.groupBy(optionFlow, ({ from }) => `from ${from}`).values(),
          ...Map.groupBy(optionFlow, ({ to }) => `to ${to}`).values(),
          ...Map.groupBy(optionFlow, ({ from, to }) => `${from === "b"} ${to === "b"}`).values(),
        ])
          if (group.length > 1) expect(group.filter(({ count }) => count === null)).not.toHaveLength(1);
      }),
      { numRuns: 300 },
    );
    expect(shown).toBeGreaterThan(20);
  });

  test("[RP28] with one item alone the mean would tell its share", () => {
    const scores = Array.from({ length: 30 }, (_, n): Row => [n < 2 ? 1 : 0]);
    const { test: total } = suppressReport(report(scoredGame({ scores })), MIN);
    expect([total.mean, total.sd, total.why.mean]).toEqual([null, null, "suppressed"]);
    const after = scores.map((_, n): Row => [n < 15 ? 1 : 0]);
    const result = suppressComparison(compared(...both(scores, after)), MIN);
    expect([result.total.meanPre, result.total.t, result.total.gOfAverages]).toEqual([null, null, null]);
    expect(result.sentences.en.join()).not.toMatch(/mean share|full marks/);
  });

  test("[RP28] the sentences say only what is still shown", () => {
    const row = (n: number, at: number): Row => [n < at ? 1 : 0, n < 20 ? 1 : 0];
    const people = Array.from({ length: 40 }, (_, n) => n);
    const result = suppressComparison(
      compared(
        ...both(
          people.map((n) => row(n, 10)),
          people.map((n) => row(n, 12)),
        ),
      ),
      MIN,
    );
    expect(result.total).toMatchObject({ improved: null, same: null, worse: null });
    expect(result.sentences.en.join()).not.toMatch(/Improved|Wilcoxon/);
    expect(result.sentences.en.join()).toContain("mean change of");
    const few = suppressComparison(compared(...both([[1], [0]], [[1], [1]])), MIN);
    expect(few.sentences.en.join()).not.toMatch(/Improved|Right answers/);
  });

  test("[RP28] in any comparison a share that stands on few people is hidden, and with it its difference", () => {
    const table = fc.array(fc.array(fc.constantFrom<(0 | 1)[]>(0, 1), { minLength: 3, maxLength: 3 }), {
      minLength: 2,
      maxLength: 24,
    });
    fc.assert(
      fc.property(
        table,
        table,
        fc.constantFrom<("coded" | "anonymous")[]>("coded", "anonymous"),
        (pre, post, identity) => {
          const whole = compared(...both(pre, post, identity));
          const shared = suppressComparison(whole, MIN);
          expect(unexplained(shared)).toEqual([]);
          const n = whole.design === "paired" ? whole.nPaired : whole.nCompletePre;
          for (const { pPre, diff, rr, rw, wr, ww } of shared.items) {
            if (pPre === null) expect(diff).toBeNull();
            else
              for (const count of [Math.round(pPre * n), n - Math.round(pPre * n)])
                expect(isFew(count, MIN)).toBe(false);
            expect([rr, rw, wr, ww].filter((cell) => cell !== null && isFew(cell, MIN))).toEqual([]);
          }
          expect(shared.items.filter(({ pPre }) => pPre === null)).not.toHaveLength(1);
        },
      ),
    );
  });
});
