/** Whether ranks are shown of groups or of people: two buttons and the key G. */
import { h } from "../shared/dom.ts";
import { texts } from "./texts.ts";

const WHO = ["teams", "people"] as const;
export type Who = (typeof WHO)[number];

/** Groups first; what the host has chosen holds for the leaderboards that follow. */
let chosen: Who = "teams";

export interface WhoSwitch {
  /** Null without groups: there is nothing to choose. */
  root: HTMLElement | null;
  now(): Who;
  keys: Readonly<Record<string, () => void>>;
}

export const createWho = (hasTeams: boolean, changed: () => void): WhoSwitch => {
  if (!hasTeams) return { root: null, now: () => "people", keys: {} };
  const { groups } = texts().host;
  const words = { teams: groups.teams, people: groups.people };
  const press = () => {
    for (const [index, button] of buttons.entries()) button.setAttribute("aria-pressed", String(WHO[index] === chosen));
  };
  const choose = (who: Who) => {
    chosen = who;
    press();
    changed();
  };
  const buttons = WHO.map((who) =>
    h("button", { type: "button", class: "segment", title: groups.key, onclick: () => choose(who) }, words[who]),
  );
  press();
  return {
    root: h("div", { class: "segments who", role: "group", aria: { label: groups.of } }, buttons),
    now: () => chosen,
    keys: { g: () => choose(chosen === "teams" ? "people" : "teams") },
  };
};
