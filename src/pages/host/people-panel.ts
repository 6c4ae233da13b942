/** Everybody in the room, in any phase: who is here, renaming, removing one or several. */
import type { RosterChangedOf } from "../../../protocol/pushes.ts";
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, locale } from "../shared/language.ts";
import { confirmed } from "./notices.ts";
import { type PersonRow, personRow } from "./people-row.ts";
import { removeAll } from "./pick.ts";
import { isAway } from "./roster.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

let take: ((changed: RosterChangedOf) => void) | null = null;

/** What changed in the room, for the panel that stands open, if any. */
export const peopleChanged = (changed: RosterChangedOf): void => take?.(changed);

/** Opens the panel over whatever stands. */
export const openPeople = async (session: Session): Promise<void> => {
  if (take !== null) return;
  const people = await session.people({});
  if (people === null || take !== null) return;
  const { panel, pick, lobby, people: words } = texts().host;
  const rows = new Map<string, PersonRow>();
  const order = new Intl.Collator(locale(), { numeric: true }).compare;
  const title = h("h2", { id: "people-title", tabindex: -1 }, panel.title);
  const list = h("ul", { class: "person-list" });
  const summary = h("p", { class: "tabular", role: "status" });
  const none = h("p", { class: "rows-none" });
  const seek = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: () => filter() });
  seek.setAttribute("aria-label", panel.seek);
  seek.placeholder = panel.seek;

  const ticked = () => [...rows.values()].filter(({ box }) => box.checked);
  const sure = h("button", { type: "button", class: "button", onclick: () => void remove() });
  const tell = () => {
    const all = [...rows.values()];
    const away = all.filter((row) => isAway(row.player())).length;
    summary.textContent = [fill(counted(words, all.length), { n: all.length }), fill(panel.away, { n: away })].join(
      " · ",
    );
    const { length } = ticked();
    sure.textContent = fill(counted(pick.remove, length), { n: length });
    sure.hidden = length === 0;
  };
  const filter = () => {
    const sought = seek.value.trim().toLowerCase();
    for (const { root, player } of rows.values()) root.hidden = !player().nickname.toLowerCase().includes(sought);
    none.textContent = rows.size === 0 ? pick.nobody : panel.none;
    none.hidden = [...rows.values()].some(({ root }) => !root.hidden);
  };
  const remove = async () => {
    const chosen = ticked().map((row) => row.player());
    const [one] = chosen;
    const title =
      chosen.length === 1 && one
        ? fill(lobby.removeTitle, { nickname: one.nickname })
        : `${fill(counted(pick.remove, chosen.length), { n: chosen.length })}?`;
    if (!(await confirmed({ title, why: pick.why, yes: lobby.removeDo }))) return;
    await removeAll(
      session,
      chosen.map(({ playerId }) => playerId),
    );
  };
  const add = (player: RosterPlayerOf) => {
    const row = personRow(player, {
      ticked: tell,
      rename: (playerId, nickname) => session.command("player:rename", { playerId, nickname }),
    });
    rows.set(player.playerId, row);
    return row;
  };
  const put = (player: RosterPlayerOf) => {
    const known = rows.get(player.playerId);
    if (known) return known.update(player);
    const after = [...rows.values()].find((row) => order(row.player().nickname, player.nickname) > 0);
    list.insertBefore(add(player).root, after?.root ?? null);
  };
  people.sort((a, b) => order(a.nickname, b.nickname));
  list.replaceChildren(...people.map((player) => add(player).root));
  /** Ticks those, of whom is shown, for whom it holds. */
  const tick = (holds: (player: RosterPlayerOf) => boolean) => () => {
    for (const { box, root, player } of rows.values()) box.checked = !root.hidden && holds(player());
    tell();
  };

  const dialog = h(
    "dialog",
    { class: "ask people", aria: { labelledby: "people-title" } },
    h("div", { class: "people-top" }, title, summary),
    seek,
    h(
      "div",
      { class: "pick-all" },
      h("button", { type: "button", class: "button", onclick: tick(isAway) }, panel.tickAway),
      h("button", { type: "button", class: "button", onclick: tick(() => false) }, pick.none),
    ),
    none,
    list,
    h("form", { method: "dialog", class: "ask-buttons" }, sure, h("button", { class: "button primary" }, panel.close)),
  );
  take = ({ joined, left, changed }) => {
    for (const player of [...joined, ...changed]) put(player);
    for (const playerId of left) {
      rows.get(playerId)?.root.remove();
      rows.delete(playerId);
    }
    filter();
    tell();
    const { activeElement } = document;
    // What had the focus is gone, or nothing is left for it to do.
    if (activeElement === document.body || (activeElement === sure && sure.hidden))
      title.focus({ preventScroll: true });
  };
  dialog.addEventListener("close", () => {
    take = null;
    dialog.remove();
  });
  filter();
  tell();
  document.body.append(dialog);
  dialog.showModal();
};
