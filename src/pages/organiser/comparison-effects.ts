/** Effect sizes and tests, each with what it says in plain words. */

import type { Comparison, ComparisonTotal } from "../../../protocol/comparisons.ts";
import type { Range } from "../../../protocol/why.ts";
import { type Child, h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { decimal, interval, pValue, signed } from "./numbers.ts";
import { cell, missing, rowHead, table, value } from "./table.ts";
import { texts } from "./texts.ts";

const two = (x: number): string => decimal(x);

type Line = readonly [name: string, figure: Child, range: Child, words: string];

const gainLines = ({ total }: Comparison): Line[] => {
  const { effects: words } = texts().organiser;
  const { why, averageOfGains, c } = total;
  const range = (field: string, ci: Range | null): Child => (ci === null ? missing(why[field]) : interval(ci, two));
  return [
    [words.gain, value(total.meanGain, signed2, why, "meanGain"), range("gainCi", total.gainCi), words.gainWhy],
    [words.gOfAverages, value(total.gOfAverages, two, why, "gOfAverages"), null, words.gOfAveragesWhy],
    [
      words.averageOfGains,
      value(averageOfGains.mean, two, why, "averageOfGains.mean"),
      null,
      fill(words.averageOfGainsWhy, {
        n: averageOfGains.n ?? "–",
        atMax: averageOfGains.excludedAtMax ?? "–",
        negative: averageOfGains.negative ?? "–",
      }),
    ],
    [words.c, value(c.mean, two, why, "c.mean"), null, fill(words.cWhy, { n: c.n ?? "–", dropped: c.dropped ?? "–" })],
    [words.dz, value(total.dz, two, why, "dz"), range("dzCi", total.dzCi), words.dzWhy],
    [words.gz, value(total.gz, two, why, "gz"), null, words.gzWhy],
    [words.dAv, value(total.dAv, two, why, "dAv"), range("dAvCi", total.dAvCi), words.dAvWhy],
    [words.rankBiserial, value(total.rankBiserial, two, why, "rankBiserial"), null, words.rankBiserialWhy],
  ];
};

const signed2 = (x: number): string => signed(x);

const tTest = ({ t, df, p, why }: ComparisonTotal): Child =>
  t === null || df === null || p === null ? missing(why.t ?? why.p) : `t(${number(df, 1)}) = ${two(t)}; ${pValue(p)}`;

const testLines = ({ total }: Comparison): Line[] => {
  const { effects: words } = texts().organiser;
  const { wilcoxon, shapiro, why } = total;
  const { wPlus, wMinus, z, p, exactP, nonzero } = wilcoxon;
  const signedRanks =
    wPlus === null || wMinus === null || z === null || p === null
      ? missing(why["wilcoxon.z"] ?? why["wilcoxon.wPlus"])
      : `W+ = ${number(wPlus, 1)}; W− = ${number(wMinus, 1)}; Z = ${two(z)}; ${pValue(p)}`;
  return [
    [words.t, tTest(total), null, words.tWhy],
    [words.wilcoxon, signedRanks, null, fill(words.wilcoxonWhy, { n: nonzero ?? "–" })],
    [words.exact, value(exactP, (x) => pValue(x), why, "wilcoxon.exactP"), null, words.exactWhy],
    [
      words.shapiro,
      shapiro.w === null || shapiro.p === null
        ? missing(why["shapiro.w"] ?? why["shapiro.p"])
        : `W = ${decimal(shapiro.w, 3)}; ${pValue(shapiro.p)}`,
      null,
      words.shapiroWhy,
    ],
  ];
};

/** The section, over complete pairs. */
export const effectsPart = (comparison: Comparison): HTMLElement => {
  const { effects: words } = texts().organiser;
  const row = ([name, figure, range, why]: Line) =>
    h("tr", {}, rowHead(name), h("td", { class: "nowrap" }, figure), h("td", { class: "nowrap" }, range), cell(why));
  return h(
    "section",
    { aria: { labelledby: "effects" } },
    h("h2", { id: "effects" }, words.title),
    table(
      "effects",
      [[words.what], [words.value], [words.ci], [words.meaning]],
      [...gainLines(comparison), ...testLines(comparison)].map(row),
      "effects",
    ),
    h("p", { class: "note" }, words.note),
  );
};
