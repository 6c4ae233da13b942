/** Question by question: two bars, and the difference on its interval; then the numbers. */

import type { Comparison, ComparisonItem } from "../../../protocol/comparisons.ts";
import type { Range } from "../../../protocol/why.ts";
import { h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { difference, domainOf, intervalBar, swatch } from "./draw.ts";
import { decimal, interval, points, pValue, share } from "./numbers.ts";
import { missing, numberCell, rowHead, table, value } from "./table.ts";
import { texts } from "./texts.ts";

/** Before is hatched and after is full, so that grey paper tells them apart. */
export const BEFORE = "url(#hatch)";

/** Right ones of the paired people, before and after. */
const rightOf = ({ rr, rw, wr, ww }: ComparisonItem) => {
  if (rr === null || rw === null || wr === null || ww === null) return undefined;
  return { before: rr + rw, after: rr + wr, n: rr + rw + wr + ww };
};

const barLine = (name: string, p: number, range: Range | null, after: boolean): HTMLElement =>
  h(
    "p",
    { class: "pair-line" },
    h("span", { class: "pair-name" }, name),
    intervalBar(p, range, after ? "after" : "before", after ? undefined : BEFORE),
    h("span", { class: "pair-share" }, share(p)),
  );

const pairOfBars = (item: ComparisonItem, domain: Range): HTMLLIElement => {
  const words = texts().organiser.comparison;
  const { diff, diffCi } = item;
  return h(
    "li",
    { class: "pair" },
    h(
      "p",
      { class: "stem" },
      h("b", {}, `${number(item.positionPre)}. `),
      item.stem,
      item.changed && h("small", { class: "tag" }, words.changed),
    ),
    h(
      "div",
      { class: "pair-bars" },
      item.pPre !== null && barLine(words.before, item.pPre, item.wilsonPre, false),
      item.pPost !== null && barLine(words.after, item.pPost, item.wilsonPost, true),
    ),
    diff !== null &&
      h(
        "div",
        { class: "pair-difference" },
        h("p", {}, h("b", {}, points(diff)), ` ${words.pp}`),
        difference(diff, diffCi, domain),
        diffCi !== null && h("small", {}, interval(diffCi, points)),
      ),
  );
};

const figureRow = (item: ComparisonItem): HTMLTableRowElement => {
  const { why } = item;
  return h(
    "tr",
    {},
    numberCell(number(item.positionPre)),
    rowHead(h("p", { class: "stem one-line" }, item.stem)),
    numberCell(value(item.pPre, (x) => share(x), why, "pPre")),
    numberCell(value(item.pPost, (x) => share(x), why, "pPost")),
    numberCell(value(item.diff, points, why, "diff")),
    numberCell(item.diffCi === null ? missing(why.diffCi) : interval(item.diffCi, points)),
    numberCell(value(item.g, (x) => decimal(x), why, "g")),
    numberCell(value(item.mcnemar.exactP, (p) => pValue(p, false), why, "mcnemar.exactP")),
    numberCell(value(item.holmP, (p) => pValue(p, false), why, "holmP")),
  );
};

const countRow = (item: ComparisonItem): HTMLTableRowElement => {
  const words = texts().organiser.comparison;
  const right = rightOf(item);
  const of = (count: number) => fill(texts().organiser.room.ofShown, { correct: count, n: right?.n ?? 0 });
  return h(
    "tr",
    {},
    numberCell(number(item.positionPre)),
    rowHead(h("p", { class: "stem" }, item.stem, item.changed && h("small", { class: "tag" }, words.changed))),
    numberCell(right ? of(right.before) : missing(item.why.rr)),
    numberCell(right ? of(right.after) : missing(item.why.rr)),
  );
};

/** The section of the questions; `few`: counts only. */
export const comparedItemsPart = ({ items, design }: Comparison, few: boolean): HTMLElement => {
  const { comparison: words, room } = texts().organiser;
  const domain = domainOf(items.map(({ diffCi, diff }) => diffCi ?? (diff === null ? null : [diff, diff])));
  const head = [[room.number, "number"], [room.question], [words.before, "number"], [words.after, "number"]] as const;
  return h(
    "section",
    { aria: { labelledby: "compared" } },
    h("h2", { id: "compared" }, words.items),
    few
      ? table("compared", head, items.map(countRow))
      : [
          h(
            "ul",
            { class: "legend" },
            h("li", {}, swatch("", BEFORE), words.before),
            h("li", {}, swatch("after"), words.after),
            h("li", { class: "muted" }, words.whiskers),
          ),
          h(
            "ol",
            { class: "pairs" },
            items.map((item) => pairOfBars(item, domain)),
          ),
          table(
            "compared",
            [
              ...head,
              [words.change, "number"],
              [words.ci, "number"],
              ["g", "number"],
              [words.exactP, "number"],
              [words.holmP, "number"],
            ],
            items.map(figureRow),
            "figures-table",
          ),
          h("p", { class: "note" }, design === "paired" ? words.itemsWhy : words.itemsWhyUnpaired),
        ],
  );
};
