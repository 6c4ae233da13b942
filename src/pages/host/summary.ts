/** The summary to project: the share right per item, in order or worst first, and its mean. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { number, percent, quizLanguage } from "../shared/language.ts";
import { bar } from "./bars.ts";
import { inOrder, type Order, orderSwitch } from "./order.ts";
import { texts } from "./texts.ts";

type Item = NonNullable<Extract<HostSnapshotOf, { phase: "finished" }>["perItem"]>[number];
/** More items than this stand in two columns. */
const ONE_COLUMN = 10;

/** Items with a right answer; polls have none. */
const judged = (items: readonly Item[]): Item[] => items.filter((item) => item.correctShare !== null || item.voided);

/** The mean of the shares right, 0..1, over the items that count; null when there is none. */
const meanShare = (items: readonly Item[]): number | null => {
  const shares = items.flatMap(({ correctShare, voided }) => (correctShare === null || voided ? [] : [correctShare]));
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
};

const row = ({ position, stem, correctShare, voided }: Item): HTMLLIElement => {
  const share = voided ? null : correctShare;
  return h(
    "li",
    { class: `item${share === null ? " item-void" : ""}` },
    h("span", { class: "item-position tabular" }, number(position)),
    h("span", { class: "item-stem", lang: quizLanguage() }, stem),
    share === null ? h("span", { class: "item-note" }, texts().host.finish.voided) : bar(share, "tone-accent"),
    h("span", { class: "item-share tabular" }, share === null ? "–" : percent(share)),
  );
};

/** The summary; `changed` hears the order chosen. */
export const summaryOf = (items: readonly Item[], first: Order, changed: (order: Order) => void): HTMLElement => {
  const { finish } = texts().host;
  const scored = judged(items);
  const mean = meanShare(items);
  const two = scored.length > ONE_COLUMN;
  const list = h("ol", { class: `items${two ? " two" : ""}` });
  list.style.setProperty("--rows", String(Math.ceil(scored.length / 2)));
  const orders = orderSwitch(first, (order) => {
    refill(list, inOrder(scored, order, ({ voided, correctShare }) => (voided ? null : correctShare)).map(row));
    changed(order);
  });
  return h(
    "section",
    { class: "summary" },
    h(
      "div",
      { class: "summary-top" },
      h("h1", { class: "title" }, finish.summary),
      scored.length > 1 && orders,
      mean !== null &&
        h(
          "p",
          { class: "mean" },
          h("b", { class: "mean-number tabular" }, percent(mean, 1)),
          h("span", {}, finish.mean),
        ),
    ),
    scored.length > 0 ? list : h("p", { class: "rows-none" }, finish.nothing),
  );
};
