/** The frame of the door, and what its fields share. */
import { type Child, h } from "../../shared/dom.ts";
import { languageSwitch } from "../../shared/language.ts";
import type { Context } from "../screen.ts";
import type { Fault } from "../state.ts";
import { texts } from "../texts.ts";

/** The line under a field: what is wrong with it, else the hint. */
export const note = (id: string, fault: Fault | null, hint: string): HTMLElement =>
  fault ? h("p", { id, class: "fault", role: "alert" }, fault.say(texts())) : h("p", { id, class: "hint" }, hint);

/** The page around a form, with the language switch. `submit` runs on the button and on Enter. */
export const door = (act: Context["act"], kind: string, submit: () => void, ...fields: Child[]): HTMLElement => {
  const onsubmit = (event: Event) => {
    event.preventDefault();
    submit();
  };
  return h(
    "div",
    { class: "door" },
    h("div", { class: "door-top" }, h("h1", { class: "brand" }, "Cermat"), languageSwitch(act.changed)),
    h("form", { class: `door-form ${kind}`, onsubmit }, ...fields),
  );
};
