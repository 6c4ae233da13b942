/** The lobby: how to join, large, and who is here. */
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { counted, fill, fillNodes, number } from "../shared/language.ts";
import { groupedPin, joinAddress } from "./address.ts";
import { fitText } from "./fit.ts";
import { addressChoice, joinUrlOf } from "./joining.ts";
import { createTeamBoard, pickInTeams } from "./lobby-teams.ts";
import { confirmed } from "./notices.ts";
import { watchPeople } from "./people.ts";
import { qrCode } from "./qr.ts";
import { phonesField } from "./rehearsal.ts";
import { applyRoster, isAway } from "./roster.ts";
import type { Draw } from "./screen.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

const CHIP_SIZES = [36, 32, 29, 26];

const chip = (player: RosterPlayerOf, remove: (player: RosterPlayerOf) => void): HTMLLIElement => {
  const { nickname, paper } = player;
  const label = fill(texts().host.lobby.remove, { nickname });
  const away = isAway(player) ? " away" : "";
  return h(
    "li",
    { dataset: { player: player.playerId } },
    h(
      "button",
      { type: "button", class: `chip${away}`, title: label, aria: { label }, onclick: () => remove(player) },
      h("bdi", {}, nickname),
      paper && h("small", {}, ` ${texts().host.lobby.paper}`),
    ),
  );
};

const removeFrom = (session: Session) => async (player: RosterPlayerOf) => {
  const { lobby } = texts().host;
  const title = fillNodes(lobby.removeTitle, { nickname: h("bdi", {}, player.nickname) });
  if (await confirmed({ title, why: lobby.removeWhy, yes: lobby.removeDo })) {
    await session.command("player:remove", { playerIds: [player.playerId] });
  }
};

export const drawLobby: Draw<"lobby"> = (snapshot, session) => {
  const { lobby } = texts().host;
  const remove = removeFrom(session);
  let players = snapshot.players;
  const { teams } = snapshot;
  const board = teams && createTeamBoard(teams, (player) => pickInTeams(session, teams, player));
  let everyone = false;

  const count = h("p", { class: "lobby-number tabular" });
  const countWord = h("p", { class: "lobby-word" });
  const list = h("ul", { class: "chips" });
  const rest = h("button", { type: "button", class: "lobby-rest", hidden: true });
  const nobody = h("p", { class: "lobby-nobody" }, lobby.nobody);
  const locked = h("p", { class: "lobby-locked" }, lobby.locked);
  const known = h("p", { class: "lobby-known tabular", hidden: true });

  /** Hides the oldest chips that have no room, and says how many they are. */
  const trim = () => {
    if (board) return board.placed();
    const items = [...list.children];
    for (const item of items) item.removeAttribute("hidden");
    rest.hidden = true;
    list.classList.toggle("all", everyone);
    fitText(list, CHIP_SIZES);
    if (everyone || list.scrollHeight <= list.clientHeight + 1) return;
    rest.hidden = false;
    rest.textContent = fill(lobby.more, { n: players.length });
    const bottom = list.getBoundingClientRect().bottom;
    const over = items.filter((item) => item.getBoundingClientRect().bottom > bottom + 1);
    for (const item of over) item.setAttribute("hidden", "");
    rest.textContent = fill(lobby.more, { n: over.length });
    rest.setAttribute("aria-label", `${rest.textContent}. ${lobby.showAll}`);
  };
  rest.addEventListener("click", () => {
    everyone = true;
    trim();
    list.querySelector("button")?.focus();
  });

  const tell = () => {
    count.textContent = number(players.length);
    countWord.textContent = counted(lobby.here, players.length);
    nobody.hidden = players.length > 0;
    trim();
  };
  const fillList = () => {
    if (board) {
      board.show(players);
      return tell();
    }
    refill(
      list,
      [...players].reverse().map((player) => chip(player, remove)),
    );
    tell();
  };

  const code = h("div", { class: "lobby-code" });
  const address = h("div");
  let at = "";
  const tellAddress = () => {
    const joinUrl = joinUrlOf(snapshot);
    const choice = addressChoice(snapshot.joinUrl, tellAddress);
    const next = joinUrl + (choice?.textContent ?? "");
    if (next === at) return;
    at = next;
    const shown = joinAddress(joinUrl);
    refill(code, qrCode(joinUrl, fill(lobby.qr, { address: shown })));
    refill(address, h("p", { class: "lobby-address" }, shown), choice);
  };
  tellAddress();

  const root = h(
    "section",
    { class: board ? "lobby grouped" : "lobby" },
    h(
      "div",
      { class: "lobby-join" },
      code,
      h(
        "div",
        { class: "lobby-how" },
        h("p", { class: "lobby-scan" }, lobby.scan),
        address,
        h("h1", { class: "lobby-pin tabular" }, h("span", {}, lobby.pin), ` ${groupedPin(snapshot.pin)}`),
      ),
      h(
        "div",
        { class: "lobby-count" },
        h("div", { role: "status" }, count, countWord, known, locked),
        snapshot.rehearsal && phonesField(session),
      ),
    ),
    h("div", { class: "lobby-who" }, board ? board.root : [nobody, list, rest]),
  );
  locked.hidden = !snapshot.locked;
  fillList();

  const watch = watchPeople(snapshot.pin, ({ identity, people = [] }) => {
    known.hidden = identity === "coded";
    const n = people.filter(({ taken }) => taken).length;
    known.textContent = identity === "roster" ? fill(lobby.listed, { n, of: people.length }) : lobby.anonymous;
  });

  return {
    root,
    said: `${lobby.pin} ${groupedPin(snapshot.pin)}. ${joinAddress(joinUrlOf(snapshot))}`,
    placed: trim,
    update: (next) => {
      if (next.pin !== snapshot.pin || next.joinUrl !== snapshot.joinUrl) return false;
      locked.hidden = !next.locked;
      tellAddress();
      if (JSON.stringify(next.teams) !== JSON.stringify(teams)) return false;
      const changed = JSON.stringify(next.players) !== JSON.stringify(players);
      players = next.players;
      if (changed) fillList();
      return true;
    },
    roster: (change) => {
      players = applyRoster(players, change);
      const drawn = new Map(
        [...list.children].map((item) => [item instanceof HTMLElement ? item.dataset.player : "", item]),
      );
      watch.again();
      if (board) return fillList();
      for (const id of change.left) drawn.get(id)?.remove();
      for (const player of change.changed) drawn.get(player.playerId)?.replaceWith(chip(player, remove));
      for (const player of change.joined) {
        drawn.get(player.playerId)?.remove();
        const item = chip(player, remove);
        item.classList.add("new");
        list.prepend(item);
      }
      tell();
    },
    stop: watch.stop,
  };
};
