/** The form around a field in which an answer is typed: its label, a note below, and the button that sends. */
import type { Value } from "../../../../protocol/payloads.ts";
import { h } from "../../shared/dom.ts";
import { texts } from "../texts.ts";

interface Typing {
  label: string;
  /** What is asked stands above already, so that the label need not stand out. */
  quiet: boolean;
  field: HTMLInputElement | HTMLTextAreaElement;
  note?: HTMLElement;
  disabled: boolean;
  /** The answer as it stands in the field; null: nothing that could be sent. */
  read(): Value | null;
  send(value: Value): void;
}

/** The form; `settle` after every change of the field, `submit` does what the button does. */
export const typing = ({ label, quiet, field, note, disabled, read, send }: Typing) => {
  const sender = h("button", { class: "primary" }, texts().player.open.send);
  const settle = () => {
    sender.disabled = disabled || read() === null;
  };
  const submit = () => {
    const value = read();
    if (value !== null && !disabled) send(value);
  };
  const form = h(
    "form",
    {
      class: "typing",
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    h("label", { for: field.id, class: quiet ? "label quiet" : "label" }, label),
    field,
    note,
    sender,
  );
  settle();
  return { form, settle, submit };
};
