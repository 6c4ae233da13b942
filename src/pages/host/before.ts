/** After a post-test: how every item went in the pre-test and how it went now, side by side. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { counted, fill, number, percent, quizLanguage } from "../shared/language.ts";
import { bar } from "./bars.ts";
import { meanChange, type Pair, pairedItems } from "./change.ts";
import { inOrder, type Order, orderSwitch } from "./order.ts";
import { texts } from "./texts.ts";

type Item = NonNullable<Extract<HostSnapshotOf, { phase: "finished" }>["perItem"]>[number];

/** More items than this stand in two columns. */
const ONE_COLUMN = 10;

/** A difference of shares in percentage points, with its sign: +5,5. */
const signed = (points: number, digits: number): string => {
  const rounded = Number(points.toFixed(digits));
  return `${rounded > 0 ? "+" : rounded < 0 ? "\u2212" : ""}${number(Math.abs(rounded), digits)}`;
};

const line = (share: number, tone: string, word: string) =>
  h(
    "span",
    { class: "pair-line" },
    bar(share, tone),
    h("span", { class: "visually-hidden" }, `${word}: `),
    h("span", { class: "pair-share tabular" }, percent(share)),
  );

const row = ({ position, stem, before, after }: Pair): HTMLLIElement => {
  const { finish } = texts().host;
  return h(
    "li",
    { class: "item pair" },
    h("span", { class: "item-position tabular" }, number(position)),
    h("span", { class: "item-stem", lang: quizLanguage() }, stem),
    h(
      "span",
      { class: "pair-lines" },
      line(before, "tone-before", finish.before),
      line(after, "tone-accent", finish.after),
    ),
    h(
      "span",
      { class: "item-share tabular" },
      signed((after - before) * 100, 0),
      h("span", { class: "visually-hidden" }, ` ${finish.points}`),
    ),
  );
};

const figure = (value: string, word: string, tone: string) =>
  h("div", { class: `change-figure ${tone}` }, h("dd", { class: "mean-number tabular" }, value), h("dt", {}, word));

/** The comparison to project; `changed` hears the order chosen. */
export const beforeAfterOf = (items: readonly Item[], first: Order, changed: (order: Order) => void): HTMLElement => {
  const { finish } = texts().host;
  const pairs = pairedItems(items);
  const mean = meanChange(pairs);
  const list = h("ol", { class: `items pairs${pairs.length > ONE_COLUMN ? " two" : ""}` });
  list.style.setProperty("--rows", String(Math.ceil(pairs.length / 2)));
  const orders = orderSwitch(first, (order) => {
    refill(list, inOrder(pairs, order, ({ before }) => before).map(row));
    changed(order);
  });
  return h(
    "section",
    { class: "summary" },
    h(
      "div",
      { class: "summary-top" },
      h(
        "div",
        { class: "change-head" },
        h("h1", { class: "title" }, finish.change),
        h(
          "p",
          { class: "legend" },
          h("i", { class: "swatch tone-before" }),
          finish.before,
          h("i", { class: "swatch tone-accent" }),
          finish.after,
        ),
      ),
      pairs.length > 1 && orders,
      mean !== null &&
        h(
          "dl",
          { class: "change", aria: { label: fill(counted(finish.meanOf, pairs.length), { n: pairs.length }) } },
          figure(percent(mean.before, 1), finish.before, ""),
          figure(percent(mean.after, 1), finish.after, ""),
          figure(signed((mean.after - mean.before) * 100, 1), finish.points, "difference"),
        ),
    ),
    list,
  );
};
