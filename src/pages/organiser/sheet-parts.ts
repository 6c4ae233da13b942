/** The parts of the printable page. */

import type { Comparison, ComparisonItem } from "../../../protocol/comparisons.ts";
import type { Questionnaire } from "../../../protocol/reports.ts";
import { type Child, h } from "../shared/dom.ts";
import { counted, fill, number } from "../shared/language.ts";
import { fromTo, gainWords } from "./comparison.ts";
import { BEFORE } from "./comparison-items.ts";
import { intervalBar, swatch } from "./draw.ts";
import { onlyCounts } from "./few.ts";
import { stuckOf } from "./flow.ts";
import { NONE, points, roughShare, share } from "./numbers.ts";
import { day } from "./parts.ts";
import { ratingBar } from "./room-rating.ts";
import { texts } from "./texts.ts";

const NAMED = 4;
/** So many statements of a questionnaire have room. */
const RATINGS = 8;

const box = (name: string, figures: Child, below: Child): HTMLElement =>
  h("div", { class: "sheet-figure" }, h("dt", {}, name), h("dd", { class: "value" }, figures), h("dd", {}, below));

const dates = ({ pre, post }: Comparison): string => {
  const [before, after] = [pre, post].map(({ startedAt, createdAt }) => day(startedAt ?? createdAt));
  return before === after ? `${before}` : `${before} → ${after}`;
};

/** Who, when, and the figures that matter most. */
export const headPart = (comparison: Comparison): HTMLElement => {
  const { sheet: words, comparison: compared } = texts().organiser;
  const { nPre, nPost, nPaired, design, total, worst, k } = comparison;
  const few = onlyCounts(comparison);
  const { meanPre, meanPost } = total;
  const { prePercent, postPercent } = worst;
  return h(
    "dl",
    { class: "sheet-figures" },
    box(
      words.who,
      design === "paired" ? fill(counted(words.paired, nPaired), { n: nPaired }) : fromTo(number(nPre), number(nPost)),
      `${fill(words.sides, { pre: nPre, post: nPost })} · ${dates(comparison)}`,
    ),
    !few &&
      prePercent !== null &&
      postPercent !== null &&
      box(
        fill(compared.worst, { n: worst.itemIds.length }),
        fromTo(share(prePercent / 100), share(postPercent / 100)),
        compared.worstWhy,
      ),
    !few &&
      meanPre !== null &&
      meanPost !== null &&
      box(fill(words.mean, { k }), fromTo(share(meanPre / k), share(meanPost / k)), gainWords(comparison)),
  );
};

const barsCell = (item: ComparisonItem): HTMLTableCellElement =>
  h(
    "td",
    { class: "chart" },
    item.pPre !== null && intervalBar(item.pPre, item.wilsonPre, "before", BEFORE),
    item.pPost !== null && intervalBar(item.pPost, item.wilsonPost, "after"),
  );

const row = (item: ComparisonItem, few: boolean): HTMLTableRowElement => {
  const { pPre, pPost, diff, rr, rw, wr } = item;
  const counts = rr === null || rw === null || wr === null ? [NONE, NONE] : [number(rr + rw), number(rr + wr)];
  const cells = few ? counts : [share(pPre), share(pPost), diff === null ? NONE : points(diff)];
  return h(
    "tr",
    {},
    h("td", { class: "number" }, number(item.positionPre)),
    h("th", { scope: "row" }, h("span", { class: "sheet-stem" }, item.stem)),
    !few && barsCell(item),
    cells.map((text, index) => h("td", { class: index === 1 ? "number strong" : "number" }, text)),
  );
};

/** Before and after, a row a question. */
export const itemsTable = (comparison: Comparison): HTMLElement => {
  const { sheet: words, comparison: compared, room } = texts().organiser;
  const few = onlyCounts(comparison);
  const head = (text: Child, kind = "number") => h("th", { scope: "col", class: kind }, text);
  return h(
    "table",
    { class: "sheet-items", aria: { label: compared.items } },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head(room.number),
        head(room.question, ""),
        !few && head(few ? "" : words.right, "chart"),
        head([!few && swatch("", BEFORE), compared.before]),
        head([!few && swatch("after"), compared.after]),
        !few && head(words.change),
      ),
    ),
    h(
      "tbody",
      {},
      comparison.items.map((item) => row(item, few)),
    ),
  );
};

/** The wrong options that most still choose. */
export const stuckPart = (comparison: Comparison): HTMLElement | null => {
  if (comparison.design !== "paired" || onlyCounts(comparison)) return null;
  const { sheet: words } = texts().organiser;
  const found = comparison.items
    .flatMap((item) => {
      const stuck = stuckOf(item);
      return stuck === undefined ? [] : [{ item, stuck }];
    })
    .sort((a, b) => b.stuck.after - a.stuck.after)
    .slice(0, NAMED);
  return h(
    "section",
    { class: "sheet-stuck" },
    h("h2", {}, words.stuck),
    found.length === 0
      ? h("p", {}, words.stuckNone)
      : h(
          "ul",
          {},
          found.map(({ item, stuck }) =>
            h(
              "li",
              {},
              h("b", {}, fill(words.stuckItem, { n: item.positionPost })),
              h("span", { class: "sheet-option" }, ` “${stuck.text}” `),
              h("span", { class: "nowrap" }, fromTo(roughShare(stuck.before), roughShare(stuck.after))),
            ),
          ),
        ),
  );
};

/** The questionnaire as a small table. */
export const ratingTable = ({ items }: Questionnaire): HTMLElement => {
  const { sheet: words, rating } = texts().organiser;
  const shown = items.filter(({ voided }) => !voided).slice(0, RATINGS);
  const head = (text: string, kind = "number") => h("th", { scope: "col", class: kind }, text);
  return h(
    "section",
    { class: "sheet-ratings" },
    h("h2", {}, words.ratings),
    h(
      "table",
      { aria: { label: words.ratings } },
      h(
        "thead",
        {},
        h("tr", {}, head(rating.statement, ""), head(rating.answers, "chart"), head(rating.median), head(rating.top2)),
      ),
      h(
        "tbody",
        {},
        shown.map((item) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, h("span", { class: "sheet-stem" }, item.stem)),
            h("td", { class: "chart" }, ratingBar(item, "bare")),
            h("td", { class: "number" }, item.median === null ? NONE : number(item.median, 1)),
            h("td", { class: "number" }, item.countsOnly ? NONE : roughShare(item.top2)),
          ),
        ),
      ),
    ),
  );
};
