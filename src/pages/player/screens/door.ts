/** The frame of the door, and what its fields share. */
import { type Child, h } from "../../shared/dom.ts";
import { languageSwitch } from "../../shared/language.ts";
import type { Context } from "../screen.ts";
import { emblem } from "../signs.ts";
import { emptyForm, type Fault, type JoinForm } from "../state.ts";
import { texts } from "../texts.ts";

/** The line under a field: what is wrong with it or how to go on, else the hint. */
export const note = (id: string, fault: Fault | null, hint: string): HTMLElement => {
  if (fault === null) return h("p", { id, class: "hint" }, hint);
  return h("p", { id, class: fault.calm ? "hint calm" : "fault", role: "alert" }, fault.say(texts()));
};

/** The page around a form, with the language switch. `submit` runs on the button and on Enter. */
export const door = (act: Context["act"], kind: string, submit: () => void, ...fields: Child[]): HTMLElement => {
  const onsubmit = (event: Event) => {
    event.preventDefault();
    submit();
  };
  return h(
    "div",
    { class: "door" },
    h("div", { class: "door-top" }, h("h1", { class: "brand" }, emblem(), "Cermat"), languageSwitch(act.changed)),
    h("form", { class: `door-form ${kind}`, onsubmit }, ...fields),
  );
};

/** `482 915`: easier to compare with the big screen. */
const spaced = (pin: string) => pin.replace(/^(\d{3})(?=\d)/, "$1\u00a0");

/** The PIN that was typed or scanned, and the way back to it. */
export const chosenPin = ({ play, act }: Context): HTMLElement => {
  const { form } = play;
  const back = () => {
    // What belongs to the other room stays behind: its list, its teams, whom one chose.
    play.form = { ...emptyForm("", form.code), pin: form.pin, nickname: form.nickname };
    act.changed();
  };
  return h(
    "p",
    { class: "chosen-pin tabular" },
    h("span", {}, texts().player.join.pin, " ", h("b", {}, spaced(form.pin))),
    h("button", { type: "button", class: "link", onclick: back }, texts().player.join.otherPin),
  );
};

/** A link to another way of saying who one is. */
export const way = ({ play: { form }, act }: Context, by: JoinForm["by"], label: string): HTMLButtonElement => {
  const go = () => {
    form.by = by;
    form.fault = null;
    if (by === "person") form.code = "";
    act.changed();
  };
  return h("button", { type: "button", class: "link", onclick: go }, label);
};

export const joinButton = ({ busy, crowded }: JoinForm): HTMLButtonElement => {
  const { join, joining, crowded: moment } = texts().player.join;
  const label = crowded ? moment : busy ? joining : join;
  return h("button", { class: crowded ? "primary waiting" : "primary", aria: { disabled: busy ? true : null } }, label);
};
