/** Small parts of the organiser's pages: days, a question to confirm, a place for what has happened. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import { type Child, h } from "../shared/dom.ts";
import { openDialog } from "../shared/focus.ts";
import { locale } from "../shared/language.ts";
import { NONE } from "./numbers.ts";
import { texts } from "./texts.ts";

/** A day and a time, or a dash. */
export const dateTime = (ms: number | null): string =>
  ms === null
    ? NONE
    : new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(ms));

/** A day: "24 November 2026". */
export const day = (ms: number): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "long" }).format(new Date(ms));

/** The words for what went wrong. */
export const wrong = (code: ErrorCode | "unreachable"): string =>
  code === "unreachable" ? texts().organiser.failed : (texts().errors[code] ?? texts().errors.internal);

const status = h("p", { class: "status", role: "status" });

/** The place for sentences about what has just happened; one on the page. */
export const statusLine = (): HTMLElement => status;

/** Says what has happened, to eyes and to screen readers. */
export const report = (text: string): void => {
  status.textContent = text;
};

/** The way back to another page of this one. */
export const backTo = (href: string, words: string): HTMLElement => h("a", { class: "back", href }, `← ${words}`);

let asked = 0;

/** A question before something that cannot be undone; true when it was confirmed. Escape means no. */
export const confirmed = (question: { title: string; why: Child; yes: string }): Promise<boolean> =>
  new Promise((resolve) => {
    const id = `ask-${++asked}`;
    const dialog = h(
      "dialog",
      { class: "ask", aria: { labelledby: id } },
      h("h2", { id }, question.title),
      h("p", {}, question.why),
      h(
        "form",
        { method: "dialog" },
        h("button", { class: "button", value: "no" }, texts().organiser.rooms.cancel),
        h("button", { class: "button danger", value: "yes" }, question.yes),
      ),
    );
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
    });
    openDialog(dialog);
  });
