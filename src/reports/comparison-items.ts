/** Each common item before and after. */
import type { ComparisonItem, Flow } from "../../protocol/comparisons.ts";
import type { Locale } from "../i18n/languages.ts";
import { itemVersion } from "../item-version.ts";
import { newcombe } from "./independent.ts";
import { type Column, chosenIn } from "./persons.ts";
import type { Participant } from "./same-person.ts";
import type { CommonItem, Complete, Sides } from "./sides.ts";
import { at, sumOf } from "./stats/descriptive.ts";
import { agrestiMin, wilson } from "./stats/interval.ts";
import { holm, mcnemar } from "./stats/mcnemar.ts";
import type { Stat } from "./stats/stat.ts";
import { guessCorrected, itemGain, transitionsOf } from "./stats/transition.ts";
import { reasons } from "./why.ts";

const scoresAt = (people: readonly Complete[], item: number): number[] => people.map(({ scores }) => at(scores, item));

/** What an item's four transitions and their tests come from; scores of the same people on both occasions. */
const movesAt = ({ cases }: Sides, item: number) => {
  const before = cases.map(({ pre }) => at(pre.scores, item));
  const after = cases.map(({ post }) => at(post.scores, item));
  const cells = transitionsOf(before, after);
  return { before, after, cells, test: mcnemar(cells) };
};

const choicesOf = ({ item, type }: Column, locale: Locale) => type.present(item, locale).options;

/** The options of both rooms, each with whether it is right in either. */
const optionsOf = ({ pre, post }: CommonItem, locale: Locale): ComparisonItem["options"] => {
  const [before, after] = [choicesOf(pre, locale) ?? [], choicesOf(post, locale) ?? []];
  const texts = new Map([...after, ...before].map(({ id, text }) => [id, text]));
  const order = [...before, ...after].map(({ id }) => id);
  const [keyPre, keyPost] = [pre.type.key(pre.item), post.type.key(post.item)];
  return [...new Set(order)].map((id) => ({
    id,
    text: texts.get(id) ?? id,
    keyPre: keyPre.includes(id),
    keyPost: keyPost.includes(id),
  }));
};

/** How many went from which choice to which; none where answers are typed. */
const flowOf = (
  { cases }: Sides,
  { prePlace, postPlace }: CommonItem,
  options: ComparisonItem["options"],
): ComparisonItem["optionFlow"] => {
  if (options.length === 0) return [];
  const choice = ({ cells }: Participant, place: number) => {
    const { value = null, x = null } = cells[place] ?? {};
    return { id: typeof value === "string" ? value : chosenIn(value).join(";") || null, right: x === 1 };
  };
  const rows = new Map<string | null, Map<string | null, Flow & { count: number }>>();
  for (const { pre, post } of cases) {
    const [from, to] = [choice(pre, prePlace), choice(post, postPlace)];
    const row = rows.get(from.id) ?? new Map<string | null, Flow & { count: number }>();
    const flow = row.get(to.id) ?? { from: from.id, to: to.id, fromRight: from.right, toRight: to.right, count: 0 };
    flow.count += 1;
    rows.set(from.id, row.set(to.id, flow));
  }
  const flow = [...rows.values()].flatMap((row) => [...row.values()]);
  const places = new Map(options.map(({ id }, place) => [id, String(place)]));
  // Sets in the order of their options, who omitted last.
  const rank = (ids: string | null) =>
    ids
      ?.split(";")
      .map((id) => places.get(id) ?? "~")
      .join() ?? "~~";
  const order = ({ from, to }: { from: string | null; to: string | null }) => `${rank(from)} ${rank(to)}`;
  return flow.sort((a, b) => (order(a) < order(b) ? -1 : 1));
};

const headOf = (common: CommonItem, locale: Locale) => ({
  id: common.pre.item.id,
  positionPre: common.pre.position,
  positionPost: common.post.position,
  type: common.pre.item.type,
  stem: common.pre.item.stem,
  changed: itemVersion(common.pre.item) !== itemVersion(common.post.item),
  options: optionsOf(common, locale),
});

/** Options of a single choice, for guessing; null for any other item. */
const guesses = ({ pre: { item, type } }: CommonItem): number | null => {
  const { widget, options } = type.present(item, "en");
  return widget === "choose-one" ? (options?.length ?? null) : null;
};

