import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as d from "../../src/reports/stats/descriptive.ts";
import { discrimination, groupsOf } from "../../src/reports/stats/groups.ts";
import { wilson } from "../../src/reports/stats/interval.ts";
import * as m from "../../src/reports/stats/matrix.ts";
import { optionStats } from "../../src/reports/stats/options.ts";
import { shapiroWilk } from "../../src/reports/stats/shapiro.ts";
import { lift, type Stat } from "../../src/reports/stats/stat.ts";

const LETTERS = ["A", "B", "C", "D"];
/** What 10 to 30 persons chose in 3 to 6 items; "" is omitted. The key is A. */
const choices = fc.tuple(fc.integer({ min: 3, max: 6 }), fc.integer({ min: 10, max: 30 })).chain(([k, n]) => {
  const letter = fc.constantFrom("A", "A", ...LETTERS, "");
  return fc.array(fc.array(letter, { minLength: k, maxLength: k }), { minLength: n, maxLength: n });
});
const scored = (rows: string[][]): number[][] => rows.map((row) => row.map((letter) => Number(letter === "A")));
const matrices = choices.map(scored);

const shuffle = <T>(list: readonly T[], order: readonly number[]): T[] => order.map((index) => list[index] as T);
const orderOf = (length: number) =>
  fc.shuffledSubarray([...Array(length).keys()], { minLength: length, maxLength: length });

/** The same reason, or the same number but for rounding. */
const same = (ours: readonly Stat[], other: readonly Stat[]) =>
  expect(ours).toEqual(other.map((stat) => (typeof stat === "number" ? expect.closeTo(stat, 9) : stat)));

const testStats = (rows: m.Matrix): Stat[] => {
  const totals = m.totalsOf(rows);
  const { w, p } = shapiroWilk(totals);
  return [m.alpha(rows), m.kr21(rows), m.sem(rows), d.mean(totals), d.sd(totals), d.median(totals), w, p];
};
const itemStats = (rows: m.Matrix): Stat[][] => {
  const columns = [
    m.itemsOf(rows).map(d.mean),
    m.itemRest(rows),
    m.itemTotal(rows),
    m.alphaIfDeleted(rows),
    discrimination(rows, 27),
    discrimination(rows, 50),
  ];
  return m.itemsOf(rows).map((_, item) => columns.map((column) => column[item] as Stat));
};
/** Every option's statistics of an item. */
const optionsOf = (rows: string[][], item: number, letters = [...LETTERS, ""]) => {
  const scores = scored(rows);
  const totals = m.totalsOf(scores);
  const rest = m.restsOf(scores)[item] as number[];
  const groups = groupsOf(totals, 27);
  const chosen = rows.map((row) => row[item]);
  return letters.map((letter) => optionStats({ chosen: chosen.map((one) => one === letter), rest, groups }));
};

describe("a test's statistics", () => {
  test("[RP12] do not depend on the order of people", () => {
    const cases = choices.chain((rows) => fc.tuple(fc.constant(rows), orderOf(rows.length)));
    fc.assert(
      fc.property(cases, ([rows, order]) => {
        const other = shuffle(rows, order);
        same(testStats(scored(other)), testStats(scored(rows)));
        same(itemStats(scored(other)).flat(), itemStats(scored(rows)).flat());
        same(
          optionsOf(other, 0).flatMap((stats) => Object.values(stats)),
          optionsOf(rows, 0).flatMap((stats) => Object.values(stats)),
        );
      }),
    );
  });

  test("[RP12] do not depend on the order of items", () => {
    const cases = matrices.chain((rows) => fc.tuple(fc.constant(rows), orderOf(rows[0]?.length ?? 0)));
    fc.assert(
      fc.property(cases, ([rows, order]) => {
        const other = rows.map((row) => shuffle(row, order));
        same(testStats(other), testStats(rows));
        same(itemStats(other).flat(), shuffle(itemStats(rows), order).flat());
      }),
    );
  });

  test("[RP12] a copy of everyone keeps shares, correlations, alpha and, with even numbers, D of halves", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const even = rows.slice(rows.length % 2);
        fc.pre(even.length >= 10);
        const twice = [...even, ...even];
        const kept = (all: m.Matrix): Stat[] => [
          m.alpha(all),
          m.kr21(all),
          d.mean(m.totalsOf(all)),
          ...m.itemsOf(all).map(d.mean),
          ...m.itemRest(all),
          ...m.alphaIfDeleted(all),
          ...discrimination(all, 50),
        ];
        same(kept(twice), kept(even));
      }),
    );
  });

  test("[RP12] relabelled options keep their counts, shares and r", () => {
    const cases = fc.tuple(choices, fc.shuffledSubarray(["B", "C", "D"], { minLength: 3 }));
    fc.assert(
      fc.property(cases, ([rows, names]) => {
        const rename: Record<string, string> = { A: "A", "": "", B: names[0], C: names[1], D: names[2] } as never;
        const other = rows.map((row) => row.map((letter) => rename[letter] as string));
        const renamed = optionsOf(
          other,
          1,
          [...LETTERS, ""].map((letter) => rename[letter] as string),
        );
        expect(renamed).toEqual(optionsOf(rows, 1));
      }),
    );
  });

  test("[RP12] options and omissions together are everybody: in all, in the upper and in the lower group", () => {
    fc.assert(
      fc.property(choices, (rows) => {
        const options = optionsOf(rows, 2);
        const sum = (name: "count" | "share" | "upperShare" | "lowerShare"): Stat =>
          lift((...parts: number[]) => d.sumOf(parts), ...options.map((stats): Stat => stats[name]));
        const grouped = typeof options[0]?.upperShare === "number" ? 1 : "no_variance";
        same([sum("count"), sum("share"), sum("upperShare"), sum("lowerShare")], [rows.length, 1, grouped, grouped]);
      }),
    );
  });

  test("[RP12] right and wrong exchanged keep alpha, r and D; Wilson's interval is mirrored", () => {
    fc.assert(
      fc.property(matrices, (rows) => {
        const wrong = rows.map((row) => row.map((score) => 1 - score));
        const kept = (all: m.Matrix) => [m.alpha(all), ...m.itemRest(all), ...discrimination(all, 27)];
        same(kept(wrong), kept(rows));
        const [n, right] = [rows.length, d.sumOf(m.itemsOf(rows)[0] as number[])];
        const [one, other] = [wilson(right, n), wilson(n - right, n)];
        same([one.lo, one.hi], [1 - (other.hi as number), 1 - (other.lo as number)]);
        expect(one.lo).toBeLessThanOrEqual(right / n);
        expect(one.hi).toBeGreaterThanOrEqual(right / n);
      }),
    );
  });

  test("[RP12] a number added to an item, or a factor on all of them, keeps alpha and correlations", () => {
    const cases = fc.tuple(matrices, fc.integer({ min: -5, max: 5 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(cases, ([rows, shift, factor]) => {
        const other = rows.map((row) => row.map((score, item) => factor * (score + (item === 0 ? shift : 0))));
        const kept = (all: m.Matrix) => [m.alpha(all), ...m.itemRest(all), ...m.alphaIfDeleted(all)];
        same(kept(other), kept(rows));
      }),
    );
  });

  test("[RP12] midranks: an order keeps them, and their sum is that of 1 to n", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 1 }), (values) => {
        const ranks = d.midranks(values);
        expect(d.sumOf(ranks)).toBe((values.length * (values.length + 1)) / 2);
        expect(d.midranks(values.map((value) => 2 * value + 1))).toEqual(ranks);
        expect(d.midranks(ranks)).toEqual(ranks);
      }),
    );
  });
});
