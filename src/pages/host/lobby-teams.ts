/** The people of the lobby by their groups, and putting somebody into another one. */
import type { HostSnapshotOf, RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { counted, fill, fillNodes, number } from "../shared/language.ts";
import { fitText } from "./fit.ts";
import { isAway } from "./roster.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

export type Team = NonNullable<Extract<HostSnapshotOf, { phase: "lobby" }>["teams"]>[number];

const SIZES = [34, 30, 28, 26];

const chip = (player: RosterPlayerOf, pick: (player: RosterPlayerOf) => void): HTMLLIElement => {
  const label = fill(texts().host.groups.pick, { nickname: player.nickname });
  const kind = `chip pickable${isAway(player) ? " away" : ""}`;
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: kind, title: label, aria: { label }, onclick: () => pick(player) },
      h("bdi", {}, player.nickname),
    ),
  );
};

export interface TeamBoard {
  root: HTMLElement;
  show(players: readonly RosterPlayerOf[]): void;
  /** Fits the text to its place. */
  placed(): void;
}

/** A field a group, in the order of the room; whoever is in none stands last. */
export const createTeamBoard = (teams: readonly Team[], pick: (player: RosterPlayerOf) => void): TeamBoard => {
  const { groups } = texts().host;
  const root = h("div", { class: "team-board" });
  // As many columns as keep the board wider than high.
  root.style.setProperty("--columns", String(Math.min(7, Math.max(2, Math.ceil(Math.sqrt(teams.length * 2.5))))));
  const placed = () => {
    root.classList.remove("all");
    const fits = fitText(root, SIZES);
    root.classList.toggle("all", !fits);
    if (fits) root.removeAttribute("tabindex");
    else root.tabIndex = 0;
  };
  const field = (name: string, members: readonly RosterPlayerOf[], kind = "") =>
    h(
      "section",
      { class: `team${kind}` },
      h(
        "h2",
        {},
        h("bdi", {}, name),
        " ",
        h(
          "span",
          { class: "tabular" },
          number(members.length),
          h("span", { class: "visually-hidden" }, ` ${counted(groups.members, members.length)}`),
        ),
      ),
      h(
        "ul",
        {},
        [...members].reverse().map((player) => chip(player, pick)),
      ),
    );
  return {
    root,
    placed,
    show: (players) => {
      const known = new Set(teams.map(({ id }) => id));
      const rest = players.filter(({ team }) => team === undefined || !known.has(team));
      refill(
        root,
        teams.map(({ id, name }) =>
          field(
            name,
            players.filter(({ team }) => team === id),
          ),
        ),
        rest.length > 0 && field(groups.none, rest, " team-none"),
      );
      placed();
    },
  };
};

/** Asks what is to be done with somebody: into another group, or out of the room. Escape means nothing. */
export const pickInTeams = (session: Session, teams: readonly Team[], player: RosterPlayerOf): void => {
  const { groups, lobby, control } = texts().host;
  const { playerId, nickname } = player;
  const select = h(
    "select",
    { id: "to-team" },
    teams.map(({ id, name }) => h("option", { value: id, selected: id === player.team }, name)),
  );
  const dialog = h(
    "dialog",
    { class: "ask", aria: { labelledby: "to-team-title" } },
    h("h2", { id: "to-team-title" }, fillNodes(groups.move, { nickname: h("bdi", {}, nickname) })),
    h("p", { class: "to-team" }, h("label", { for: "to-team" }, groups.to), select),
    h(
      "form",
      { method: "dialog", class: "ask-buttons" },
      h("button", { class: "button", value: "no" }, control.cancel),
      h("button", { class: "button", value: "remove" }, lobby.removeDo),
      h("button", { class: "button primary", value: "move" }, groups.moveDo),
    ),
  );
  dialog.addEventListener("close", () => {
    const team = select.value;
    dialog.remove();
    if (dialog.returnValue === "move" && team !== player.team) void session.command("player:team", { playerId, team });
    if (dialog.returnValue === "remove") void session.command("player:remove", { playerIds: [playerId] });
  });
  document.body.append(dialog);
  dialog.showModal();
};
