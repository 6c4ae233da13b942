/** The five characters of somebody who has been here before: typed, or kept by this browser. */
import { h } from "../../shared/dom.ts";
import { fill } from "../../shared/language.ts";
import type { Context } from "../screen.ts";
import type { JoinForm } from "../state.ts";
import { texts } from "../texts.ts";
import { note } from "./door.ts";

/** `tone` "quiet" sets the label back, beside a field that matters more. */
export const codeField = (form: JoinForm, tone: "quiet" | ""): HTMLElement => {
  const { join } = texts().player;
  const fault = form.fault?.at === "code" ? form.fault : null;
  const field = h("input", {
    id: "code",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    enterkeyhint: "go",
    maxlength: 32,
    aria: { describedby: "code-note", invalid: fault !== null },
    value: form.code,
    oninput: () => {
      form.code = field.value.toUpperCase();
    },
  });
  return h(
    "div",
    { class: "field" },
    h("label", { class: `label ${tone}`, for: "code" }, join.codeLabel),
    field,
    note("code-note", fault, join.codeHint),
  );
};

/** The code that goes along when one joins, and the way to say that it is another person's. */
export const keptCodeLine = (code: string, act: Context["act"]): HTMLElement => {
  const { join } = texts().player;
  return h(
    "p",
    { class: "kept-code" },
    fill(join.codeKept, { code }),
    h("button", { type: "button", class: "link", onclick: act.forgetCode }, join.codeForget),
  );
};
