import { describe, expect, test } from "vitest";
import { changes, differencesOf, effects, hedgesJ, pairedT } from "../../src/reports/stats/paired.ts";
import { wilcoxon } from "../../src/reports/stats/wilcoxon.ts";

const none = (reason: string) => ({ lo: reason, hi: reason });

describe("paired tests and effects that do not exist", () => {
  test("[RP11] t: nobody, one person, and a gain that is the same for all", () => {
    expect(pairedT([])).toEqual({ meanGain: "nobody", gainCi: none("nobody"), t: "nobody", df: "nobody", p: "nobody" });
    expect(pairedT([2])).toMatchObject({ meanGain: "too_few", t: "too_few" });
    expect(pairedT([1, 1, 1])).toEqual({
      meanGain: 1,
      gainCi: none("no_variance"),
      t: "no_variance",
      df: 2,
      p: "no_variance",
    });
  });

  test("[RP11] effects: no interval under four persons, no gz under three, none without spread", () => {
    expect(effects([1, 2, 3], [2, 4, 4])).toMatchObject({ dzCi: none("too_few"), dAvCi: none("too_few") });
    expect(effects([1, 2, 3, 4], [2, 4, 4, 4]).dzCi.lo).toBeTypeOf("number");
    expect(effects([1, 2], [2, 4])).toMatchObject({ dz: expect.closeTo(1.5 / Math.SQRT1_2, 12), gz: "too_few" });
    expect(hedgesJ(2)).toBeCloseTo(1 / Math.sqrt(Math.PI), 14);
    const same = effects([1, 2, 3, 4], [2, 3, 4, 5]);
    expect(same).toMatchObject({ dz: "no_variance", gz: "no_variance", dzCi: none("no_variance") });
    expect(same.dAv).toBeCloseTo(1 / Math.sqrt(5 / 3), 12);
    expect(effects([3, 3, 3, 3], [5, 5, 5, 5])).toMatchObject({ dAv: "no_variance", dAvCi: none("no_variance") });
    expect(effects([], []).dAv).toBe("nobody");
    expect(effects([1], [2])).toMatchObject({ dz: "too_few", dAv: "too_few", dAvCi: none("too_few") });
  });

  test("[RP11] Wilcoxon: nobody, and nobody who changed", () => {
    const { nonzero, ...stats } = wilcoxon([]);
    expect([nonzero, new Set(Object.values(stats))]).toEqual([0, new Set(["nobody"])]);
    expect(wilcoxon([0, 0])).toMatchObject({ nonzero: 0, wPlus: "no_change", p: "no_change", exactP: "no_change" });
  });

  test("[RP11] Wilcoxon: the exact p is counted up to 500 differences", () => {
    const differences = Array.from(
      { length: 501 },
      (_, index) => ((index * 7) % 100 < 45 ? -1 : 1) * ((index % 9) + 1),
    );
    const { exactP, pCc } = wilcoxon(differences.slice(1)) as { exactP: number; pCc: number };
    expect(exactP).toBeLessThan(0.1);
    expect(Math.abs(exactP / pCc - 1)).toBeLessThan(0.05);
    expect(wilcoxon(differences)).toMatchObject({ exactP: "too_many", nonzero: 501, p: expect.any(Number) });
  });

  test("[RP10] Wilcoxon: five that all gained are p = 2 / 2^5, whatever the ties; balanced signs are p = 1", () => {
    expect(wilcoxon([1, 2, 3, 4, 5, 0]).exactP).toBe(2 / 2 ** 5);
    expect(wilcoxon([2, 2, 2, 2, 2]).exactP).toBe(2 / 2 ** 5);
    expect(wilcoxon([1, -1, 3, -3])).toMatchObject({ z: 0, zCc: 0, p: 1, pCc: 1, exactP: 1, rankBiserial: 0 });
  });

  test("[RP10] improved, same and worse", () => {
    expect(changes(differencesOf([1, 2, 3, 4], [2, 2, 3, 1]))).toEqual({ improved: 1, same: 2, worse: 1 });
  });
});
