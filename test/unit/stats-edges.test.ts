import { describe, expect, test } from "vitest";
import * as d from "../../src/reports/stats/descriptive.ts";
import * as g from "../../src/reports/stats/gain.ts";
import { discrimination, type Groups, groupsOf } from "../../src/reports/stats/groups.ts";
import { agrestiMin, feldt, wilson } from "../../src/reports/stats/interval.ts";
import * as m from "../../src/reports/stats/matrix.ts";
import { holm, mcnemar } from "../../src/reports/stats/mcnemar.ts";
import { isFunctional, optionStats } from "../../src/reports/stats/options.ts";
import { shapiroWilk } from "../../src/reports/stats/shapiro.ts";
import { guessCorrected, itemGain, transitionsOf } from "../../src/reports/stats/transition.ts";
import { columnOf, fault, readJson, readNumbers } from "./stats-fixtures.ts";

const EDGE = readJson("small/edge_expected.json");

describe("a small class with items that do not vary", () => {
  test.each(["pre", "post"])("[RP11] %s: as in the oracle, a reason where it has no value", (name) => {
    const rows = readNumbers(`small/edge_${name}.csv`);
    const totals = m.totalsOf(rows);
    const { p, r_corrected, total, ...rest } = EDGE[name];
    expect([m.itemsOf(rows).map(d.mean), totals]).toEqual([p.map((share: number) => expect.closeTo(share, 12)), total]);
    const wrong = [
      ...m.itemRest(rows).map((r, item) => fault(`r ${item}`, r, r_corrected[item])),
      fault("mean", d.mean(totals), rest.mean),
      fault("sd", d.sd(totals), rest.sd),
      fault("alpha", m.alpha(rows), rest.alpha),
      fault("sem", m.sem(rows), rest.sem),
    ];
    expect(wrong.filter(Boolean)).toEqual([]);
    expect(m.itemRest(rows)[0]).toBe("no_variance");
  });

  test("[RP11] the change of each item: all right before has no gain, nobody changed has no test", () => {
    const [pre, post] = [readNumbers("small/edge_pre.csv"), readNumbers("small/edge_post.csv")];
    const wrong = (EDGE.transitions as Record<string, number>[]).flatMap((wanted, item) => {
      const cells = transitionsOf(columnOf(pre, item), columnOf(post, item));
      const { exactP, chi2 } = mcnemar(cells);
      const { rr: RR, rw: RW, wr: WR, ww: WW } = cells;
      const ours = { RR, RW, WR, WW, g_item: itemGain(cells).g, p_exact: exactP, chi2 };
      return Object.entries(ours).flatMap(([name, stat]) => fault(name, stat, wanted[name] as number) ?? []);
    });
    expect(wrong).toEqual([]);
    expect(Object.values(mcnemar({ wr: 0, rw: 0 }))).toEqual(Array(6).fill("no_change"));
  });
});

