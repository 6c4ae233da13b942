/** Before and after: who, how much, question by question, and where the wrong answers went. */
import type { Comparison } from "../../../protocol/comparisons.ts";
import { h } from "../shared/dom.ts";
import { fill, locale, number } from "../shared/language.ts";
import { comparisonFile } from "./api.ts";
import { effectsPart } from "./comparison-effects.ts";
import { flowsPart } from "./comparison-flows.ts";
import { gainsPart } from "./comparison-gains.ts";
import { comparedItemsPart } from "./comparison-items.ts";
import { pairingPart } from "./comparison-pairing.ts";
import { transitionsPart } from "./comparison-transitions.ts";
import { copyPart } from "./copy.ts";
import { onlyCounts } from "./few.ts";
import { type FileLink, filesPart, notesPart } from "./files.ts";
import { decimal, interval, points, share, signed } from "./numbers.ts";
import { backTo, day } from "./parts.ts";
import { figure } from "./room-test.ts";
import { missing } from "./table.ts";
import { texts } from "./texts.ts";
import { noteSentences } from "./words.ts";

/** "Before → after" with an arrow that is read as a word. */
export const fromTo = (before: string, after: string): HTMLElement =>
  h(
    "span",
    { class: "from-to" },
    before,
    h("span", { class: "arrow", aria: { hidden: true } }, "→"),
    h("span", { class: "visually-hidden" }, ` ${texts().organiser.comparison.to} `),
    h("b", {}, after),
  );

/** The gain in percentage points with its interval, and in points of k. */
export const gainWords = ({ total, k }: Comparison): string => {
  const words = texts().organiser.comparison;
  const { meanGain, gainCi } = total;
  if (meanGain === null) return "";
  const ci =
    gainCi === null
      ? ""
      : ` (${fill(texts().organiser.test.ci, { interval: interval(gainCi, (end) => points(end / k)) })})`;
  return fill(words.gain, { points: signed(meanGain), percent: points(meanGain / k), ci });
};

const headFigures = (comparison: Comparison): HTMLElement => {
  const words = texts().organiser.comparison;
  const { total, k, worst, nPre, nPost, nPaired } = comparison;
  const few = onlyCounts(comparison);
  const { meanPre, meanPost } = total;
  return h(
    "dl",
    { class: "figures" },
    figure(words.nPre, number(nPre)),
    figure(words.nPost, number(nPost)),
    figure(words.nPaired, number(nPaired), comparison.design === "independent" && words.unpaired),
    !few && [
      figure(
        words.mean,
        meanPre === null || meanPost === null
          ? missing(total.why.meanPre ?? total.why.meanPost)
          : fromTo(share(meanPre / k), share(meanPost / k)),
        meanPre !== null &&
          meanPost !== null &&
          fill(words.ofK, { before: decimal(meanPre), after: decimal(meanPost), k }),
      ),
      figure(
        fill(words.worst, { n: worst.itemIds.length }),
        worst.prePercent === null || worst.postPercent === null
          ? missing(worst.why.prePercent ?? worst.why.postPercent)
          : fromTo(share(worst.prePercent / 100), share(worst.postPercent / 100)),
        words.worstWhy,
      ),
    ],
  );
};

const files = ({ pre, post }: Comparison): HTMLElement => {
  const { files: words, comparison } = texts().organiser;
  const file = (kind: string, label: string, holds: FileLink["holds"], values?: string): FileLink => ({
    label,
    holds,
    address: (options) => comparisonFile(pre.id, post.id, kind, { ...options, ...(values && { values }) }),
  });
  return filesPart(
    [
      file("xlsx", words.xlsx, "table"),
      file("csv", words.wide, "rows"),
      file("csv", words.letters, "rows", "letters"),
      file("json", words.json, "table"),
    ],
    h("a", { class: "button primary", href: `#sheet=${pre.id}~${post.id}` }, comparison.sheet),
    h("button", { type: "button", class: "button", onclick: () => print() }, texts().organiser.room.print),
  );
};

/** The page of a comparison. */
export const comparisonPage = (comparison: Comparison): HTMLElement => {
  const words = texts().organiser.comparison;
  const { pre, post } = comparison;
  const workshop = post.workshop?.id ?? pre.workshop?.id;
  const date = (at: { startedAt: number | null; createdAt: number }) => day(at.startedAt ?? at.createdAt);
  const paired = comparison.design === "paired";
  const few = onlyCounts(comparison);
  return h(
    "article",
    { class: "comparison" },
    workshop === undefined
      ? backTo("#", texts().organiser.room.back)
      : backTo(`#workshop=${workshop}`, texts().organiser.room.toWorkshop),
    h("h1", {}, words.title),
    h(
      "p",
      { class: "facts" },
      h("a", { href: `#room=${pre.id}` }, h("bdi", {}, pre.title), `, ${date(pre)}`),
      " → ",
      h("a", { href: `#room=${post.id}` }, h("bdi", {}, post.title), `, ${date(post)}`),
    ),
    headFigures(comparison),
    !few && h("p", { class: "gain-line" }, gainWords(comparison)),
    notesPart(noteSentences(comparison.notes)),
    files(comparison),
    copyPart(comparison.sentences[locale()]),
    comparedItemsPart(comparison, few),
    paired && [transitionsPart(comparison), flowsPart(comparison, few), gainsPart(comparison, few)],
    paired && !few && effectsPart(comparison),
    pairingPart(comparison),
  );
};
