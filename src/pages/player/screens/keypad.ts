/** The digits as big keys, so that the PIN needs no keyboard sliding over the page. */
import { h, svg } from "../../shared/dom.ts";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "erase"] as const;
type Key = Exclude<(typeof KEYS)[number], "">;

const eraseSign = () =>
  svg(
    "svg",
    { viewBox: "0 0 32 24", fill: "none", stroke: "currentColor", "stroke-width": 2.2, aria: { hidden: "true" } },
    svg("path", {
      d: "M10 3h18v18H10L2 12z M15 8l8 8M23 8l-8 8",
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );

/** `erase` names the key that takes the last digit away. */
export const keypad = (erase: string, press: (key: Key) => void): HTMLElement =>
  h(
    "div",
    { class: "keypad tabular" },
    KEYS.map((key) => {
      if (key === "") return h("span");
      const face = key === "erase" ? eraseSign() : key;
      const aria = key === "erase" ? { label: erase } : {};
      return h("button", { type: "button", class: "key", aria, onclick: () => press(key) }, face);
    }),
  );
