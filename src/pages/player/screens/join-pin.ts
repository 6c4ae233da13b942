/** The first step at the door: the PIN. */
import { h } from "../../shared/dom.ts";
import type { Context, View } from "../screen.ts";
import { texts } from "../texts.ts";
import { door, note } from "./door.ts";
import { keypad } from "./keypad.ts";

const DIGITS = 6;

export const pinStep = ({ play: { form }, act }: Context): View => {
  const { join } = texts().player;
  const fault = form.fault?.at === "pin" ? form.fault : null;
  const field = h("input", {
    id: "pin",
    class: "pin tabular",
    // The keys below the field are the keyboard; a real one works too.
    inputmode: "none",
    autocomplete: "off",
    enterkeyhint: "next",
    aria: { describedby: "pin-note", invalid: fault !== null },
    value: form.pin,
  });
  const settle = (typed: string) => {
    form.pin = typed.replace(/\D/g, "").slice(0, DIGITS);
    field.value = form.pin;
  };
  field.addEventListener("input", () => settle(field.value));
  const next = () => {
    form.fault = form.pin.length === DIGITS ? null : { at: "pin", say: (m) => m.player.join.pinHint };
    if (form.fault === null) {
      form.step = "nickname";
      form.look = null;
      act.look();
    }
    act.changed();
  };
  const element = door(
    act,
    "pin-form",
    next,
    h(
      "div",
      { class: "field" },
      h("label", { class: "label", for: "pin" }, join.pin),
      field,
      note("pin-note", fault, join.pinHint),
    ),
    keypad(join.erase, (key) => settle(key === "erase" ? form.pin.slice(0, -1) : form.pin + key)),
    h("button", { class: "primary" }, join.next),
  );
  return { element, focus: field };
};
