/** One person in the people panel: a tick, a light, the name, and what can be done. */
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { icon } from "./icons.ts";
import { texts } from "./texts.ts";

/** Something else that can be done for a person. */
export interface PersonAction {
  id: string;
  /** What stands on the button, and what it says of this person. */
  shown: string;
  label: (nickname: string) => string;
  run: (player: RosterPlayerOf) => void;
}

export interface PersonRow {
  root: HTMLLIElement;
  box: HTMLInputElement;
  player(): RosterPlayerOf;
  update(player: RosterPlayerOf): void;
}

interface Heard {
  ticked(): void;
  /** True: it was carried out. */
  rename(playerId: string, nickname: string): Promise<boolean>;
}

export const personRow = (first: RosterPlayerOf, actions: readonly PersonAction[], heard: Heard): PersonRow => {
  const { panel } = texts().host;
  let player = first;
  const box = h("input", { type: "checkbox", value: player.playerId, onchange: () => heard.ticked() });
  const light = h("i", { class: "light", aria: { hidden: "true" } });
  const name = h("bdi", {});
  const state = h("span", { class: "visually-hidden" });
  const rename = h(
    "button",
    { type: "button", class: "control quiet", dataset: { act: "rename" }, onclick: () => edit() },
    icon("pencil"),
  );
  const others = actions.map(({ id, shown, run }) =>
    h("button", { type: "button", class: "control quiet", dataset: { act: id }, onclick: () => run(player) }, shown),
  );
  const line = [h("label", {}, box, light, name, state), others, rename];
  const root = h("li", { class: "person" }, line);

  const edit = () => {
    const field = h("input", { class: "person-name", maxlength: 100, value: player.nickname });
    field.setAttribute("aria-label", fill(panel.rename, { nickname: player.nickname }));
    const back = () => {
      form.replaceWith(...old);
      rename.focus();
    };
    const save = async () => {
      const wanted = field.value.trim();
      if (wanted === "" || wanted === player.nickname) return back();
      if (!(await heard.rename(player.playerId, wanted))) return field.focus();
      update({ ...player, nickname: wanted });
      back();
    };
    const form = h(
      "form",
      {
        class: "person-form",
        onsubmit: (event) => {
          event.preventDefault();
          void save();
        },
        onkeydown: (event) => {
          if (!(event instanceof KeyboardEvent) || event.key !== "Escape") return;
          // The name is left as it is; the panel stays.
          event.preventDefault();
          back();
        },
      },
      field,
      h("button", { class: "button" }, panel.save),
    );
    const old = [...root.childNodes];
    root.replaceChildren(form);
    field.select();
  };

  const update = (next: RosterPlayerOf) => {
    player = next;
    const { nickname, present } = next;
    name.textContent = nickname;
    light.className = `light ${present ? "here" : "away"}`;
    root.classList.toggle("gone", !present);
    state.textContent = present ? panel.here : panel.gone;
    rename.setAttribute("aria-label", fill(panel.rename, { nickname }));
    for (const [index, { label }] of actions.entries()) others[index]?.setAttribute("aria-label", label(nickname));
  };
  update(first);
  return { root, box, player: () => player, update };
};
