/** Everybody in the room, in any phase: who is here, renaming, removing one or several. */
import type { RosterChangedOf } from "../../../protocol/pushes.ts";
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, locale } from "../shared/language.ts";
import { confirmed } from "./notices.ts";
import { createCrowd } from "./people-found.ts";
import { type PersonRow, personRow } from "./people-row.ts";
import { removeAll } from "./pick.ts";
import { isAway } from "./roster.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

/** So many rows are drawn at once, and as many more whenever they are asked for: a thousand would keep the page busy. */
const AT_ONCE = 100;

let take: ((changed: RosterChangedOf) => void) | null = null;

/** What changed in the room, for the panel that stands open, if any. */
export const peopleChanged = (changed: RosterChangedOf): void => take?.(changed);

/** Opens the panel over whatever stands. */
export const openPeople = async (session: Session): Promise<void> => {
  if (take !== null) return;
  const people = await session.people({});
  if (people === null || take !== null) return;
  const { panel, pick, lobby, people: words } = texts().host;
  const crowd = createCrowd(people, locale());
  /** Those that are drawn. */
  const rows = new Map<string, PersonRow>();
  const ticked = new Set<string>();
  let most = AT_ONCE;
  const title = h("h2", { id: "people-title", tabindex: -1 }, panel.title);
  const further = h("button", { type: "button", class: "button", onclick: () => drawMore() });
  const last = h("li", { class: "person-more" }, further);
  const list = h("ul", { class: "person-list" }, last);
  const summary = h("p", { class: "tabular", role: "status" });
  const none = h("p", { class: "rows-none" });
  const look = () => {
    most = AT_ONCE;
    list.scrollTop = 0;
    draw();
  };
  const seek = h("input", { type: "search", autocomplete: "off", spellcheck: "false", oninput: look });
  seek.setAttribute("aria-label", panel.seek);
  seek.placeholder = panel.seek;

  const sure = h("button", { type: "button", class: "button", onclick: () => void remove() });
  const tell = () => {
    const all = crowd.found("");
    const away = all.filter(isAway).length;
    summary.textContent = [fill(counted(words, all.length), { n: all.length }), fill(panel.away, { n: away })].join(
      " · ",
    );
    sure.textContent = fill(counted(pick.remove, ticked.size), { n: ticked.size });
    sure.hidden = ticked.size === 0;
  };
  const rowOf = (player: RosterPlayerOf): PersonRow => {
    const { playerId } = player;
    const known = rows.get(playerId);
    if (known) {
      known.update(player);
      return known;
    }
    const row = personRow(player, {
      ticked: () => {
        if (row.box.checked) ticked.add(playerId);
        else ticked.delete(playerId);
        tell();
      },
      rename: (id, nickname) => session.command("player:rename", { playerId: id, nickname }),
    });
    row.box.checked = ticked.has(playerId);
    rows.set(playerId, row);
    return row;
  };
  /** Draws who is found; a row that stays is not touched, so that it keeps the focus and what is typed into it. */
  const draw = () => {
    const found = crowd.found(seek.value);
    const isHeld = (playerId: string) => rows.get(playerId)?.root.contains(document.activeElement) === true;
    const shown = found.filter(({ playerId }, index) => index < most || isHeld(playerId));
    const ids = new Set(shown.map(({ playerId }) => playerId));
    for (const [playerId, { root }] of rows) {
      if (ids.has(playerId)) continue;
      root.remove();
      rows.delete(playerId);
    }
    let at = list.firstChild;
    for (const player of shown) {
      const { root } = rowOf(player);
      if (root === at) at = at.nextSibling;
      else list.insertBefore(root, at);
    }
    const left = found.length - shown.length;
    further.textContent = fill(panel.more, { n: left });
    last.hidden = left === 0;
    none.textContent = crowd.found("").length === 0 ? pick.nobody : panel.none;
    none.hidden = found.length > 0;
  };
  const drawMore = () => {
    const before = last.previousElementSibling;
    most += AT_ONCE;
    draw();
    before?.nextElementSibling?.querySelector("input")?.focus();
  };
  const remove = async () => {
    const chosen = crowd.found("").filter(({ playerId }) => ticked.has(playerId));
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
  /** Ticks those, of whom is found, for whom it holds. */
  const tick = (holds: (player: RosterPlayerOf) => boolean) => () => {
    for (const player of crowd.found(seek.value)) {
      if (holds(player)) ticked.add(player.playerId);
      else ticked.delete(player.playerId);
    }
    for (const [playerId, { box }] of rows) box.checked = ticked.has(playerId);
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
    for (const player of [...joined, ...changed]) crowd.put(player);
    for (const playerId of left) {
      crowd.drop(playerId);
      ticked.delete(playerId);
    }
    draw();
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
  draw();
  tell();
  document.body.append(dialog);
  dialog.showModal();
};
