/** Who chose what: distractor analysis of one item. */
import type { Choosers, ItemLine, OptionLine } from "../../protocol/reports.ts";
import type { WhyNot } from "../../protocol/why.ts";
import type { Locale } from "../i18n/languages.ts";
import { typeOf } from "../items/index.ts";
import { isRight, type Tally } from "../verdicts.ts";
import type { Analysis } from "./analysis.ts";
import { type Column, chosenIn } from "./persons.ts";
import { isFunctional, type OptionStats, optionStats } from "./stats/options.ts";
import type { Stat } from "./stats/stat.ts";
import { reasons } from "./why.ts";

/** An item in the analysis: its column and, if it counts, its place in the matrix. */
export interface Place {
  analysis: Analysis;
  column: number;
  /** Undefined: it does not count, for `none`. */
  scored: number | undefined;
  none: WhyNot;
  options: { id: string; text: string }[] | undefined;
}

type Discriminating = Pick<OptionStats, "upperShare" | "lowerShare" | "r">;

/** Over complete cases: choosers as given by `chose`. */
const among = ({ analysis, scored }: Place, chose: (place: number) => boolean): Discriminating | undefined => {
  const rest = scored === undefined ? undefined : analysis.rests[scored];
  if (!rest) return undefined;
  const chosen = analysis.complete.map((_, place) => chose(place));
  return optionStats({ chosen, rest, groups: analysis.groups });
};

/** A count, its share of n, and how it goes with the total; `none` where there is no such thing. */
const choosers = (count: number, n: number, stats: Discriminating | undefined, none: WhyNot): Choosers => {
  const { why, number } = reasons();
  return {
    count,
    share: number("share", n > 0 ? count / n : none === "voided" ? none : "nobody"),
    upperShare: number("upperShare", stats?.upperShare ?? none),
    lowerShare: number("lowerShare", stats?.lowerShare ?? none),
    r: number("r", stats?.r ?? none),
    why,
  };
};

const functionalOf = (line: Choosers, key: boolean, { scored, none, options }: Place): boolean | WhyNot => {
  if (scored === undefined) return none;
  if (!options) return "typed";
  if (key) return "is_key";
  const known = (field: "share" | "r"): Stat => line[field] ?? (line.why[field] as Stat);
  return isFunctional({ share: known("share"), r: known("r") });
};

/** A row for each answer of the distribution, then the row of those who gave none. */
export const optionLines = (
  place: Place,
  { item, n, omitted, distribution }: Tally,
): { options: OptionLine[]; omission: Choosers } => {
  const { analysis, column, options, none } = place;
  const texts = new Map(options?.map(({ id, text }) => [id, text]));
  const cells = analysis.complete.map(({ cells }) => cells[column]);
  const { picks: picked } = typeOf(item);
  const picks = cells.map((cell) => {
    const value = cell?.value ?? null;
    return value !== null && picked ? picked(item, value) : chosenIn(value);
  });
  const nobody: WhyNot = place.scored === undefined ? none : options ? "nobody" : "typed";
  const lines = distribution.map(({ id, text = texts.get(id) ?? id, count }): OptionLine => {
    const key = isRight(item, { id, text });
    const stats = options ? among(place, (person) => picks[person]?.includes(id) ?? false) : undefined;
    const line = choosers(count, n, stats, nobody);
    const functional = functionalOf(line, key, place);
    if (typeof functional === "string") line.why.functional = functional;
    return { id, text, key, ...line, functional: typeof functional === "string" ? null : functional };
  });
  const silent = among(place, (person) => cells[person]?.status === "omitted");
  return { options: lines, omission: choosers(omitted, n, silent, place.scored === undefined ? none : "nobody") };
};

/** Wrong options and how many of them work, when that is known of each; undefined where an item offers none. */
export const distractorsOf = (place: Place, lines: readonly OptionLine[]): ItemLine["distractors"] => {
  const wrong = lines.filter(({ key }) => !key);
  if (!place.options || wrong.length === 0 || place.none === "not_scored") return null;
  const known = wrong.every(({ functional }) => functional !== null);
  const functional = known ? wrong.filter((line) => line.functional).length : null;
  return { count: wrong.length, functional, efficiency: functional === null ? null : functional / wrong.length };
};

/** The options of an item in the quiz's language; undefined where answers are typed. */
export const optionsOf = ({ item, type }: Pick<Column, "item" | "type">, locale: Locale): Place["options"] =>
  type.present(item, locale).options?.map(({ id, text }) => ({ id, text }));
