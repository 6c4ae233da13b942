/** A typed answer. Enter sends; Shift+Enter begins a new line. */
import { h } from "../../shared/dom.ts";
import { texts } from "../texts.ts";
import type { Widget } from "./widget.ts";

export const text: Widget = ({ prompt, disabled, draft, keep, send }) => {
  const { open } = texts().player;
  const sender = h("button", { class: "primary" }, open.send);
  const field = h("textarea", {
    id: "answer",
    rows: 3,
    maxlength: 500,
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "send",
    disabled,
    value: typeof draft === "string" ? draft : "",
    oninput: () => {
      keep(field.value);
      settle();
    },
    onkeydown: (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      submit();
    },
  });
  const settle = () => {
    sender.disabled = disabled || field.value.trim() === "";
  };
  const submit = () => {
    const value = field.value.trim();
    if (value !== "" && !disabled) send(value);
  };
  settle();
  return h(
    "form",
    {
      class: "typing",
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    h("label", { for: "answer", class: prompt.stem === undefined ? "label" : "label quiet" }, open.text),
    field,
    sender,
  );
};
