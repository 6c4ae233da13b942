/** Tables, and cells that say why they are empty. */
import type { Why, WhyNot } from "../../../protocol/why.ts";
import { type Child, h } from "../shared/dom.ts";
import { NONE } from "./numbers.ts";
import { reasonWords } from "./words.ts";

/** A head and the class of its column: "number", "actions", "chart" ... */
export type Column = readonly [head: Child, kind?: string];

/** A table that scrolls sideways in itself where it is too wide; `labelledby` is the id of its heading. */
export const table = (
  labelledby: string,
  columns: readonly Column[],
  rows: readonly HTMLTableRowElement[],
  kind = "",
): HTMLElement =>
  h(
    "div",
    { class: "wide", role: "region", tabindex: 0, aria: { labelledby } },
    h(
      "table",
      { class: kind, aria: { labelledby } },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          columns.map(([head, of]) => h("th", { scope: "col", class: of }, head)),
        ),
      ),
      h("tbody", {}, rows),
    ),
  );

export const cell = (...children: readonly Child[]): HTMLTableCellElement => h("td", {}, ...children);
export const numberCell = (...children: readonly Child[]): HTMLTableCellElement =>
  h("td", { class: "number" }, ...children);
export const rowHead = (...children: readonly Child[]): HTMLTableCellElement => h("th", { scope: "row" }, ...children);

/** A dash that tells eyes (by pointing) and screen readers why there is no number. */
export const missing = (reason: WhyNot | undefined): HTMLElement => {
  const words = reasonWords(reason);
  return h(
    "span",
    { class: "none", title: words },
    h("span", { aria: { hidden: true } }, NONE),
    h("span", { class: "visually-hidden" }, words),
  );
};

/** The number as `write` writes it, or a dash with the reason that `why` gives for `field`. */
export const value = (
  number: number | null,
  write: (number: number) => string,
  why: Why,
  field: string,
): HTMLElement | string => (number === null ? missing(why[field]) : write(number));