describe("no number where a statistic does not exist", () => {
  test("[RP11] of one list", () => {
    expect([d.mean([]), d.sd([]), d.median([]), d.geometricMean([]), d.sd([3])]).toEqual([
      ...Array(4).fill("nobody"),
      "too_few",
    ]);
    expect(d.sd([0.1, 0.1, 0.1])).toBe(0);
  });

  test("[RP11] a correlation needs three pairs and variance on both sides, also after sums of fractions", () => {
    expect(d.pearson([], [])).toBe("nobody");
    expect(d.pearson([0, 1], [1, 2])).toBe("too_few");
    expect(d.pearson([1, 1, 1], [1, 2, 3])).toBe("no_variance");
    expect(d.pearson([1, 2, 3], [0.1 + 0.2, 0.3, 0.3])).toBe("no_variance");
  });

  test("[RP11] a correlation of 0 is 0 in every order of people, so that no rounding passes for a sign", () => {
    const [xs, ys] = [
      [1, 0, 0, 1, 0, 0, 1, 0, 0],
      [7, 7, 1, 2, 2, 4, 3, 4, 6],
    ];
    const turned = ys.map((_, turn) => [...ys.keys()].map((index) => (index + turn) % ys.length));
    const rs = turned.map((order) =>
      d.pearson(
        order.map((index) => xs[index] as number),
        order.map((index) => ys[index] as number),
      ),
    );
    expect(new Set(rs)).toEqual(new Set([0]));
  });

  test("[RP11] Shapiro-Wilk: 3 to 5000 values that differ", () => {
    const reasons = [[], [1, 2], [4, 4, 4], Array.from({ length: 5001 }, (_, index) => index)].map(shapiroWilk);
    expect(reasons.map(({ w }) => w)).toEqual(["nobody", "too_few", "no_variance", "too_many"]);
    expect(reasons.map(({ p }) => p)).toEqual(["nobody", "too_few", "no_variance", "too_many"]);
  });

  test("[RP11] alpha needs two items, two persons and totals that differ; deleting one needs three items", () => {
    expect([m.alpha([]), m.alpha([[1, 0]]), m.alpha([[1], [0]])]).toEqual(["nobody", "too_few", "too_few"]);
    const equal = [
      [1, 0],
      [0, 1],
    ];
    expect([m.alpha(equal), m.kr21(equal), m.sem(equal)]).toEqual(Array(3).fill("no_variance"));
    expect(m.alphaIfDeleted(equal)).toEqual(["too_few", "too_few"]);
    expect([feldt("no_variance", 9, 2), feldt(0.5, 1, 7)]).toEqual([
      { lo: "no_variance", hi: "no_variance" },
      { lo: "too_few", hi: "too_few" },
    ]);
  });

  test("[RP11] a negative alpha is a number", () => {
    const against = [
      [1, 0, 1],
      [0, 1, 1],
      [1, 0, 0],
      [0, 1, 0],
    ];
    expect(m.alpha(against)).toBeLessThan(0);
    expect(m.sem(against)).toBeGreaterThan(d.sd(m.totalsOf(against)) as number);
  });

  test("[RP11] no groups under ten persons or when all totals are equal, and then no D and no shares in them", () => {
    const rows = Array.from({ length: 10 }, (_, person) => [Number(person < 5), 1]);
    expect(discrimination(rows, 50)).toEqual([1, 0]);
    expect(discrimination(rows.slice(1), 50)).toEqual(["too_few", "too_few"]);
    const sizes = [10, 11, 13, 45].map((n) => groupsOf([...Array(n).keys()], 27)) as Groups[];
    expect(sizes.map(({ size }) => size)).toEqual([3, 3, 4, 12]);
    expect([groupsOf([], 27), groupsOf(Array(12).fill(4), 27)]).toEqual(["nobody", "no_variance"]);
    const choosing = {
      chosen: [true, false, true],
      rest: [1, 2, 4],
      totals: [2, 2, 5],
      groups: groupsOf([2, 2, 5], 27),
    };
    expect(optionStats(choosing)).toMatchObject({ count: 2, upperShare: "too_few", lowerShare: "too_few" });
  });

  test("[RP11] D of an item that all have right is 0 and no tiny negative number, whatever the ties", () => {
    const rows = ["011", "001", "111", "011", "001", "011", "011", "011", "011", "011"].map((row) =>
      [...row].map(Number),
    );
    expect(discrimination(rows, 27)[2]).toBe(0);
  });

  test("[RP11] an option that nobody chose has a count and share of 0, but no r", () => {
    const stats = optionStats({ chosen: [false, false, false], rest: [1, 2, 3], groups: "too_few" });
    expect(stats).toMatchObject({ count: 0, share: 0, r: "no_variance" });
    expect(isFunctional(stats)).toBe(false);
  });

  test("[RP11] a distractor works from 5 % and with r below 0; unknown r is not a verdict", () => {
    const verdict = (share: number | "nobody", r: number | "too_few") => isFunctional({ share, r });
    expect([verdict(0.05, -0.1), verdict(0.049, -0.1), verdict(0.2, 0), verdict(0.2, 0.1)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([verdict(0.5, "too_few"), verdict("nobody", "too_few")]).toEqual(["too_few", "nobody"]);
  });

  test("[RP11] intervals of nobody", () => {
    expect([wilson(0, 0), agrestiMin(0, 0, 0)]).toEqual(Array(2).fill({ lo: "nobody", hi: "nobody" }));
    expect([1, 3, 4, 15].map((n) => [wilson(0, n).lo, wilson(n, n).hi])).toEqual(Array(4).fill([0, 1]));
  });

  test("[RP11] nothing to gain at the maximum, nothing to lose at zero", () => {
    expect(g.gOfAverages([7, 7], [7, 6], 7)).toBe("at_max");
    expect(g.gOfAverages([], [], 7)).toBe("nobody");
    expect(g.averageOfGains([7, 7], [7, 6], 7)).toEqual({ n: 0, mean: "at_max", excludedAtMax: 2, negative: 0 });
    expect(g.averageOfGains([], [], 7)).toEqual({ n: 0, mean: "nobody", excludedAtMax: 0, negative: 0 });
    expect(g.averageChange([0, 0], [0, 0], 7)).toEqual({ n: 0, mean: "no_change", dropped: 2 });
    expect(g.bandsOf([7], [7], 7)).toEqual({ high: 0, medium: 0, low: 0, negative: 0 });
    const none = { rr: 0, rw: 0, wr: 0, ww: 0 };
    expect(itemGain({ ...none, rr: 1, rw: 1 })).toMatchObject({ diff: -0.5, g: "at_max", gained: "at_max", lost: 0.5 });
    expect(itemGain({ ...none, ww: 2 })).toMatchObject({ diff: 0, g: 0, gained: 0, lost: "at_zero" });
    expect(new Set(Object.values(itemGain(none)))).toEqual(new Set(["nobody"]));
  });

  test("[RP11] guessing is corrected in a single choice only", () => {
    const cells = { rr: 1, rw: 1, wr: 1, ww: 1 };
    expect(guessCorrected(cells, null).gamma).toBe("not_single_choice");
    expect(guessCorrected(cells, 1).mu).toBe("not_single_choice");
    expect(guessCorrected({ rr: 0, rw: 0, wr: 0, ww: 0 }, 4).alpha).toBe("nobody");
  });

  test("[RP11] Holm leaves a missing p missing and does not count it; the lowest shares leave out missing ones", () => {
    expect(holm([0.02, "no_change", 0.01])).toEqual([0.02, "no_change", 0.02]);
    expect(holm([0.9, 0.8])).toEqual([1, 1]);
    expect(m.lowest([0.5, "nobody", 0.2, 0.5, 0.9], 3)).toEqual([2, 0, 3]);
  });
});
