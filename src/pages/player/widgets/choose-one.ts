/** One tap on one option sends it. */
import { h } from "../../shared/dom.ts";
import { texts } from "../texts.ts";
import { optionButton, optionsClass } from "./option.ts";
import type { Widget } from "./widget.ts";

export const chooseOne: Widget = ({ prompt, disabled, send }) =>
  h(
    "div",
    { class: optionsClass(prompt.options), role: "group", aria: { label: texts().player.open.chooseOne } },
    prompt.options?.map((option) => optionButton(option, { disabled, onclick: () => send(option.id) })),
  );
