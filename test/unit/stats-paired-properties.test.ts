import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { numbersOf } from "../../src/reports/stats/descriptive.ts";
import * as g from "../../src/reports/stats/gain.ts";
import { agrestiMin } from "../../src/reports/stats/interval.ts";
import { holm, mcnemar } from "../../src/reports/stats/mcnemar.ts";
import { changes, differencesOf, effects, pairedT } from "../../src/reports/stats/paired.ts";
import { lift, type Stat } from "../../src/reports/stats/stat.ts";
import { guessCorrected, itemGain, transitionsOf } from "../../src/reports/stats/transition.ts";
import { wilcoxon } from "../../src/reports/stats/wilcoxon.ts";

const K = 7;
const total = fc.integer({ min: 0, max: K });
const corner = fc.constantFrom(0, K);
/** [pre, post] of each person; in some classes nobody is between the corners. */
const pairs = fc.oneof(
  fc.array(fc.tuple(total, total), { minLength: 1, maxLength: 25 }),
  fc.array(fc.tuple(corner, corner), { minLength: 1, maxLength: 5 }),
);

const same = (ours: readonly Stat[], other: readonly Stat[]) =>
  expect(ours).toEqual(other.map((stat) => (typeof stat === "number" ? expect.closeTo(stat, 9) : stat)));
const flat = (record: object): Stat[] =>
  Object.values(record).flatMap((value) => (typeof value === "object" ? flat(value) : [value as Stat]));

const apart = (people: readonly [number, number][]): [number[], number[]] => [
  people.map(([pre]) => pre),
  people.map(([, post]) => post),
];
const pairStats = (people: readonly [number, number][]): Stat[] => {
  const [pre, post] = apart(people);
  const differences = differencesOf(pre, post);
  return flat([
    pairedT(differences),
    changes(differences),
    effects(pre, post),
    wilcoxon(differences),
    g.gOfAverages(pre, post, K),
    g.averageOfGains(pre, post, K),
    g.averageChange(pre, post, K),
    g.bandsOf(pre, post, K),
  ]);
};

describe("paired statistics", () => {
  test("[RP12] do not depend on the order of people", () => {
    const cases = pairs.chain((people) =>
      fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
    );
    fc.assert(
      fc.property(cases, ([people, other]) => {
        same(pairStats(other), pairStats(people));
      }),
    );
  });

  test("[RP12] a copy of everyone keeps g, c and the shares of every band and transition", () => {
    fc.assert(
      fc.property(pairs, (people) => {
        const kept = (all: readonly [number, number][]): Stat[] => {
          const [pre, post] = apart(all);
          const right = (totals: number[]) => totals.map((one) => Number(one > 3));
          const cells = transitionsOf(right(pre), right(post));
          return [
            g.gOfAverages(pre, post, K),
            g.averageOfGains(pre, post, K).mean,
            g.averageChange(pre, post, K).mean,
            ...flat(g.bandsOf(pre, post, K)).map((count) => (count as number) / all.length),
            ...flat([itemGain(cells), guessCorrected(cells, 4)]),
          ];
        };
        same(kept([...people, ...people]), kept(people));
      }),
    );
  });

  test("[RP12] before and after exchanged: every p stays, every effect turns its sign", () => {
    const minus = (stat: Stat) => lift((value) => -value, stat);
    fc.assert(
      fc.property(pairs, (people) => {
        const [pre, post] = apart(people);
        const [there, back] = [differencesOf(pre, post), differencesOf(post, pre)];
        const [t, u] = [pairedT(there), pairedT(back)];
        same([u.p, u.t, u.gainCi.lo, u.gainCi.hi], [t.p, minus(t.t), minus(t.gainCi.hi), minus(t.gainCi.lo)]);
        const [w, v] = [wilcoxon(there), wilcoxon(back)];
        same(
          [v.p, v.pCc, v.exactP, v.wPlus, v.zCc, v.rankBiserial],
          [w.p, w.pCc, w.exactP, w.wMinus, minus(w.zCc), minus(w.rankBiserial)],
        );
        const [e, f] = [effects(pre, post), effects(post, pre)];
        same(
          [f.dz, f.gz, f.dAv, f.dzCi.lo, f.dzCi.hi, f.dAvCi.lo],
          [minus(e.dz), minus(e.gz), minus(e.dAv), minus(e.dzCi.hi), minus(e.dzCi.lo), minus(e.dAvCi.hi)],
        );
      }),
    );
  });

  test("[RP12] with differences of one size, Wilcoxon's exact p is McNemar's", () => {
    const count = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(count, count, (wr, rw) => {
        const differences = [...Array(wr).fill(1), ...Array(rw).fill(-1), 0];
        same(
          [wilcoxon(differences).exactP, wilcoxon(differences).p],
          [mcnemar({ wr, rw }).exactP, mcnemar({ wr, rw }).p],
        );
      }),
    );
  });

  test("[RP10] Wilcoxon's exact p is the share of all signs that are as far from even", () => {
    const differences = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(differences, (list) => {
        const sizes = list.filter((difference) => difference !== 0).map(Math.abs);
        const { wPlus, wMinus, exactP } = wilcoxon(list);
        fc.pre(sizes.length > 0);
        const spread = Math.abs((wPlus as number) - (wMinus as number));
        const signs = Array.from({ length: 2 ** sizes.length }, (_, bits) =>
          wilcoxon(sizes.map((size, index) => ((bits >> index) & 1 ? size : -size))),
        );
        const far = signs.filter((other) => Math.abs((other.wPlus as number) - (other.wMinus as number)) >= spread);
        same([exactP], [far.length / signs.length]);
      }),
    );
  });

  test("[RP10] every p is a chance, and Agresti and Min's interval holds the difference drawn to 0", () => {
    const count = fc.integer({ min: 0, max: 2_500 });
    fc.assert(
      fc.property(count, count, count, (wr, rw, others) => {
        fc.pre(wr + rw > 0);
        const { p, pCc, exactP, midP } = mcnemar({ wr, rw });
        for (const chance of [p, pCc, exactP, midP]) {
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        }
        expect(midP).toBeLessThanOrEqual(exactP as number);
        const n = wr + rw + others;
        const { lo, hi } = agrestiMin(wr, rw, n);
        same([((lo as number) + (hi as number)) / 2], [(wr - rw) / (n + 2)]);
      }),
    );
  });

  test("[RP12] Holm: the order of tests does not matter, none gets smaller, and their order stays", () => {
    const p = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant("no_change" as const));
    const cases = fc
      .array(p, { maxLength: 12 })
      .chain((ps) =>
        fc.tuple(fc.constant(ps), fc.shuffledSubarray([...ps.keys()], { minLength: ps.length, maxLength: ps.length })),
      );
    fc.assert(
      fc.property(cases, ([ps, order]) => {
        const adjusted = holm(ps);
        expect(holm(order.map((index) => ps[index] as Stat))).toEqual(order.map((index) => adjusted[index]));
        ps.forEach((one, index) => {
          if (one === "no_change") expect(adjusted[index]).toBe(one);
          else expect(adjusted[index]).toBeGreaterThanOrEqual(one);
        });
        const ascending = (list: readonly Stat[]) => numbersOf(list).toSorted((a, b) => a - b);
        expect(holm(ascending(ps))).toEqual(ascending(adjusted));
      }),
    );
  });
});
