/** The keys of the host page, on top of it. */
import { h } from "../shared/dom.ts";
import { toggle } from "./fields.ts";
import { hasLetters, setLetters } from "./keys.ts";
import { texts } from "./texts.ts";

/** Shows the keys; Escape, the button or `?` closes them. */
export const showHelp = (): void => {
  const { help } = texts().host;
  const rows: [keys: string[], does: string][] = [
    [[help.space, "→"], help.next],
    [["←"], help.back],
    [["P"], help.pause],
    [["+"], help.more],
    [["R"], help.people],
    [["L"], help.lock],
    [["W"], help.cloud],
    [["G"], help.groups],
    [["M"], help.sound],
    [["F"], help.full],
    [["?"], help.this],
  ];
  const letters = toggle("letters", hasLetters(), help.letters, help.lettersWhy);
  letters.addEventListener("change", () => setLetters(letters.querySelector("input")?.checked === true));
  const dialog = h(
    "dialog",
    { class: "ask help", aria: { labelledby: "help-title" } },
    h("h2", { id: "help-title" }, help.title),
    h(
      "dl",
      {},
      rows.map(([keys, does]) =>
        h(
          "div",
          {},
          h(
            "dt",
            {},
            keys.map((key) => h("kbd", {}, key)),
          ),
          h("dd", {}, does),
        ),
      ),
    ),
    letters,
    h("form", { method: "dialog", class: "ask-buttons" }, h("button", { class: "button primary" }, help.close)),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "?") return;
    // The page would open it again.
    event.stopPropagation();
    dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
};
