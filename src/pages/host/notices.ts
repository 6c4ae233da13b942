/** Words that appear over the screen: short notices, questions to confirm, the banner of a lost connection. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import { type Child, h } from "../shared/dom.ts";
import { texts } from "./texts.ts";

const SHOWN_MS = 6000;
const toasts = h("div", { class: "toasts", role: "status" });
const live = h("p", { class: "visually-hidden", aria: { live: "polite" } });
const banner = h("p", { class: "banner", role: "status", hidden: true });

/** Puts the places for notices into the page, once. */
export const placeNotices = (): void => document.body.append(live, banner, toasts);

/** What can be done about what was said. */
interface Remedy {
  label: string;
  take: () => void;
}

/** A sentence that goes away by itself, with a button where something can be done. */
export const toast = (text: string, remedy?: Remedy): void => {
  const take = () => {
    remedy?.take();
    note.remove();
  };
  const button = remedy && h("button", { type: "button", class: "toast-remedy", onclick: take }, remedy.label);
  // A dialog would cover it, and keep its button out of reach.
  ([...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body).append(toasts);
  const note = h("p", { class: "toast" }, text, button);
  toasts.replaceChildren(note);
  setTimeout(() => note.remove(), SHOWN_MS);
};

/** The words for an error code. */
export const toastError = (code: ErrorCode): void => toast(texts().errors[code]);

/** Read by screen readers only. */
export const say = (text: string): void => {
  live.textContent = text;
};

/** A line at the top of the page for as long as the connection is gone; null takes it away. */
export const setBanner = (text: string | null): void => {
  banner.hidden = text === null;
  banner.textContent = text ?? "";
};

interface Question {
  title: Child;
  why: Child;
  /** The words of the button that does it. */
  yes: string;
}

let asked = 0;

/** A question on top of the page; true when it was confirmed. Escape means no. */
export const confirmed = ({ title, why, yes }: Question): Promise<boolean> =>
  new Promise((resolve) => {
    const titleId = `ask-${++asked}`;
    const dialog = h(
      "dialog",
      { class: "ask", aria: { labelledby: titleId } },
      h("h2", { id: titleId }, title),
      h("p", {}, why),
      h(
        "form",
        { method: "dialog", class: "ask-buttons" },
        h("button", { class: "button", value: "no" }, texts().host.control.cancel),
        h("button", { class: "button primary", value: "yes" }, yes),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
