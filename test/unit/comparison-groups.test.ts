import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison } from "../../protocol/comparisons.ts";
import { both, compared, differing, excludedOf, type Row, reordered, scoredGame, unexplained } from "./report-games.ts";

describe("two groups", () => {
  const pre: Row[] = [...Array(12)].map((_, n) => [n < 6 ? 1 : 0, n < 3 ? 1 : 0]);
  const post: Row[] = [...Array(10)].map((_, n) => [n < 8 ? 1 : 0, n < 5 ? 1 : 0]);
  const result = compared(...both(pre, post, "anonymous"));

  test("[RP26] of an anonymous room: shares, difference and its interval; nothing that needs a person, with the reason", () => {
    expect(result).toMatchObject({
      design: "independent",
      nPre: 12,
      nPost: 10,
      nPaired: 0,
      nCompletePre: 12,
      nCompletePost: 10,
    });
    expect(result.items[0]).toMatchObject({ pPre: 0.5, pPost: 0.8, rr: null, holmP: null, optionFlow: [] });
    expect(result.items[0]?.diff).toBeCloseTo(0.3, 12);
    const [lo = 0, hi = 0] = result.items[0]?.diffCi ?? [];
    expect([lo < 0.3, hi > 0.3, lo > -1, hi < 1]).toEqual([true, true, true, true]);
    expect(result.items[0]?.why).toMatchObject({ rr: "anonymous", "mcnemar.exactP": "anonymous", holmP: "anonymous" });
    expect(result.total.why).toMatchObject({ t: "anonymous", improved: "anonymous", "wilcoxon.exactP": "anonymous" });
    expect([result.total.meanPre, result.total.meanPost]).toEqual([0.75, 1.3]);
    expect(result.total.gOfAverages).toBeCloseTo(0.55 / 1.25, 12);
    expect([result.people, result.pairing.pairs, result.pairing.proposals]).toEqual([[], [], []]);
    expect(excludedOf(result)).toEqual({ anonymous: 22 });
    expect(result.notes).toContain("anonymous");
  });

  test("[RP26] Welch's interval of the difference of means, against one computed by hand", () => {
    // Means .75 and 1.3, variances 8.25/11 and 6.1/9: error sqrt(.75/12 + .677778/10) = .360940, df 19.61, t(.975) 2.0886.
    const [lo = 0, hi = 0] = result.total.gainCi ?? [];
    expect((lo + hi) / 2).toBeCloseTo(0.55, 9);
    expect((hi - lo) / 2).toBeCloseTo(0.36094 * 2.0886, 4);
  });

  test("[RP26] rooms with codes of whom nobody could be paired are two groups too", () => {
    const seats = (id: string) =>
      [0, 1].map((n) => ({ playerId: `${id}${n}`, code: `${id}${n}`, nickname: `${id}${n}` }));
    const of = (id: string) => scoredGame({ id, scores: [[1], [0]], seats: seats(id) });
    const none = compared(of("x"), of("y"));
    expect([none.design, none.items[0]?.why.rr, none.items[0]?.pPre]).toEqual(["independent", "not_paired", 0.5]);
    expect([excludedOf(none), none.notes.includes("nobody_paired")]).toEqual([{ pre_only: 2, post_only: 2 }, true]);
  });
});

describe("any game", () => {
  const score = fc.constantFrom<(0 | 1 | null | undefined)[]>(0, 1, 0, 1, undefined, null);
  const tables = fc.integer({ min: 1, max: 4 }).chain((k) => {
    const table = fc.array(fc.array(score, { minLength: k, maxLength: k }), { minLength: 1, maxLength: 14 });
    return fc.tuple(table, table, fc.constantFrom<("coded" | "anonymous")[]>("coded", "coded", "anonymous"));
  });

  test("[RP16] every null has its reason, and no number has one", () => {
    fc.assert(
      fc.property(tables, ([pre, post, identity]) => {
        expect(unexplained(compared(...both(pre, post, identity)))).toEqual([]);
      }),
    );
  });

  test("[RP24] the order of seats does not matter to any number", () => {
    const numbers = ({ people: _, pairing, ...rest }: Comparison) => ({ ...rest, excluded: pairing.excluded });
    fc.assert(
      fc.property(tables, ([pre, post, identity]) => {
        const [before, after] = both(pre, post, identity);
        const turned = compared(
          reordered(
            before,
            pre.map((_, n) => pre.length - 1 - n),
          ),
          reordered(
            after,
            post.map((_, n) => post.length - 1 - n),
          ),
        );
        expect(differing(numbers(turned), numbers(compared(before, after)))).toEqual([]);
      }),
    );
  });

  test("[RP23] transitions add up to n, differences to the gain, and the same room twice has no gain", () => {
    fc.assert(
      fc.property(tables, ([pre, post]) => {
        const [before, after] = both(pre, post);
        const { items, total, nPaired, design } = compared(before, after);
        fc.pre(design === "paired");
        for (const { rr, rw, wr, ww } of items) expect((rr ?? 0) + (rw ?? 0) + (wr ?? 0) + (ww ?? 0)).toBe(nPaired);
        const sum = items.reduce((gain, { diff }) => gain + (diff ?? 0), 0);
        if (nPaired > 0) expect(total.meanGain).toBeCloseTo(sum, 9);
        const same = compared(before, before);
        expect([same.total.improved, same.total.worse]).toEqual([0, 0]);
      }),
    );
  });
});
