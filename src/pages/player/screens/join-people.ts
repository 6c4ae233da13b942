/** In a room with a list: one finds and chooses oneself. Who is in already can only come back by code. */
import { h, refill } from "../../shared/dom.ts";
import { folded } from "../../shared/folded.ts";
import { fill } from "../../shared/language.ts";
import type { Context, View } from "../screen.ts";
import type { Look } from "../state.ts";
import { texts } from "../texts.ts";
import { markChosen } from "./chosen.ts";
import { keptCodeLine } from "./code.ts";
import { chosenPin, door, joinButton, note, way } from "./door.ts";

type Person = NonNullable<Look["people"]>[number];

/** From this many on the list has a field to search it. */
const MANY = 12;

export const peopleStep = (context: Context): View => {
  const { play, act } = context;
  const { form } = play;
  const { join } = texts().player;
  const people = form.look?.people ?? [];
  const fault = form.fault?.at === "person" ? form.fault : null;
  const list = h("ul", { class: "people", aria: { labelledby: "who" } });
  const sender = joinButton(form);

  const settle = () => markChosen(list, form.personId, sender);
  const byCode = () => {
    form.by = "code";
    form.fault = null;
    act.changed();
  };
  const row = ({ personId, name, taken }: Person) => {
    if (taken) {
      const label = fill(join.mineName, { name });
      const mine = h("button", { type: "button", class: "link", aria: { label }, onclick: byCode }, join.mine);
      return h("li", { class: "person taken" }, h("span", {}, h("bdi", {}, name), h("small", {}, join.taken)), mine);
    }
    const onclick = () => {
      form.personId = personId;
      settle();
    };
    const props = { type: "button", class: "person", dataset: { id: personId }, onclick };
    return h("li", {}, h("button", props, h("bdi", {}, name)));
  };
  const draw = () => {
    const words = folded(form.sought).split(/\s+/);
    const found = people.filter(({ name }) => words.every((word) => folded(name).includes(word)));
    // Nobody joins as somebody who is not in sight.
    if (!found.some((person) => person.personId === form.personId)) form.personId = null;
    refill(list, found.length > 0 ? found.map(row) : h("li", { class: "hint" }, join.nobody));
    settle();
  };
  const search = h("input", {
    id: "sought",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    aria: { label: join.seek },
    placeholder: join.seek,
    value: form.sought,
    oninput: () => {
      form.sought = search.value;
      draw();
    },
    // Enter ends the search, not the choice.
    onkeydown: (event) => event instanceof KeyboardEvent && event.key === "Enter" && event.preventDefault(),
  });
  draw();

  const withKept = () => {
    form.by = "code";
    act.join();
  };
  const element = door(
    act,
    "people-form",
    () => !form.busy && form.personId !== null && act.join(),
    chosenPin(context),
    form.code !== "" && [
      h(
        "div",
        { class: "card brought" },
        keptCodeLine(form.code, act),
        h("button", { type: "button", class: "primary", onclick: withKept }, join.joinWithCode),
      ),
    ],
    h("h2", { class: "label", id: "who" }, join.who),
    fault && note("person-note", fault, ""),
    people.length >= MANY && search,
    list,
    h("p", { class: "row" }, way(context, "name", join.unlisted), form.code === "" && way(context, "code", join.code)),
  );
  return { element };
};