const pairedItem = (
  sides: Sides,
  common: CommonItem,
  { before, after, cells, test }: ReturnType<typeof movesAt>,
  holmP: Stat,
  locale: Locale,
): ComparisonItem => {
  const { why, number, range } = reasons();
  const n = sides.cases.length;
  const gain = itemGain(cells);
  const guess = guessCorrected(cells, guesses(common));
  const head = headOf(common, locale);
  return {
    ...head,
    pPre: number("pPre", gain.pPre),
    wilsonPre: range("wilsonPre", wilson(sumOf(before), n)),
    pPost: number("pPost", gain.pPost),
    wilsonPost: range("wilsonPost", wilson(sumOf(after), n)),
    diff: number("diff", gain.diff),
    diffCi: range("diffCi", agrestiMin(cells.wr, cells.rw, n)),
    ...cells,
    g: number("g", gain.g),
    gained: number("gained", gain.gained),
    lost: number("lost", gain.lost),
    guess: {
      gamma: number("guess.gamma", guess.gamma),
      alpha: number("guess.alpha", guess.alpha),
      mu: number("guess.mu", guess.mu),
    },
    mcnemar: {
      chi2: number("mcnemar.chi2", test.chi2),
      p: number("mcnemar.p", test.p),
      chi2Cc: number("mcnemar.chi2Cc", test.chi2Cc),
      pCc: number("mcnemar.pCc", test.pCc),
      exactP: number("mcnemar.exactP", test.exactP),
      midP: number("mcnemar.midP", test.midP),
    },
    holmP: number("holmP", holmP),
    optionFlow: flowOf(sides, common, head.options),
    why,
  };
};

const groupsItem = (sides: Sides, common: CommonItem, place: number, locale: Locale): ComparisonItem => {
  const { why, number, range, none: nothing } = reasons();
  const [before, after] = [scoresAt(sides.preCases, place), scoresAt(sides.postCases, place)];
  const right = [sumOf(before), sumOf(after)] as const;
  const n = [before.length, after.length] as const;
  const share = (side: 0 | 1): Stat => (n[side] === 0 ? "nobody" : right[side] / n[side]);
  const [pPre, pPost] = [share(0), share(1)];
  const both = typeof pPre === "number" && typeof pPost === "number" ? { pPre, pPost } : undefined;
  const none = (field: string) => nothing(field, sides.unpaired ?? "not_paired");
  return {
    ...headOf(common, locale),
    pPre: number("pPre", pPre),
    wilsonPre: range("wilsonPre", wilson(right[0], n[0])),
    pPost: number("pPost", pPost),
    wilsonPost: range("wilsonPost", wilson(right[1], n[1])),
    diff: number("diff", both ? both.pPost - both.pPre : "nobody"),
    diffCi: range("diffCi", newcombe(right, n)),
    rr: none("rr"),
    rw: none("rw"),
    wr: none("wr"),
    ww: none("ww"),
    g: number("g", !both ? "nobody" : both.pPre === 1 ? "at_max" : (both.pPost - both.pPre) / (1 - both.pPre)),
    gained: none("gained"),
    lost: none("lost"),
    guess: { gamma: none("guess.gamma"), alpha: none("guess.alpha"), mu: none("guess.mu") },
    mcnemar: {
      chi2: none("mcnemar.chi2"),
      p: none("mcnemar.p"),
      chi2Cc: none("mcnemar.chi2Cc"),
      pCc: none("mcnemar.pCc"),
      exactP: none("mcnemar.exactP"),
      midP: none("mcnemar.midP"),
    },
    holmP: none("holmP"),
    optionFlow: [],
    why,
  };
};

/** A line per common item, in the order of the pre-test; fixed options are worded in `locale`. */
export const comparisonItems = (sides: Sides, locale: Locale): ComparisonItem[] => {
  if (sides.unpaired) return sides.common.map((common, place) => groupsItem(sides, common, place, locale));
  const moves = sides.common.map((_, place) => movesAt(sides, place));
  const corrected = holm(moves.map(({ test }): Stat => (sides.cases.length === 0 ? "nobody" : test.exactP)));
  return moves.flatMap((move, place) => {
    const common = sides.common[place];
    return common ? [pairedItem(sides, common, move, corrected[place] ?? "nobody", locale)] : [];
  });
};
