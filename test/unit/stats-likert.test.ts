import { describe, expect, test } from "vitest";
import { likert, likertScale, reversed } from "../../src/reports/stats/likert.ts";
import { lift, type Stat } from "../../src/reports/stats/stat.ts";
import { faultsOf, partOf, prefixed, readTable } from "./stats-fixtures.ts";

const SCALE = 5;
const REVERSED = 4;
/** The fifth item is worded in reverse. */
const ROWS = readTable("synthetic/likert.csv").map((row) =>
  row.map((cell, item) => (cell === "" ? null : item === REVERSED ? reversed(Number(cell), SCALE) : Number(cell))),
);
const percent = (share: Stat) => lift((part) => 100 * part, share);

const itemOf = (item: number): Record<string, Stat> => {
  const points = ROWS.flatMap((row) => row[item] ?? []);
  const { n, counts, mean, sd, median, top2, bottom2, tcr, rescaled } = likert(points, SCALE);
  return {
    n,
    missing: ROWS.length - n,
    ...Object.fromEntries(counts.map((count, index) => [`count${index + 1}`, count])),
    mean,
    sd,
    median,
    top2_pct: percent(top2),
    bottom2_pct: percent(bottom2),
    tcr_pct: tcr,
    rescaled_0_100: rescaled,
  };
};

describe("rating items", () => {
  test("[RP10] every item and the scale agree with R to 1e-9", () => {
    const { nComplete, alpha, tcr, meanOfItemMeans } = likertScale(ROWS, SCALE);
    const scale = {
      n_complete: nComplete,
      alpha_complete: alpha,
      tcr_pct_all: tcr,
      mean_of_item_means: meanOfItemMeans,
    };
    const items = ROWS[0]?.map((_, item) => prefixed(`likert.L${item + 1}.`, itemOf(item))) ?? [];
    expect(items.length).toBe(6);
    expect(faultsOf(Object.assign(prefixed("likert.scale.", scale), ...items), partOf("likert."), {})).toEqual([]);
  });

  test("[RP10] four points: the two highest are 3 and 4; the floor is 25 TCR and 0 rescaled", () => {
    expect(likert([1, 2, 3, 4, 4], 4)).toMatchObject({ counts: [1, 1, 1, 2], top2: 0.6, bottom2: 0.4 });
    expect(likert([1, 1], 4)).toMatchObject({ tcr: 25, rescaled: 0, median: 1, sd: 0 });
  });

  test("[RP11] an item that nobody rated has counts and reasons", () => {
    const { n, counts, ...stats } = likert([], 3);
    expect([n, counts]).toEqual([0, [0, 0, 0]]);
    expect(new Set(Object.values(stats))).toEqual(new Set(["nobody"]));
    expect(likert([3], 3).sd).toBe("too_few");
  });

  test("[RP11] a scale without complete rows has no alpha, yet means of what was answered", () => {
    const rows = [
      [5, null],
      [null, 3],
    ];
    expect(likertScale(rows, 5)).toEqual({ nComplete: 0, alpha: "nobody", meanOfItemMeans: 4, tcr: 80 });
    expect(likertScale([], 5)).toEqual({ nComplete: 0, alpha: "nobody", meanOfItemMeans: "nobody", tcr: "nobody" });
  });
});
