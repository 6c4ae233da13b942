import type { Comparison } from "../../../protocol/comparisons.ts";
import type { Messages } from "../../i18n/en.ts";
import { LANGUAGES, type Locale } from "../../i18n/languages.ts";
import { filled } from "../numbers.ts";
import type { Cell, Row, Sheet } from "../xlsx-sheet.ts";
import { fact, heading, numberLine, paragraph, SUMMARY_WIDTHS } from "./lines.ts";
import { noteRows } from "./summary.ts";

const roomRows = ({ pre, post }: Comparison, { sheets }: Messages): Row[] => {
  const { summary, identity } = sheets;
  const both = (label: string, one: Cell, other: Cell): Row => [label, one, other];
  const date = (value: number | null): Cell => ({ value, style: "date" });
  return [
    [null, { value: summary.before, style: "head" }, { value: summary.after, style: "head" }],
    both(summary.opened, date(pre.startedAt ?? pre.createdAt), date(post.startedAt ?? post.createdAt)),
    both(summary.quiz, pre.quizId, post.quizId),
    both(summary.identity, identity[pre.identity], identity[post.identity]),
    both(summary.players, { value: pre.players, style: "count" }, { value: post.players, style: "count" }),
  ];
};

const peopleRows = (comparison: Comparison, messages: Messages): Row[] => {
  const { summary, stat, excluded } = messages.sheets;
  return [
    heading(summary.people),
    fact(summary.nPre, comparison.nPre),
    fact(summary.nPost, comparison.nPost),
    fact(summary.nPaired, comparison.nPaired),
    ...comparison.pairing.excluded.map(({ reason, count }) => fact(excluded[reason], count)),
    fact(stat.k, comparison.k),
  ];
};

/** A mean in points as percent (or percentage points) of k. */
const percent = (points: number | null, k: number): number | null => (points === null ? null : (100 * points) / k);

const gainRows = ({ total, worst, k }: Comparison, messages: Messages): Row[] => {
  const { stat, summary } = messages.sheets;
  const { one, range, two } = numberLine(messages, total.why);
  const remark = numberLine(messages, worst.why);
  const { meanPre, meanPost, sdPre, sdPost, averageOfGains, c, bands } = total;
  return [
    [
      { value: summary.gain, style: "strong" },
      { value: summary.before, style: "head" },
      { value: summary.after, style: "head" },
    ],
    two(stat.meanPercent, ["meanPre", "meanPost"], [percent(meanPre, k), percent(meanPost, k)], "one"),
    two(stat.mean, ["meanPre", "meanPost"], [meanPre, meanPost], "two"),
    two(stat.sd, ["sdPre", "sdPost"], [sdPre, sdPost], "two"),
    [filled(summary.worst, { items: worst.itemIds.join(", ") })],
    remark.two(summary.worstPercent, ["prePercent", "postPercent"], [worst.prePercent, worst.postPercent], "one"),
    [],
    one(stat.gainPercent, "meanGain", percent(total.meanGain, k), "one"),
    one(stat.meanGain, "meanGain", total.meanGain, "two"),
    range(stat.gainCi, "gainCi", total.gainCi, "two"),
    ...(["improved", "same", "worse"] as const).map((field) => one(stat[field], field, total[field])),
    one(stat.gOfAverages, "gOfAverages", total.gOfAverages, "three"),
    one(stat.averageMean, "averageOfGains.mean", averageOfGains.mean, "three"),
    one(stat.averageN, "averageOfGains.n", averageOfGains.n),
    one(stat.excludedAtMax, "averageOfGains.excludedAtMax", averageOfGains.excludedAtMax),
    one(stat.negative, "averageOfGains.negative", averageOfGains.negative),
    one(stat.cMean, "c.mean", c.mean, "three"),
    one(stat.cN, "c.n", c.n),
    one(stat.dropped, "c.dropped", c.dropped),
    ...(["high", "medium", "low"] as const).map((field) => one(stat[field], `bands.${field}`, bands[field])),
    one(stat.bandNegative, "bands.negative", bands.negative),
  ];
};

const testRows = ({ total }: Comparison, messages: Messages): Row[] => {
  const { stat, summary } = messages.sheets;
  const { one, range } = numberLine(messages, total.why);
  const { wilcoxon, shapiro } = total;
  const wilcoxonLine = (label: string, field: keyof typeof wilcoxon) =>
    one(label, `wilcoxon.${field}`, wilcoxon[field], "three");
  return [
    heading(summary.tests),
    one(stat.t, "t", total.t, "three"),
    one(stat.df, "df", total.df),
    one(stat.p, "p", total.p, "three"),
    one(stat.dz, "dz", total.dz, "three"),
    range(stat.dzCi, "dzCi", total.dzCi),
    one(stat.gz, "gz", total.gz, "three"),
    one(stat.dAv, "dAv", total.dAv, "three"),
    range(stat.dAvCi, "dAvCi", total.dAvCi),
    one(stat.shapiroW, "shapiro.w", shapiro.w, "three"),
    one(stat.shapiroP, "shapiro.p", shapiro.p, "three"),
    one(stat.nonzero, "wilcoxon.nonzero", wilcoxon.nonzero),
    ...(["wPlus", "wMinus"] as const).map((field) => one(stat[field], `wilcoxon.${field}`, wilcoxon[field], "one")),
    wilcoxonLine(stat.z, "z"),
    wilcoxonLine(stat.wilcoxonP, "p"),
    wilcoxonLine(stat.zCc, "zCc"),
    wilcoxonLine(stat.pCc, "pCc"),
    wilcoxonLine(stat.exactP, "exactP"),
    one(stat.rankBiserial, "rankBiserial", total.rankBiserial, "three"),
  ];
};

/** The first sheet of a comparison's file: the text to paste first, in the file's language and then in the other. */
export const comparedSummarySheet = (comparison: Comparison, messages: Messages, lang: Locale): Sheet => {
  const languages = Object.keys(LANGUAGES) as Locale[];
  const text = [lang, ...languages.filter((other) => other !== lang)].map((each) =>
    comparison.sentences[each].join(" "),
  );
  return {
    name: messages.sheets.names.summary,
    widths: SUMMARY_WIDTHS,
    rows: [
      paragraph(comparison.post.title, "title"),
      ...roomRows(comparison, messages),
      [],
      ...peopleRows(comparison, messages),
      [],
      heading(messages.sheets.summary.text),
      ...text.map((block) => paragraph(block)),
      ...noteRows(comparison.notes, messages),
      [],
      ...gainRows(comparison, messages),
      [],
      ...testRows(comparison, messages),
    ],
  };
};
