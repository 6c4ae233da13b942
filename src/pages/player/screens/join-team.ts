/** The last step at the door of a room where players choose their group. */
import { h } from "../../shared/dom.ts";
import { counted, fill } from "../../shared/language.ts";
import type { Context, View } from "../screen.ts";
import type { Look } from "../state.ts";
import { texts } from "../texts.ts";
import { markChosen } from "./chosen.ts";
import { chosenPin, door, joinButton, note } from "./door.ts";

type Team = NonNullable<Look["teams"]>[number];

export const teamStep = (context: Context): View => {
  const { play, act } = context;
  const { form } = play;
  const { join } = texts().player;
  const fault = form.fault?.at === "team" ? form.fault : null;
  const list = h("ul", { class: "people teams", aria: { labelledby: "which" } });
  const sender = joinButton(form);
  const settle = () => markChosen(list, form.team, sender);
  const row = ({ id, name, members }: Team) => {
    const onclick = () => {
      form.team = id;
      settle();
    };
    const count = h("small", {}, fill(counted(join.members, members), { n: members }));
    return h(
      "li",
      {},
      h("button", { type: "button", class: "person", dataset: { id }, onclick }, h("bdi", {}, name), count),
    );
  };
  list.append(...(form.look?.teams ?? []).map(row));
  settle();
  const back = () => {
    form.step = "nickname";
    form.team = null;
    form.fault = null;
    act.changed();
  };
  return {
    element: door(
      act,
      "people-form",
      () => !form.busy && form.team !== null && act.join(),
      chosenPin(context),
      h("h2", { class: "label", id: "which" }, join.team),
      fault && note("team-note", fault, ""),
      list,
      h("button", { type: "button", class: "link", onclick: back }, join.back),
    ),
  };
};
