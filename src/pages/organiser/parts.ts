/** Small parts of the organiser's pages: numbers in the viewer's language, drawn bars, a question to confirm. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import { type Child, h, svg } from "../shared/dom.ts";
import { locale, percent } from "../shared/language.ts";
import { texts } from "./texts.ts";

/** What does not exist is shown as a dash, never as 0. */
export const NONE = "–";

/** A day and a time, or a dash. */
export const dateTime = (ms: number | null): string =>
  ms === null
    ? NONE
    : new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(ms));

/** A share 0..1 with at most one decimal, or a dash. */
export const share = (value: number | null): string => (value === null ? NONE : percent(value, 1));

/** The words for what went wrong. */
export const wrong = (code: ErrorCode | "unreachable"): string =>
  code === "unreachable" ? texts().organiser.failed : (texts().errors[code] ?? texts().errors.internal);

/** A bar of `value` 0..1. It is a drawing, not a background, so that it is printed. */
export const bar = (value: number, kind = ""): SVGSVGElement =>
  svg(
    "svg",
    { class: `bar ${kind}`, viewBox: "0 0 100 10", preserveAspectRatio: "none", aria: { hidden: "true" } },
    svg("rect", { class: "bar-track", width: 100, height: 10 }),
    svg("rect", { class: "bar-fill", width: Math.min(1, Math.max(0, value)) * 100, height: 10 }),
  );

const status = h("p", { class: "status", role: "status" });

/** The place for sentences about what has just happened; one on the page. */
export const statusLine = (): HTMLElement => status;

/** Says what has happened, to eyes and to screen readers. */
export const report = (text: string): void => {
  status.textContent = text;
};

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
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
