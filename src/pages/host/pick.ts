/** Removing several people at once: a dialog with a tick for each. Escape or Cancel removes nobody. */
import type { JoinsSurgingOf } from "../../../protocol/pushes.ts";
import type { RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, locale } from "../shared/language.ts";
import { toast } from "./notices.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

/** So many ids fit into one message of a host. */
const AT_ONCE = 5000;

/** Removes so many people, and says so. */
export const removeAll = async (session: Session, playerIds: readonly string[]): Promise<void> => {
  for (let from = 0; from < playerIds.length; from += AT_ONCE) {
    const some = playerIds.slice(from, from + AT_ONCE);
    if (!(await session.command("player:remove", { playerIds: some }))) return;
  }
  toast(fill(counted(texts().host.pick.done, playerIds.length), { n: playerIds.length }));
};

/** Those who joined in a rush, all ticked. */
export const pickPeople = async (session: Session, rush: JoinsSurgingOf): Promise<void> => {
  const people = await session.people({ since: rush.since, until: rush.until });
  if (people === null) return;
  const { pick, control } = texts().host;
  people.sort((a, b) => a.nickname.localeCompare(b.nickname, locale(), { numeric: true }));

  const row = ({ playerId, nickname }: RosterPlayerOf) =>
    h(
      "li",
      {},
      h("label", {}, h("input", { type: "checkbox", value: playerId, checked: true }), h("bdi", {}, nickname)),
    );
  const list = h("ul", { class: "pick-list", onchange: () => tell() }, people.map(row));
  const boxes = [...list.querySelectorAll("input")];
  const ticked = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  const sure = h("button", { class: "button primary", value: "yes" });
  const tell = () => {
    const { length } = ticked();
    sure.textContent = fill(counted(pick.remove, length), { n: length });
    sure.disabled = length === 0;
  };
  const all = (checked: boolean) => () => {
    for (const box of boxes) box.checked = checked;
    tell();
  };
  const dialog = h(
    "dialog",
    { class: "ask pick", aria: { labelledby: "pick-title" } },
    h("h2", { id: "pick-title" }, pick.title),
    h("p", {}, people.length === 0 ? pick.nobody : pick.rush),
    h(
      "p",
      { class: "pick-all" },
      h("button", { type: "button", class: "button", onclick: all(true) }, pick.all),
      h("button", { type: "button", class: "button", onclick: all(false) }, pick.none),
    ),
    list,
    h(
      "form",
      { method: "dialog", class: "ask-buttons" },
      h("button", { class: "button", value: "no" }, control.cancel),
      sure,
    ),
  );
  dialog.addEventListener("close", () => {
    const playerIds = ticked();
    dialog.remove();
    if (dialog.returnValue === "yes") void removeAll(session, playerIds);
  });
  tell();
  document.body.append(dialog);
  dialog.showModal();
};
