/** The reveal of a rating: a bar a point, the median and the share of the two highest points. */
import { type Child, h } from "../shared/dom.ts";
import { counted, fill, number, percent, quizLanguage } from "../shared/language.ts";
import { bar } from "./bars.ts";
import { medianPoint, topTwoShare } from "./likert.ts";
import type { SnapshotAt } from "./screen.ts";
import { texts } from "./texts.ts";

type Reveal = SnapshotAt<"reveal">;

const pointsOf = ({ prompt, distribution = [] }: Reveal): { id: string; text: string; count: number }[] => {
  const counts = new Map(distribution.map(({ id, count }) => [id, count]));
  return (prompt?.options ?? []).map(({ id, text }) => ({ id, text, count: counts.get(id) ?? 0 }));
};

/** The two large figures, as far as they exist. */
export const ratingFigure = (snapshot: Reveal): { shown: Child; said: string } => {
  const { reveal } = texts().host;
  const counts = pointsOf(snapshot).map(({ count }) => count);
  const n = counts.length;
  const median = medianPoint(counts);
  const top = topTwoShare(counts);
  const figures: [string, string][] = [];
  // Of two points the bars say it all.
  if (median !== null && n > 2) figures.push([number(median, 1), fill(reveal.middle, { n })]);
  if (top !== null) figures.push([percent(top), fill(reveal.topTwo, { a: n - 1, b: n })]);
  const { responded } = snapshot;
  if (figures.length === 0) figures.push([number(responded), counted(reveal.poll, responded)]);
  return {
    shown: h(
      "div",
      { class: "figures" },
      figures.map(([value, word]) =>
        h("div", {}, h("p", { class: "share tabular" }, value), h("p", { class: "share-line" }, word)),
      ),
    ),
    said: figures.map(([value, word]) => `${value} ${word}`).join(", "),
  };
};

/** A row a point, the lowest first; a bar's whole is everybody who answered. One colour: no point is better than another. */
export const pointRows = (snapshot: Reveal): HTMLElement => {
  const { reveal } = texts().host;
  const points = pointsOf(snapshot);
  const all = points.reduce((sum, { count }) => sum + count, 0);
  const worded = points.some(({ id, text }) => text !== id);
  return h(
    "ol",
    { class: `points${worded ? " worded" : ""}`, aria: { label: reveal.answers } },
    points.map(({ id, text, count }) =>
      h(
        "li",
        { class: "point" },
        h("span", { class: "point-step tabular" }, id),
        worded &&
          h(
            "span",
            { class: "point-words" },
            h("span", { class: "row-words", lang: quizLanguage() }, text === id ? "" : text),
          ),
        bar(all === 0 ? 0 : count / all, "tone-accent"),
        h("span", { class: "point-share tabular" }, all === 0 ? "–" : percent(count / all)),
        h(
          "span",
          { class: "point-count tabular" },
          h("span", { aria: { hidden: "true" } }, number(count)),
          h("span", { class: "visually-hidden" }, fill(counted(reveal.count, count), { n: count })),
        ),
      ),
    ),
  );
};
