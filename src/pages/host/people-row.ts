/** One person in the people panel: a tick, a light, the name, and what can be done. */
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { icon } from "./icons.ts";
import { presenceOf } from "./roster.ts";
import { texts } from "./texts.ts";

export interface PersonRow {
  root: HTMLLIElement;
  box: HTMLInputElement;
  update(player: RosterPlayerOf): void;
}

interface Heard {
  ticked(): void;
  /** True: it was carried out. */
  rename(playerId: string, nickname: string): Promise<boolean>;
}

export const personRow = (first: RosterPlayerOf, heard: Heard): PersonRow => {
  const { panel, lobby } = texts().host;
  const words = { here: panel.here, away: panel.gone, paper: lobby.paper };
  let player = first;
  const box = h("input", { type: "checkbox", value: player.playerId, onchange: () => heard.ticked() });
  const light = h("i", { class: "light", aria: { hidden: "true" } });
  const name = h("bdi", {});
  const state = h("small", {});
  const rename = h(
    "button",
    { type: "button", class: "control quiet", dataset: { act: "rename" }, onclick: () => edit() },
    icon("pencil"),
  );
  const root = h("li", { class: "person" }, h("label", {}, box, light, name, state), rename);

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
    const { nickname } = next;
    const presence = presenceOf(next);
    name.textContent = nickname;
    light.className = `light ${presence}`;
    root.classList.toggle("gone", presence === "away");
    state.textContent = words[presence];
    // The light says the others.
    state.className = presence === "paper" ? "" : "visually-hidden";
    rename.setAttribute("aria-label", fill(panel.rename, { nickname }));
  };
  update(first);
  return { root, box, update };
};
