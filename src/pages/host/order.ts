/** The order of a summary: as asked, or hardest first. */
import { h } from "../shared/dom.ts";
import { texts } from "./texts.ts";

export type Order = "order" | "worst";

const ORDERS: readonly Order[] = ["order", "worst"];

/** Items in an order; `ease` is the share right 0..1 by which they are hard, null for those that come last. */
export const inOrder = <Item extends { position: number }>(
  items: readonly Item[],
  order: Order,
  ease: (item: Item) => number | null,
): Item[] => [...items].sort((a, b) => (order === "order" ? a.position - b.position : (ease(a) ?? 2) - (ease(b) ?? 2)));

/** Two buttons; `chosen` hears the first order at once and every one after it. */
export const orderSwitch = (first: Order, chosen: (order: Order) => void): HTMLElement => {
  const { finish } = texts().host;
  const words = { order: finish.inOrder, worst: finish.worstFirst };
  const choose = (order: Order) => {
    for (const [index, button] of buttons.entries()) {
      button.setAttribute("aria-pressed", String(ORDERS[index] === order));
    }
    chosen(order);
  };
  const buttons = ORDERS.map((order) =>
    h("button", { type: "button", class: "segment", onclick: () => choose(order) }, words[order]),
  );
  choose(first);
  return h("div", { class: "segments", role: "group" }, buttons);
};
