/** Options are tapped from the first to the last; a second tap takes one out of the row again. */
import { h } from "../../shared/dom.ts";
import { fill } from "../../shared/language.ts";
import { texts } from "../texts.ts";
import { optionButton } from "./option.ts";
import { several } from "./several.ts";
import type { Widget } from "./widget.ts";

export const order: Widget = ({ prompt, disabled, draft, keep, send }) => {
  const { open } = texts().player;
  const options = prompt.options ?? [];
  let row = Array.isArray(draft) ? draft.filter((id) => options.some((option) => option.id === id)) : [];
  const sender = h("button", { type: "button", class: "primary", onclick: () => send(row) }, open.send);
  const places = new Map(
    options.map(({ id }) => [id, h("span", { class: "box order-place tabular", aria: { hidden: "true" } })]),
  );
  const said = new Map(options.map(({ id }) => [id, h("span", { class: "visually-hidden" })]));
  const settle = () => {
    sender.disabled = disabled || row.length < options.length;
    for (const [index, button] of buttons.entries()) {
      const id = options[index]?.id ?? "";
      const place = row.indexOf(id) + 1;
      button.setAttribute("aria-pressed", String(place > 0));
      places.get(id)?.replaceChildren(place > 0 ? String(place) : "");
      said.get(id)?.replaceChildren(place > 0 ? fill(open.placed, { n: place }) : "");
    }
  };
  const buttons = options.map((option) => {
    const button = optionButton(option, { disabled, aria: { pressed: false } });
    button.append(said.get(option.id) ?? "", places.get(option.id) ?? "");
    button.addEventListener("click", () => {
      row = row.includes(option.id) ? row.filter((id) => id !== option.id) : [...row, option.id];
      keep(row);
      settle();
    });
    return button;
  });
  settle();
  return several({ hint: open.order, options, buttons, sender });
};
