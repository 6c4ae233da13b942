/** From wrong to right and back: what became of everyone, question by question. */
import type { Comparison, ComparisonItem } from "../../../protocol/comparisons.ts";
import { h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { type Part, stacked, swatch } from "./draw.ts";
import { missing, numberCell, rowHead, table } from "./table.ts";
import { texts } from "./texts.ts";

const LOST = "url(#hatch-lost)";
const KINDS = ["rr", "wr", "rw", "ww"] as const;

const part = (item: ComparisonItem, kind: (typeof KINDS)[number]): Part => ({
  count: item[kind] ?? 0,
  kind,
  ...(kind === "rw" && { fill: LOST }),
});

const row = (item: ComparisonItem): HTMLTableRowElement =>
  h(
    "tr",
    {},
    numberCell(number(item.positionPre)),
    rowHead(h("p", { class: "stem" }, item.stem)),
    h("td", { class: "chart" }, stacked(KINDS.map((kind) => part(item, kind)))),
    KINDS.map((kind) => {
      const count = item[kind];
      return numberCell(count === null ? missing(item.why[kind]) : number(count));
    }),
  );

/** The section, over the paired people. */
export const transitionsPart = ({ items, nPaired }: Comparison): HTMLElement => {
  const { transitions: words, room } = texts().organiser;
  return h(
    "section",
    { aria: { labelledby: "transitions" } },
    h("h2", { id: "transitions" }, words.title),
    h(
      "ul",
      { class: "legend" },
      KINDS.map((kind) => h("li", {}, swatch(kind, kind === "rw" ? LOST : undefined), words[kind])),
    ),
    table(
      "transitions",
      [
        [room.number, "number"],
        [room.question],
        [fill(words.people, { n: nPaired }), "chart"],
        ...KINDS.map((kind) => [words[`${kind}Short`], "number"] as const),
      ],
      items.map(row),
      "transitions-table",
    ),
  );
};
