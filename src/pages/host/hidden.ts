/** What the host has taken off the screen, in a dialog from which it can be put back. */
import { h, refill } from "../shared/dom.ts";
import { counted, fill, number } from "../shared/language.ts";
import type { Entry } from "./entries.ts";
import { texts } from "./texts.ts";

/** Opens the dialog over the page; `put` puts the entry of that id back. */
export const showHidden = (entries: readonly Entry[], put: (id: string) => void): void => {
  const { reveal } = texts().host;
  const list = h("ul", { class: "hidden-list" });
  const row = (entry: Entry): HTMLLIElement => {
    const label = `${reveal.putBack}: ${entry.text}`;
    const back = () => {
      put(entry.id);
      item.remove();
      if (list.children.length === 0) dialog.close();
      else list.querySelector("button")?.focus();
    };
    const button = h("button", { type: "button", class: "button", aria: { label }, onclick: back }, reveal.putBack);
    const times = entry.count > 1 ? ` ×${number(entry.count)}` : "";
    const item = h("li", {}, h("span", {}, h("bdi", {}, entry.text), times), button);
    return item;
  };
  refill(list, entries.map(row));
  const dialog = h(
    "dialog",
    { class: "ask", aria: { labelledby: "hidden-title" } },
    h("h2", { id: "hidden-title" }, fill(counted(reveal.hiddenTitle, entries.length), { n: entries.length })),
    h("p", {}, reveal.hiddenWhy),
    list,
    h("form", { method: "dialog", class: "ask-buttons" }, h("button", { class: "button primary" }, reveal.close)),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
};
