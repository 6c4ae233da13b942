/** Between the PIN and the name, until the room has told how people are known in it. */
import { h } from "../../shared/dom.ts";
import type { Context, View } from "../screen.ts";
import { texts } from "../texts.ts";
import { chosenPin, door } from "./door.ts";

export const lookingStep = (context: Context): View => ({
  element: door(
    context.act,
    "",
    () => undefined,
    chosenPin(context),
    h("p", { class: "hint center late" }, texts().player.join.looking),
  ),
});
