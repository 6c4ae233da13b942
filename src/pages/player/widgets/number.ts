/** A typed number. Below the field stands how it was read, so that 1.783 and 1,783 are never mixed up unseen. */
import { h } from "../../shared/dom.ts";
import { fill, locale, number as written } from "../../shared/language.ts";
import { readNumber } from "../number.ts";
import { texts } from "../texts.ts";
import { typing } from "./typing.ts";
import type { Widget } from "./widget.ts";

export const number: Widget = ({ disabled, draft, keep, send }) => {
  const { open } = texts().player;
  const note = h("p", { id: "answer-note", class: "hint", aria: { live: "polite" } });
  const field = h("input", {
    id: "answer",
    class: "tabular",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    enterkeyhint: "send",
    maxlength: 40,
    disabled,
    aria: { describedby: "answer-note" },
    value: typeof draft === "string" ? draft : "",
    oninput: () => {
      keep(field.value);
      settle();
      sayNumber();
    },
  });
  const read = () => readNumber(field.value, locale());
  const sayNumber = () => {
    const value = read();
    const partial = /^[-+\u2212]?$/.test(field.value.trim());
    field.setAttribute("aria-invalid", String(value === null && !partial));
    note.textContent = partial
      ? ""
      : value === null
        ? open.numberBad
        : fill(open.understood, { value: written(value, 10) });
  };
  sayNumber();
  const { form, settle } = typing({ label: open.number, quiet: true, field, note, disabled, read, send });
  return form;
};
