/** The fields options are chosen with. */
import { h } from "../shared/dom.ts";

/** A value that can be chosen, its word and a sentence about it. */
interface Offered<Value extends string> {
  value: Value;
  label: string;
  why: string;
}

/** Values side by side under a title, with the sentence of the one that is chosen; `chosen` hears of every change. */
export const segmented = <Value extends string>(
  name: string,
  title: string,
  offered: readonly Offered<Value>[],
  first: Value,
  chosen: (value: Value) => void = () => undefined,
): HTMLElement => {
  const whys = offered.map(({ value, why }) =>
    h("small", { id: `${name}-${value}`, class: value === first ? "" : "visually-hidden" }, why),
  );
  const radios = offered.map(({ value, label }, index) => {
    const onchange = () => {
      for (const [each, why] of whys.entries()) why.className = each === index ? "" : "visually-hidden";
      chosen(value);
    };
    const aria = { describedby: `${name}-${value}` };
    const input = { type: "radio", name, value, checked: value === first, class: "visually-hidden", aria, onchange };
    return h("label", { class: "segment" }, h("input", input), h("span", {}, label));
  });
  return h(
    "fieldset",
    { class: "segmented" },
    h("legend", {}, title),
    h("div", { class: "segments" }, radios),
    h("p", {}, whys),
  );
};

export const toggle = (name: string, checked: boolean, label: string, why?: string): HTMLElement =>
  h(
    "label",
    { class: "toggle" },
    h("input", { type: "checkbox", role: "switch", name, checked }),
    h("span", {}, label, why !== undefined && h("small", {}, why)),
  );

/** `options` are values and their words. */
export const choice = (
  name: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
): HTMLElement =>
  h(
    "label",
    { class: "choice" },
    h("span", {}, label),
    h(
      "select",
      { name },
      options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
    ),
  );

/** The first of `list` that equals `value`, else `otherwise`. */
export const oneOf = <Value>(list: readonly Value[], value: unknown, otherwise: Value): Value =>
  list.find((each) => each === value) ?? otherwise;
