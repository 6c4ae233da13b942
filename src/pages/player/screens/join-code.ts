/** In a room with a list: only the code, which says who one is. */
import type { Context, View } from "../screen.ts";
import { texts } from "../texts.ts";
import { codeField } from "./code.ts";
import { chosenPin, door, joinButton, way } from "./door.ts";

export const codeStep = (context: Context): View => {
  const { act, play } = context;
  const { form } = play;
  const { join } = texts().player;
  const field = codeField(form, "");
  const send = () => {
    if (form.busy) return;
    if (form.code.trim() !== "") return act.join();
    form.fault = { at: "code", say: (m) => m.errors.code_invalid };
    act.changed();
  };
  const element = door(
    act,
    "",
    send,
    chosenPin(context),
    field,
    joinButton(form),
    way(context, "person", join.toList),
    way(context, "name", join.unlisted),
  );
  const input = field.querySelector("input");
  return { element, ...(input && { focus: input }) };
};
