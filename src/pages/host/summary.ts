/** The summary to project: the share right per item, in order or worst first, and its mean. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { number, percent } from "../shared/language.ts";
import { bar } from "./bars.ts";
import { texts } from "./texts.ts";

type Item = NonNullable<Extract<HostSnapshotOf, { phase: "finished" }>["perItem"]>[number];
/** More items than this stand in two columns. */
const ONE_COLUMN = 10;

export type Order = "order" | "worst";

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
    h("span", { class: "item-stem" }, stem),
    share === null ? h("span", { class: "item-note" }, texts().host.finish.voided) : bar(share, "tone-accent"),
    h("span", { class: "item-share tabular" }, share === null ? "–" : percent(share)),
  );
};

const sorted = (items: readonly Item[], order: Order): Item[] =>
  order === "order"
    ? [...items].sort((a, b) => a.position - b.position)
    : [...items].sort((a, b) => (a.voided ? 2 : (a.correctShare ?? 2)) - (b.voided ? 2 : (b.correctShare ?? 2)));

/** The summary; `changed` hears the order chosen. */
export const summaryOf = (items: readonly Item[], first: Order, changed: (order: Order) => void): HTMLElement => {
  const { finish } = texts().host;
  const scored = judged(items);
  const mean = meanShare(items);
  const two = scored.length > ONE_COLUMN;
  const list = h("ol", { class: `items${two ? " two" : ""}` });
  list.style.setProperty("--rows", String(Math.ceil(scored.length / 2)));
  const orders: Order[] = ["order", "worst"];
  const buttons = orders.map((order) =>
    h(
      "button",
      { type: "button", class: "segment", onclick: () => draw(order) },
      order === "order" ? finish.inOrder : finish.worstFirst,
    ),
  );
  const draw = (order: Order) => {
    refill(list, sorted(scored, order).map(row));
    for (const [index, button] of buttons.entries()) {
      button.setAttribute("aria-pressed", String(orders[index] === order));
    }
    changed(order);
  };
  draw(first);
  return h(
    "section",
    { class: "summary" },
    h(
      "div",
      { class: "summary-top" },
      h("h1", { class: "title" }, finish.summary),
      scored.length > 1 && h("div", { class: "segments", role: "group" }, buttons),
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
