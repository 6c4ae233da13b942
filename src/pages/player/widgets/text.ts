/** A typed answer. Enter sends; Shift+Enter begins a new line. */
import { h } from "../../shared/dom.ts";
import { texts } from "../texts.ts";
import { typing } from "./typing.ts";
import type { Widget } from "./widget.ts";

export const text: Widget = ({ prompt, disabled, draft, keep, send }) => {
  const field = h("textarea", {
    id: "answer",
    rows: 3,
    maxlength: 200,
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
  const { form, settle, submit } = typing({
    label: texts().player.open.text,
    quiet: prompt.stem !== undefined,
    field,
    disabled,
    read: () => field.value.trim() || null,
    send,
  });
  return form;
};
