/** A short block to paste, that claims no more than n allows and names no cause. */

import type { Comparison } from "../../protocol/comparisons.ts";
import type { Range } from "../../protocol/why.ts";
import { LOCALES } from "../i18n/index.ts";
import type { Locale } from "../i18n/languages.ts";
import { decimal, filled, pValue } from "./numbers.ts";
import { bandOf } from "./stats/gain.ts";

type Compared = Omit<Comparison, "sentences">;
type Texts = (typeof LOCALES)[Locale]["report"];

/** The parts of the block in one language; a part whose numbers do not exist, or are hidden, is empty. */
const partsOf = (compared: Compared, locale: Locale) => {
  const { sentences: text, gain: bandNames }: Texts = LOCALES[locale].report;
  const { k, total, worst, nPaired, design } = compared;
  const [nPre, nPost] = design === "paired" ? [nPaired, nPaired] : [compared.nCompletePre, compared.nCompletePost];
  const write = (value: number, digits = 1) => decimal(value, digits, locale);
  const people = (n: number) => filled(text.people, { n });
  const percent = (points: number) => write((100 * points) / k);
  const points = (gain: number) => filled(text.points, { n: decimal((100 * gain) / k, 1, locale, true) });
  const between = (range: Range | null, each: (value: number) => string) =>
    range === null ? "" : filled(text.ci, { lo: each(range[0]), hi: each(range[1]) });
  const [right, rightAfter] = [(total.meanPre ?? 0) * nPre, (total.meanPost ?? 0) * nPost].map(Math.round) as [
    number,
    number,
  ];

  const means = (): string => {
    const { meanPre, meanPost, meanGain, gainCi, sdPre, sdPost } = total;
    if (meanPre === null || meanPost === null || meanGain === null) return "";
    const shares = { pre: percent(meanPre), post: percent(meanPost), gain: points(meanGain) };
    const ci = between(gainCi, percent);
    if (design === "independent") return filled(text.meansGroups, { ...shares, ci });
    if (gainCi === null) return filled(text.meansFixed, shares);
    return filled(text.means, { ...shares, ci, sdPre: percent(sdPre ?? 0), sdPost: percent(sdPost ?? 0) });
  };

  const gain = (): string => {
    if (total.gOfAverages === null) return total.why.gOfAverages === "at_max" ? text.gNone : "";
    // By whole numbers of right answers, never by a rounded g.
    const band = bandOf(right * nPost, rightAfter * nPre, k * nPre * nPost);
    return filled(text.g, { g: write(total.gOfAverages, 2), band: band === "at_max" ? "" : bandNames[band] });
  };

  const t = (): string => {
    if (total.t === null || total.df === null || total.p === null || total.dz === null) return "";
    const ci = between(total.dzCi, (value) => write(value, 2));
    const dz = write(total.dz, 2);
    return filled(text.t, { df: total.df, t: write(total.t, 2), p: pValue(total.p, locale), dz, ci });
  };

  const wilcoxon = (): string => {
    const { wPlus, wMinus, exactP, p } = total.wilcoxon;
    const value = exactP ?? p;
    if (wPlus === null || wMinus === null || value === null || total.same === null) return "";
    const variant = exactP === null ? text.normal : text.exact;
    // Sums of midranks are whole or halves.
    const sum = (ranks: number) => write(ranks, Number.isInteger(ranks) ? 0 : 1);
    const ranks = { plus: sum(wPlus), minus: sum(wMinus) };
    return filled(text.wilcoxon, { variant, ...ranks, p: pValue(value, locale), zero: people(total.same) });
  };

  const counts = { pre: people(compared.nPre), post: people(compared.nPost), k };
  return {
    counts:
      design === "paired"
        ? filled(text.counts, { ...counts, n: people(nPaired) })
        : filled(text.countsGroups, { ...counts, nPre: people(nPre), nPost: people(nPost) }),
    nobody: text.nobody,
    few: text.few,
    answers:
      total.meanPre === null || total.meanPost === null
        ? ""
        : filled(text.fewAnswers, { right, all: k * nPre, rightAfter, allAfter: k * nPost }),
    means,
    changes: (): string => {
      const { improved, same, worse } = total;
      if (improved === null || same === null || worse === null) return "";
      return filled(text.changes, { improved: people(improved), same: people(same), worse: people(worse) });
    },
    gain,
    t,
    wilcoxon,
    worst: (): string => {
      const { itemIds, prePercent, postPercent } = worst;
      if (prePercent === null || postPercent === null || itemIds.length < 2 || itemIds.length === k) return "";
      return filled(text.worst, { k: itemIds.length, pre: write(prePercent), post: write(postPercent) });
    },
    unpaired: design === "independent" ? text.unpaired : "",
    design: text.design,
    n: Math.min(nPre, nPost),
  };
};

/** The block in one language: who is counted, what changed and how surely, and what it does not show. */
export const sentences = (compared: Compared, locale: Locale): string[] => {
  const part = partsOf(compared, locale);
  const { n } = part;
  const { notes } = compared;
  const block =
    n === 0
      ? [part.nobody, part.design]
      : notes.includes("under_10")
        ? [part.counts, part.answers, part.changes(), part.unpaired, part.design]
        : [
            part.counts,
            notes.includes("under_30") ? part.few : "",
            part.means(),
            part.changes(),
            part.gain(),
            part.t(),
            part.wilcoxon(),
            part.worst(),
            part.unpaired,
            part.design,
          ];
  return block.filter((sentence) => sentence !== "");
};
