/** Rating items: one by one, and together as a scale. */
import type { Bands, Questionnaire, QuestionnaireLine } from "../../protocol/reports.ts";
import type { WhyNot } from "../../protocol/why.ts";
import type { Item } from "../items/index.ts";
import type { Analysis } from "./analysis.ts";
import { bandPlace } from "./bands.ts";
import { COUNTS_ONLY } from "./notes.ts";
import type { Column } from "./persons.ts";
import { likert, likertScale, reversed } from "./stats/likert.ts";
import type { Stat } from "./stats/stat.ts";
import { reasons } from "./why.ts";

interface Rated {
  column: Column;
  scale: number;
  labels: string[];
  reverse: boolean;
  /** Per person the point as answered, null without an answer. */
  answers: (number | null)[];
}

/** One that nobody was shown says nothing of anybody. */
const wasPut = ({ column: { round } }: Rated): boolean => !round.voided && round.openedAt !== null;

type Rating = Extract<Item, { type: "rating" }>;
const isRating = (item: Item): item is Rating => item.type === "rating";

/** The rating items among the columns, each with the answers of all persons. */
const ratedOf = ({ columns, persons }: Analysis): Rated[] =>
  columns.flatMap((column, place) => {
    const { item, type } = column;
    if (!isRating(item)) return [];
    const labels = type.present(item, "en").options?.map(({ text }) => text) ?? [];
    const answers = persons.map(({ cells }) => {
      const value = cells[place]?.value ?? null;
      return value === null || column.round.voided ? null : Number(value);
    });
    return [{ column, scale: item.scale, labels, reverse: item.reverse, answers }];
  });

const turned = ({ answers, reverse, scale }: Rated): (number | null)[] =>
  answers.map((point) => (point !== null && reverse ? reversed(point, scale) : point));

const bandFor = (bands: Bands, scale: number, { mean, tcr }: { mean: number | null; tcr: number | null }) => {
  if (bands.scale !== null && bands.scale !== scale) return "other_scale";
  const value = bands.of === "tcr" ? tcr : mean;
  return value === null ? undefined : bandPlace(bands, value);
};

const line = (rated: Rated, bands: Bands): QuestionnaireLine => {
  const { column, scale, labels, reverse, answers } = rated;
  const { item, position, round } = column;
  const { why, number } = reasons();
  const given = answers.filter((point) => point !== null);
  const asked = likert(given, scale);
  const stats = likert(
    turned(rated).filter((point) => point !== null),
    scale,
  );
  const unless = (stat: Stat): Stat => (round.voided ? "voided" : stat);
  const mean = number("mean", unless(stats.mean));
  const tcr = number("tcr", unless(stats.tcr));
  return {
    id: item.id,
    position,
    stem: item.stem,
    scale,
    labels,
    reverse,
    voided: round.voided,
    n: given.length,
    countsOnly: given.length < COUNTS_ONLY,
    missing: wasPut(rated) ? answers.length - given.length : 0,
    counts: asked.counts,
    countsScored: stats.counts,
    median: number("median", unless(stats.median)),
    mean,
    sd: number("sd", unless(stats.sd)),
    top2: number("top2", unless(stats.top2)),
    bottom2: number("bottom2", unless(stats.bottom2)),
    tcr,
    rescaled: number("rescaled", unless(stats.rescaled)),
    band: number("band", bandFor(bands, scale, { mean, tcr }) ?? why.mean ?? "nobody"),
    why,
  };
};

/** All that were put to people and not voided as one scale; it has no number when they have different lengths. */
const together = (rated: readonly Rated[], persons: number, bands: Bands): Questionnaire["scale"] => {
  const kept = rated.filter(wasPut);
  const { why, number } = reasons();
  const scale = kept[0]?.scale ?? 0;
  const points = kept.map(turned);
  const rows = Array.from({ length: persons }, (_, person) => points.map((answers) => answers[person] ?? null));
  const stats = likertScale(kept.length === 0 ? [] : rows, scale);
  const none: WhyNot | undefined =
    kept.length === 0 ? "voided" : kept.some((other) => other.scale !== scale) ? "mixed_scales" : undefined;
  const tcr = number("tcr", none ?? stats.tcr);
  const mean = number("meanOfMeans", none ?? stats.meanOfItemMeans);
  return {
    n: stats.nComplete,
    alpha: number("alpha", none ?? stats.alpha),
    tcr,
    meanOfMeans: mean,
    band: number("band", none ?? bandFor(bands, scale, { mean, tcr }) ?? "nobody"),
    why,
  };
};

/** The questionnaire of a game; null without a closed rating item. */
export const questionnaire = (analysis: Analysis, bands: Bands): Questionnaire | null => {
  const rated = ratedOf(analysis);
  if (rated.length === 0) return null;
  return {
    items: rated.map((each) => line(each, bands)),
    scale: together(rated, analysis.persons.length, bands),
    bands,
  };
};
