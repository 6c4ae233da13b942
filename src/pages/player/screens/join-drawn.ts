/** The second step at the door of a room that draws names: one button. */
import { h } from "../../shared/dom.ts";
import type { Context, View } from "../screen.ts";
import { texts } from "../texts.ts";
import { chosenPin, door, joinButton, note, way } from "./door.ts";
import { codePart } from "./join-nickname.ts";

export const drawnStep = (context: Context): View => {
  const { play, act } = context;
  const { form } = play;
  const { join } = texts().player;
  const fault = form.fault?.at === "nickname" ? form.fault : null;
  const go = joinButton(form);
  const element = door(
    act,
    "nickname-form",
    () => form.busy || act.join(),
    chosenPin(context),
    note("nickname-note", fault, join.drawn),
    form.look?.identity === "anonymous" ? h("p", { class: "hint calm" }, join.anonymousDrawn) : codePart(context),
    form.look?.identity === "roster" && way(context, "person", join.toList),
    go,
  );
  return { element, focus: go };
};
