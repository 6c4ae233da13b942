/** Between the PIN and the name, until the room has told how people are known in it. */
import { h } from "../../shared/dom.ts";
import type { Context, View } from "../screen.ts";
import type { JoinForm } from "../state.ts";
import { texts } from "../texts.ts";
import { chosenPin, door } from "./door.ts";

export const lookingSays = ({ crowded }: JoinForm): string => {
  const { looking, lookingLonger } = texts().player.join;
  return crowded ? lookingLonger : looking;
};

export const lookingStep = (context: Context): View => ({
  element: door(
    context.act,
    "",
    () => undefined,
    chosenPin(context),
    h("p", { class: "hint center late" }, lookingSays(context.play.form)),
  ),
});
