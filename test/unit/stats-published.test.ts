import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { mean, sd } from "../../src/reports/stats/descriptive.ts";
import { bandOf, normalisedChange, personGain } from "../../src/reports/stats/gain.ts";
import {
  alpha,
  alphaIfDeleted,
  itemRest,
  itemsOf,
  type Matrix,
  sem,
  totalsOf,
} from "../../src/reports/stats/matrix.ts";
import { holm, mcnemar } from "../../src/reports/stats/mcnemar.ts";
import { differencesOf, effects, pairedT } from "../../src/reports/stats/paired.ts";
import { shapiroWilk } from "../../src/reports/stats/shapiro.ts";
import type { Stat } from "../../src/reports/stats/stat.ts";
import { wilcoxon } from "../../src/reports/stats/wilcoxon.ts";
import { fault, readJson } from "./stats-fixtures.ts";

const PUBLISHED = readJson("published.json");

/** Data that came under the licences of other packages, and so beside the project. */
const BESIDE = new URL("../../../shared/data/stats/published_vectors.json", import.meta.url);
const missing = !existsSync(BESIDE);
const licensed = () => JSON.parse(readFileSync(BESIDE, "utf8"));

/** The published digits end at the thirteenth or earlier. */
const faults = (ours: Record<string, Stat | undefined>, published: Record<string, number>, relative = 1e-9): string[] =>
  Object.entries(ours).flatMap(([name, stat]) => fault(name, stat, published[name] as number, relative) ?? []);
const listFaults = (ours: readonly Stat[], published: readonly number[]): string[] =>
  published.flatMap((value, index) => fault(`${index}`, ours[index], value) ?? []);

describe("published examples", () => {
  const tables: [string, { WR: number; RW: number }][] = Object.entries(PUBLISHED.mcnemar);
  test.each(tables)("[RP10] McNemar %s: chi-square, corrected, exact and mid-p", (_, published) => {
    const { chi2, p, chi2Cc, pCc, exactP, midP } = mcnemar({ wr: published.WR, rw: published.RW });
    const ours = { chi2, p, chi2_cc: chi2Cc, p_cc: pCc, p_exact: exactP, p_mid: midP };
    expect(faults(ours, published as never)).toEqual([]);
  });

  test("[RP10] Holm's correction, in the order given", () => {
    expect(listFaults(holm(PUBLISHED.holm.p), PUBLISHED.holm.adj)).toEqual([]);
  });

  test("[RP10] Wilcoxon: W and the exact p of Hollander & Wolfe and of Cureton", () => {
    const { hollander_wolfe: hollander, cureton } = PUBLISHED.wilcoxon;
    const first = wilcoxon(differencesOf(hollander.y, hollander.x));
    expect(faults({ W: first.wPlus, p_exact: first.exactP }, hollander)).toEqual([]);
    const second = wilcoxon(cureton.d);
    expect(faults({ W: second.wPlus, p_exact: second.exactP }, cureton)).toEqual([]);
  });

  test("[RP10] paired t: Student's sleep data", () => {
    const { x, y, ci, ...published } = PUBLISHED.paired_t.sleep;
    const { t, df, p, gainCi } = pairedT(differencesOf(y, x));
    expect(faults({ t, df, p, d_z: effects(y, x).dz }, published)).toEqual([]);
    expect(listFaults([gainCi.lo, gainCi.hi], ci)).toEqual([]);
  });

  const samples: [string, { x: number[]; W: number; p: number }][] = Object.entries(PUBLISHED.shapiro);
  test.each(samples)("[RP10] Shapiro-Wilk %s: W to 1e-9 and p to 1e-6", (_, published) => {
    const { w, p } = shapiroWilk(published.x);
    expect([...faults({ W: w }, published as never), ...faults({ p }, published as never, 1e-6)]).toEqual([]);
  });

  test("[RP10] KR-20 of Wuensch's data, not the mixed 0.7378", () => {
    const { X, p, r_rest, kr20, sem: error } = PUBLISHED.kr20.wuensch;
    expect(faults({ kr20: alpha(X), sem: sem(X) }, { kr20, sem: error })).toEqual([]);
    expect(listFaults([...itemsOf(X).map(mean), ...itemRest(X)], [...p, ...r_rest])).toEqual([]);
  });

  test.skipIf(missing)("[RP10] alpha, item-rest correlations and alpha if deleted of a small test", () => {
    const { X, itemMean, pBis, alphaIfDeleted: deleted, ...published } = licensed().ctt_doc;
    const totals = totalsOf(X);
    expect(faults({ alpha: alpha(X), mean: mean(totals), sd: sd(totals) }, published)).toEqual([]);
    const ours = [...itemsOf(X).map(mean), ...itemRest(X), ...alphaIfDeleted(X)];
    expect(listFaults(ours, [...itemMean, ...pBis, ...deleted])).toEqual([]);
  });

  test.skipIf(missing).each(["lsat6", "lsat7"])("[RP10] %s, a thousand persons of Bock & Lieberman", (name) => {
    const { patterns, p, r_rest, ...published } = licensed()[name];
    const rows: Matrix = Object.entries<number>(patterns).flatMap(([pattern, count]) =>
      Array.from({ length: count }, () => [...pattern].map(Number)),
    );
    expect(faults({ n: rows.length, alpha: alpha(rows) }, published)).toEqual([]);
    expect(listFaults([...itemsOf(rows).map(mean), ...itemRest(rows)], [...p, ...r_rest])).toEqual([]);
  });

  test("[RP10] gain and change of single persons, at every edge", () => {
    const { K, rows } = PUBLISHED.gain_edges;
    const wrong = rows.flatMap(({ pre, post, g, c }: Record<string, number>) => [
      fault(`g ${pre} ${post}`, personGain(pre as number, post as number, K), g as number),
      fault(`c ${pre} ${post}`, normalisedChange(pre as number, post as number, K), c as number),
    ]);
    expect(wrong.length).toBe(22);
    expect(wrong.filter(Boolean)).toEqual([]);
  });

  test.each<[number, number, string]>([
    [0, 7, "high"],
    [0, 6, "medium"],
    [0, 3, "medium"],
    [0, 2, "low"],
    [5, 5, "low"],
    [5, 4, "negative"],
    [3, 8, "high"],
    [10, 10, "at_max"],
    [10, 0, "at_max"],
  ])("[RP10] from %i to %i of 10 is %s: 0.3 and 0.7 belong to the higher band, with no rounding", (pre, post, band) => {
    expect(bandOf(pre, post, 10)).toBe(band);
  });
});
