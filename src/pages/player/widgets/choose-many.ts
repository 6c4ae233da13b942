/** Options are toggled; a button sends them together. */
import { h } from "../../shared/dom.ts";
import { tick } from "../../shared/marks.ts";
import { texts } from "../texts.ts";
import { optionButton } from "./option.ts";
import { several } from "./several.ts";
import type { Widget } from "./widget.ts";

export const chooseMany: Widget = ({ prompt, disabled, draft, keep, send }) => {
  const { open } = texts().player;
  const chosen = new Set(Array.isArray(draft) ? draft : []);
  /** In the order of the prompt, whatever the order of the taps. */
  const value = () => (prompt.options ?? []).flatMap(({ id }) => (chosen.has(id) ? [id] : []));
  const sender = h("button", { type: "button", class: "primary", onclick: () => send(value()) }, open.send);
  const settle = () => {
    sender.disabled = disabled || chosen.size === 0;
  };
  const buttons = prompt.options?.map((option) => {
    const button = optionButton(option, { disabled, aria: { pressed: chosen.has(option.id) } });
    button.append(h("span", { class: "box" }, tick()));
    button.addEventListener("click", () => {
      if (!chosen.delete(option.id)) chosen.add(option.id);
      button.setAttribute("aria-pressed", String(chosen.has(option.id)));
      keep(value());
      settle();
    });
    return button;
  });
  settle();
  return several({ hint: open.chooseMany, options: prompt.options, buttons, sender });
};
