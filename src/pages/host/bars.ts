/** A bar that grows to its share by moving, so that nothing else is laid out again. */
import { h } from "../shared/dom.ts";

/** `share` and `from` are 0..1; `tone` names the colour's class. The number beside the bar says it in words. */
export const bar = (share: number, tone: string, from = 0): HTMLElement => {
  const fill = h("i", { class: `bar-fill ${tone}` });
  fill.style.setProperty("--share", String(share));
  fill.style.setProperty("--from", String(from));
  return h("span", { class: "bar", aria: { hidden: "true" } }, fill);
};
