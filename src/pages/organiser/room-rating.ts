/** The questionnaire: how many chose each point, the median and the two best points; more on request. */
import type { Questionnaire, QuestionnaireLine } from "../../../protocol/reports.ts";
import { h } from "../shared/dom.ts";
import { fill, locale, number } from "../shared/language.ts";
import { stacked, swatch } from "./draw.ts";
import { decimal, NONE, share } from "./numbers.ts";
import { cell, missing, numberCell, rowHead, table, value } from "./table.ts";
import { texts } from "./texts.ts";

const BANDS = ["fifths", "quarters", "undip-fsm", "ikm"] as const;

/** The class of a point: five steps from light to dark, whatever the scale is. */
const pointKind = (point: number, scale: number): string =>
  `point-${Math.round((4 * (point - 1)) / Math.max(1, scale - 1))}`;

/** The bar of a rating item; hidden cells are left out. */
export const ratingBar = ({ counts, scale }: Pick<QuestionnaireLine, "counts" | "scale">, kind = ""): SVGSVGElement =>
  stacked(
    counts.map((count, index) => ({ count: count ?? 0, kind: pointKind(index + 1, scale) })),
    kind,
  );

const row = (item: QuestionnaireLine): HTMLTableRowElement => {
  const { rating, room } = texts().organiser;
  const small = [
    item.reverse && rating.reverse,
    item.voided && room.voided,
    item.missing > 0 && fill(rating.missing, { n: item.missing }),
  ].filter((part) => part !== false);
  return h(
    "tr",
    { class: item.voided ? "voided" : "" },
    numberCell(number(item.position)),
    rowHead(h("p", { class: "stem" }, item.stem), small.length > 0 && h("small", {}, small.join(" · "))),
    h(
      "td",
      { class: "chart" },
      ratingBar(item),
      h(
        "span",
        { class: "visually-hidden" },
        item.counts.map((count, index) => `${item.labels[index] ?? index + 1}: ${count ?? NONE}`).join(", "),
      ),
    ),
    numberCell(number(item.n)),
    numberCell(value(item.median, (median) => number(median, 1), item.why, "median")),
    numberCell(item.countsOnly ? missing("too_few") : value(item.top2, (top) => share(top), item.why, "top2")),
  );
};

const legend = ({ labels, scale }: QuestionnaireLine): HTMLElement =>
  h(
    "ul",
    { class: "legend" },
    labels.map((label, index) => h("li", {}, swatch(pointKind(index + 1, scale)), label)),
  );

const moreRow = (item: QuestionnaireLine, bandNames: readonly string[]): HTMLTableRowElement =>
  h(
    "tr",
    {},
    rowHead(`${number(item.position)}. ${item.stem}`),
    numberCell(value(item.mean, (x) => decimal(x), item.why, "mean")),
    numberCell(value(item.sd, (x) => decimal(x), item.why, "sd")),
    numberCell(value(item.tcr, (x) => decimal(x, 1), item.why, "tcr")),
    numberCell(value(item.rescaled, (x) => decimal(x, 1), item.why, "rescaled")),
    cell(item.band === null ? missing(item.why.band) : bandNames[item.band]),
  );

const more = ({ items, scale, bands }: Questionnaire, withBands: (bands: string) => void): HTMLElement => {
  const words = texts().organiser.rating;
  const names = bands.names[locale()];
  const choose = (event: Event) => withBands((event.target as HTMLSelectElement).value);
  return h(
    "details",
    { class: "more", open: bands.name !== "fifths" },
    h("summary", { id: "rating-more" }, words.more),
    table(
      "rating-more",
      [
        [words.statement],
        [words.mean, "number"],
        [words.sd, "number"],
        [words.tcr, "number"],
        [words.rescaled, "number"],
        [words.band],
      ],
      items.filter(({ voided }) => !voided).map((item) => moreRow(item, names)),
    ),
    h(
      "p",
      { class: "field-line" },
      h("label", { for: "bands" }, words.bandsOf),
      h(
        "select",
        { id: "bands", onchange: choose },
        BANDS.map((name) => h("option", { value: name, selected: name === bands.name }, words.bands[name])),
      ),
    ),
    scale.tcr !== null &&
      h(
        "p",
        { class: "note" },
        fill(words.scale, {
          n: scale.n,
          tcr: decimal(scale.tcr, 1),
          alpha: scale.alpha === null ? NONE : decimal(scale.alpha),
          band: scale.band === null ? NONE : (names[scale.band] ?? NONE),
        }),
      ),
    h("p", { class: "note" }, words.house),
  );
};

/** The section of rating items. */
export const ratingPart = (questionnaire: Questionnaire, withBands: (bands: string) => void): HTMLElement => {
  const { rating, room } = texts().organiser;
  const [first] = questionnaire.items;
  return h(
    "section",
    { aria: { labelledby: "ratings" } },
    h("h2", { id: "ratings" }, rating.title),
    first !== undefined && legend(first),
    table(
      "ratings",
      [
        [room.number, "number"],
        [rating.statement],
        [rating.answers, "chart"],
        [rating.n, "number"],
        [rating.median, "number"],
        [rating.top2, "number"],
      ],
      questionnaire.items.map(row),
      "rating-table",
    ),
    more(questionnaire, withBands),
  );
};
