import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Judged, pointsFor, rankOf } from "../../src/scoring.ts";

const right = (elapsedMs: number, limitMs: number | null = 20_000, points = 1000): Judged => ({
  credit: 1,
  elapsedMs,
  limitMs,
  points,
});

/** The classic formula over whole numbers, credit as hits of k. */
const exact = (hits: number, k: number, t: number, limit: number, points: number): number => {
  const [H, K, T, L, P] = [hits, k, t, limit, points].map(BigInt) as [bigint, bigint, bigint, bigint, bigint];
  // floor(1/2 + H/K (2L - T)/2L P), both sides times 2KL
  return Number((K * L + H * P * (2n * L - T)) / (2n * K * L));
};

const credits = fc.integer({ min: 1, max: 6 }).chain((k) => fc.tuple(fc.integer({ min: 0, max: k }), fc.constant(k)));
const answer = fc.record({
  credit: credits.map(([hits, k]) => hits / k),
  elapsedMs: fc.oneof(fc.double(), fc.integer({ min: -1000, max: 300_000 })),
  limitMs: fc.option(fc.integer({ min: 5000, max: 240_000 })),
  points: fc.constantFrom(0, 1000, 2000),
});
const presets = ["classic", "accuracy", "gentle"] as const;

describe("points", () => {
  it.each([
    [2.9, 20, 928],
    [6.2, 20, 845],
    [2.2, 20, 945],
    [2.1, 20, 948],
    [5.4, 20, 865],
    [1.9, 20, 953],
    [2, 30, 967],
    [20, 20, 500],
    [0.499, 20, 1000],
    [0.5, 20, 988],
  ])("[SC1] classic: %d s of %d gives %d", (seconds, limit, points) => {
    expect(pointsFor("classic", right(seconds * 1000, limit * 1000), 8)).toBe(points);
  });

  it("[SC1] classic: half a point rounds up for every whole ms and every credit", () => {
    fc.assert(
      fc.property(
        credits,
        fc
          .integer({ min: 5000, max: 240_000 })
          .chain((T) => fc.tuple(fc.integer({ min: 500, max: T }), fc.constant(T))),
        fc.constantFrom(0, 1000, 2000),
        ([hits, k], [elapsedMs, limitMs], points) => {
          const judged = { credit: hits / k, elapsedMs, limitMs, points };
          expect(pointsFor("classic", judged, 8)).toBe(exact(hits, k, elapsedMs, limitMs, points));
        },
      ),
      { numRuns: 5000 },
    );
  });

  it("[SC1] classic: exact halves round up for every tenth of a second of 20 s", () => {
    for (let t = 500; t <= 20_000; t += 100)
      for (const [hits, k] of [
        [1, 1],
        [1, 3],
        [2, 3],
        [1, 6],
        [5, 6],
      ] as const)
        expect(pointsFor("classic", { ...right(t), credit: hits / k }, 8)).toBe(exact(hits, k, t, 20_000, 1000));
  });

  it("[SC1] classic: partial credit weighs the speed too, and an instant answer keeps all of it", () => {
    expect(pointsFor("classic", { ...right(10_000), credit: 0.5 }, 8)).toBe(375);
    expect(pointsFor("classic", { ...right(100), credit: 0.5 }, 8)).toBe(500);
  });

  it("[SC2] accuracy: credit alone, whatever the time", () => {
    expect([0, 3000, 20_000].map((t) => pointsFor("accuracy", right(t), 8))).toEqual([1000, 1000, 1000]);
    expect(pointsFor("accuracy", { ...right(0), credit: 1 / 3 }, 8)).toBe(333);
    expect(pointsFor("accuracy", { ...right(0), credit: 2 / 3 }, 8)).toBe(667);
  });

  it("[SC3] gentle: 499 shared among the scored items, only for fully right answers that are worth something", () => {
    expect(pointsFor("gentle", right(0), 7)).toBe(1071);
    expect(pointsFor("gentle", right(10_000), 7)).toBe(1035);
    expect(pointsFor("gentle", right(20_000), 7)).toBe(1000);
    expect(pointsFor("gentle", { ...right(0), credit: 0.5 }, 7)).toBe(500);
    expect(pointsFor("gentle", right(0, 20_000, 0), 7)).toBe(0);
  });

  it("[SC3] gentle: one more right answer beats any speed", () => {
    const game = fc.integer({ min: 1, max: 200 }).chain((K) =>
      fc.record({
        K: fc.constant(K),
        points: fc.constantFrom(1000, 2000),
        rights: fc.integer({ min: 0, max: K - 1 }),
        limitMs: fc.integer({ min: 5000, max: 240_000 }),
        times: fc.array(fc.nat({ max: 240_000 }), { minLength: K, maxLength: K }),
      }),
    );
    fc.assert(
      fc.property(game, ({ K, points, rights, limitMs, times }) => {
        const total = (count: number, time: (index: number) => number) =>
          times
            .slice(0, count)
            .reduce((sum, _, index) => sum + pointsFor("gentle", right(time(index), limitMs, points), K), 0);
        const slow = total(rights + 1, (index) => times[index] ?? 0);
        expect(slow).toBeGreaterThan(total(rights, () => 0));
      }),
    );
  });

  it.each(presets)("[SC4] %s: without a limit every time gives full points", (scoring) => {
    const points = [0, 1e9, Number.NaN].map((t) => pointsFor(scoring, right(t, null), 10));
    expect(points).toEqual(scoring === "gentle" ? [1049, 1049, 1049] : [1000, 1000, 1000]);
  });

  it("[SC4] times beyond the limits are clamped, and a missing one earns nothing for speed", () => {
    const times = [-5, Number.NEGATIVE_INFINITY, 20_001, Number.POSITIVE_INFINITY, Number.NaN];
    expect(times.map((t) => pointsFor("classic", right(t), 8))).toEqual([1000, 1000, 500, 500, 500]);
    expect(times.map((t) => pointsFor("gentle", right(t), 1))).toEqual([1499, 1499, 1000, 1000, 1000]);
  });

  it.each(presets)("[SC1] %s: whole points between 0 and the item's worth and bonus", (scoring) => {
    fc.assert(
      fc.property(answer, fc.integer({ min: 0, max: 200 }), (judged, scoredItems) => {
        const points = pointsFor(scoring, judged, scoredItems);
        expect(Number.isInteger(points) && points >= 0).toBe(true);
        expect(points).toBeLessThanOrEqual(judged.points + (scoring === "gentle" ? 499 / Math.max(scoredItems, 1) : 0));
        if (judged.credit === 0 || judged.points === 0) expect(points).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(presets)("[SC1] %s: a slower answer never gets more", (scoring) => {
    fc.assert(
      fc.property(answer, fc.nat({ max: 300_000 }), fc.nat({ max: 300_000 }), (judged, one, two) => {
        const at = (elapsedMs: number) => pointsFor(scoring, { ...judged, elapsedMs }, 8);
        expect(at(Math.max(one, two))).toBeLessThanOrEqual(at(Math.min(one, two)));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("ranks", () => {
  it.each([
    [[], []],
    [[0], [1]],
    [
      [900, 1000, 1000],
      [3, 1, 1],
    ],
    [
      [5, 7, 7, 9, 5, 0],
      [4, 2, 2, 1, 4, 6],
    ],
    [
      [0, 0, 0],
      [1, 1, 1],
    ],
  ])("[SC7] totals %j have ranks %j", (totals, ranks) => {
    expect(rankOf(totals)).toEqual(ranks);
  });

  it("[SC7] a rank is one more than how many did better", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (totals) => {
        expect(rankOf(totals)).toEqual(totals.map((own) => 1 + totals.filter((other) => other > own).length));
      }),
    );
  });
});
