import { describe, expect, test } from "vitest";
import type { ItemLine, OptionLine, QuestionnaireLine } from "../../protocol/reports.ts";
import { report } from "../../src/reports/report.ts";
import { likertGame, oracleFaults, scoredGame, synthetic } from "./report-games.ts";
import { readJson, readNumbers } from "./stats-fixtures.ts";

const ofItem = ({ time, ...item }: ItemLine) => ({
  n: item.n,
  n_correct: item.correct,
  n_omitted: item.omitted,
  pct_correct: item.percentCorrect,
  p: item.p,
  p_answered_only: item.pAnswered,
  p_ci95_lo_wilson: item.wilson?.[0],
  p_ci95_hi_wilson: item.wilson?.[1],
  r_pb_corrected: item.r,
  r_pb_uncorrected: item.rUncorrected,
  D27_fractional: item.d27,
  D50_fractional: item.d50,
  alpha_if_deleted: item.alphaIfDeleted,
  rt_n: time.n,
  rt_mean_ms: time.meanMs,
  rt_median_ms: time.medianMs,
  rt_sd_ms: time.sdMs,
  rt_q1_type7: time.q1Ms,
  rt_q3_type7: time.q3Ms,
  rt_geomean_ms: time.geometricMeanMs,
  rt_median_correct_ms: time.medianRightMs,
  rt_median_incorrect_ms: time.medianWrongMs,
});

const ofOption = ({ count, share, upperShare, lowerShare, r }: ItemLine["omission"]) => ({
  count,
  prop: share,
  prop_upper27: upperShare,
  prop_lower27: lowerShare,
  r_rest: r,
});

describe.each(["pre", "post"] as const)("the synthetic %s-test", (occasion) => {
  const { items, test: total } = report(synthetic(occasion));

  test("[RP13] each item has the oracle's numbers", () => {
    expect(items.map(({ id }) => id)).toEqual(["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"]);
    expect(items.flatMap((item) => oracleFaults(`${occasion}.${item.id}.`, ofItem(item)))).toEqual([]);
  });

  test("[RP14] each option and the omission have the oracle's numbers", () => {
    const found = items.flatMap(({ id, options, omission }) => [
      ...options.flatMap((option) => oracleFaults(`${occasion}.${id}.opt.${option.id}.`, ofOption(option))),
      ...oracleFaults(`${occasion}.${id}.opt.omit.`, ofOption(omission)),
    ]);
    expect(items.map(({ options }) => options.length)).toEqual(Array(7).fill(4));
    expect(found).toEqual([]);
  });

  test("[RP15] the test has the oracle's numbers", () => {
    const numbers = {
      n: total.n,
      k: total.k,
      mean: total.mean,
      mean_pct: total.meanPercent,
      sd: total.sd,
      median: total.median,
      min: total.min,
      max: total.max,
      q1_type7: total.q1,
      q3_type7: total.q3,
      alpha: total.alpha,
      alpha_ci95_lo_feldt: total.alphaCi?.[0],
      alpha_ci95_hi_feldt: total.alphaCi?.[1],
      kr21: total.kr21,
      sem: total.sem,
      shapiro_W: total.shapiro.w,
      shapiro_p: total.shapiro.p,
    };
    expect(oracleFaults(`${occasion}.test.`, numbers)).toEqual([]);
    expect([total.excluded, total.why]).toEqual([0, {}]);
  });

  test("[RP14] a distractor works when 5 % choose it and those rather know less", () => {
    // By the oracle's own shares and correlations.
    const working = {
      pre: ["ACD", "CD", "ABC", "A", "BCD", "ACD", "AB"],
      post: ["A", "CD", "AB", "AB", "BCD", "AC", "AB"],
    }[occasion];
    const idsOf = (options: readonly OptionLine[]) => options.map(({ id }) => id).join("");
    expect(items.map(({ options }) => idsOf(options.filter(({ functional }) => functional)))).toEqual(working);
    expect(items.map(({ distractors }) => distractors)).toEqual(
      working.map(({ length }) => ({ count: 3, functional: length, efficiency: length / 3 })),
    );
    for (const { options } of items)
      for (const { key, functional, why } of options)
        expect([functional === null, why.functional]).toEqual(key ? [true, "is_key"] : [false, undefined]);
  });
});

describe("the small table with items that nobody, or everybody, has right", () => {
  const expected = readJson("small/edge_expected.json");
  const gameOf = (occasion: "pre" | "post") =>
    scoredGame({ scores: readNumbers(`small/edge_${occasion}.csv`) as (0 | 1)[][] });

  test.each(["pre", "post"] as const)(
    "[RP15] %s: p, r, alpha, mean and sem are the oracle's, null where it has none",
    (occasion) => {
      const { items, test: total } = report(gameOf(occasion));
      const oracle = expected[occasion];
      const pairs: [number | null, number | null][] = [
        ...items.map(({ p }, index): [number | null, number | null] => [p, oracle.p[index]]),
        ...items.map(({ r }, index): [number | null, number | null] => [r, oracle.r_corrected[index]]),
        [total.mean, oracle.mean],
        [total.sd, oracle.sd],
        [total.alpha, oracle.alpha],
        [total.sem, oracle.sem],
      ];
      // The oracle's digits are thirteen.
      const wrong = pairs.filter(([ours, theirs]) =>
        theirs === null ? ours !== null : Math.abs((ours ?? 9) - theirs) > 1e-12,
      );
      expect(wrong).toEqual([]);
      for (const item of items) if (item.r === null) expect(item.why.r).toBe("no_variance");
    },
  );
});

describe("the synthetic questionnaire", () => {
  const { questionnaire } = report(likertGame());
  const line = ({ n, missing, countsScored, mean, sd, median, top2, bottom2, tcr, rescaled }: QuestionnaireLine) => ({
    n,
    missing,
    ...Object.fromEntries(countsScored.map((count, index) => [`count${index + 1}`, count])),
    mean,
    sd,
    median,
    top2_pct: top2 === null ? null : 100 * top2,
    bottom2_pct: bottom2 === null ? null : 100 * bottom2,
    tcr_pct: tcr,
    rescaled_0_100: rescaled,
  });

  test("[RP17] each item has the oracle's numbers, the reverse-worded one after turning", () => {
    const items = questionnaire?.items ?? [];
    expect(items.map(({ id }) => id)).toEqual(["L1", "L2", "L3", "L4", "L5", "L6"]);
    expect(items.flatMap((item) => oracleFaults(`likert.${item.id}.`, line(item)))).toEqual([]);
    const turned = items.find(({ reverse }) => reverse);
    expect(turned?.counts).toEqual(turned?.countsScored.toReversed());
  });

  test("[RP17] the scale has the oracle's numbers", () => {
    const scale = questionnaire?.scale;
    const numbers = {
      n_complete: scale?.n,
      alpha_complete: scale?.alpha,
      tcr_pct_all: scale?.tcr,
      mean_of_item_means: scale?.meanOfMeans,
    };
    expect(oracleFaults("likert.scale.", numbers)).toEqual([]);
  });
});
