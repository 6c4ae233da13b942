import { describe, expect, test } from "vitest";
import { newcombe } from "../../src/reports/independent.ts";
import { compared, oracleFaults, scoredGame, synthetic } from "./report-games.ts";
import { partOf, readJson, readNumbers } from "./stats-fixtures.ts";

describe("the synthetic workshop", () => {
  const result = compared(synthetic("pre"), synthetic("post"));

  test("[RP23] each item has the oracle's numbers", () => {
    expect(result.items.map(({ id }) => id)).toEqual(["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"]);
    const found = result.items.flatMap(({ id, mcnemar, guess, ...item }) =>
      oracleFaults(`pair.${id}.`, {
        RR: item.rr,
        RW: item.rw,
        WR: item.wr,
        WW: item.ww,
        p_pre: item.pPre,
        p_post: item.pPost,
        diff_ppdi: item.diff,
        g_item: item.g,
        gain_G_WR_over_Wpre: item.gained,
        loss_L_RW_over_Rpre: item.lost,
        mcnemar_chi2: mcnemar.chi2,
        mcnemar_p: mcnemar.p,
        mcnemar_chi2_cc: mcnemar.chi2Cc,
        mcnemar_p_cc: mcnemar.pCc,
        mcnemar_p_exact: mcnemar.exactP,
        mcnemar_p_mid: mcnemar.midP,
        mcnemar_p_exact_holm: item.holmP,
        sw_gamma: guess.gamma,
        sw_alpha: guess.alpha,
        sw_mu: guess.mu,
        diff_ci95_lo_agresti_min: item.diffCi?.[0],
        diff_ci95_hi_agresti_min: item.diffCi?.[1],
      }),
    );
    expect(found).toEqual([]);
  });

  test("[RP24] the total has the oracle's numbers", () => {
    const { total } = result;
    const numbers = {
      mean_pre: total.meanPre,
      mean_post: total.meanPost,
      mean_gain: total.meanGain,
      gain_ci95_lo: total.gainCi?.[0],
      gain_ci95_hi: total.gainCi?.[1],
      t: total.t,
      t_df: total.df,
      t_p: total.p,
      n_improved: total.improved,
      n_same: total.same,
      n_worse: total.worse,
      g_of_averages: total.gOfAverages,
      g_n_used: total.averageOfGains.n,
      g_average_of_gains: total.averageOfGains.mean,
      g_n_excluded_pre_at_max: total.averageOfGains.excludedAtMax,
      g_n_negative: total.averageOfGains.negative,
      c_n_used: total.c.n,
      c_average: total.c.mean,
      c_n_dropped: total.c.dropped,
      "g_class_high_ge_0.7": total.bands.high,
      "g_class_medium_0.3_to_0.7": total.bands.medium,
      "g_class_low_0_to_0.3": total.bands.low,
      g_class_negative: total.bands.negative,
      wilcoxon_n_nonzero: total.wilcoxon.nonzero,
      wilcoxon_W_plus: total.wilcoxon.wPlus,
      wilcoxon_W_minus: total.wilcoxon.wMinus,
      wilcoxon_z_no_cc: total.wilcoxon.z,
      wilcoxon_p_no_cc: total.wilcoxon.p,
      wilcoxon_z_cc: total.wilcoxon.zCc,
      wilcoxon_p_cc: total.wilcoxon.pCc,
      wilcoxon_p_exact_conditional: total.wilcoxon.exactP,
      rank_biserial: total.rankBiserial,
      d_z: total.dz,
      d_z_ci95_lo_nct: total.dzCi?.[0],
      d_z_ci95_hi_nct: total.dzCi?.[1],
      g_z_hedges: total.gz,
      d_av_rms_sd: total.dAv,
      d_av_ci95_lo_algina_keselman: total.dAvCi?.[0],
      d_av_ci95_hi_algina_keselman: total.dAvCi?.[1],
      diff_shapiro_W: total.shapiro.w,
      diff_shapiro_p: total.shapiro.p,
    };
    expect(oracleFaults("pair.", numbers)).toEqual([]);
    expect([result.nPre, result.nPost, result.nPaired, result.k, total.why]).toEqual([45, 45, 45, 7, {}]);
  });

  test("[RP25] the four worst of the pre-test, and the same four after: not the four worst of the post-test", () => {
    const { itemIds, prePercent, postPercent } = result.worst;
    expect([...itemIds].sort()).toEqual(["Q4", "Q5", "Q6", "Q7"]);
    expect(itemIds[0]).toBe("Q6");
    expect(prePercent).toBeCloseTo(partOf("pre.test.")["pre.test.mean_of_4_lowest_p_pct"] ?? 0, 9);
    expect(postPercent).toBeCloseTo(62.2222222222, 9);
  });

  test("[RP23] flows add up to the pairs, and those of the key to who kept it", () => {
    for (const { optionFlow, options, rr } of result.items) {
      expect(optionFlow.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(45);
      const [key] = options.filter(({ keyPre }) => keyPre);
      expect(optionFlow.find(({ from, to }) => from === key?.id && to === key?.id)?.count).toBe(rr);
    }
  });

  test("[RP24] people and the histogram of gains say what the total says", () => {
    const { people, gains, total } = result;
    expect(people.length).toBe(45);
    expect(people.reduce((sum, { gain }) => sum + gain, 0) / 45).toBeCloseTo(total.meanGain ?? 0, 9);
    expect(gains.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(45);
    expect(gains.filter(({ gain }) => gain > 0).reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(total.improved);
    expect(people.filter(({ band }) => band === "high").length).toBe(total.bands.high);
    expect(people.filter(({ why }) => why.g === "at_max").length).toBe(total.averageOfGains.excludedAtMax);
  });
});

test("[RP23] the small table: transitions, item gain, exact p and chi-square, null where the oracle has none", () => {
  const gameOf = (occasion: "pre" | "post") =>
    scoredGame({ scores: readNumbers(`small/edge_${occasion}.csv`) as (0 | 1)[][], id: occasion });
  const { items } = compared(gameOf("pre"), gameOf("post"));
  const rows = items.map(({ id, rr, rw, wr, ww, g, mcnemar }) => ({
    item: id,
    RR: rr,
    RW: rw,
    WR: wr,
    WW: ww,
    g_item: g === null ? null : expect.closeTo(g, 12),
    p_exact: mcnemar.exactP,
    chi2: mcnemar.chi2,
  }));
  expect(readJson("small/edge_expected.json").transitions).toEqual(rows);
  expect([items[0]?.why.g, items[0]?.why["mcnemar.exactP"], items[0]?.why.holmP]).toEqual([
    "at_max",
    "no_change",
    "no_change",
  ]);
});

test("[RP26] Newcombe's own example, 56 of 70 against 48 of 80", () => {
  const { lo, hi } = newcombe([48, 56], [80, 70]);
  expect([lo, hi]).toEqual([expect.closeTo(0.0524, 4), expect.closeTo(0.3339, 4)]);
});
