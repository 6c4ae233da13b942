/** Fields that bear their faults. */
import { type Child, h } from "../../shared/dom.ts";
import { filled } from "../faults.ts";
import { texts } from "../texts.ts";
import { type DraftFault, faultsAt } from "./check.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The element id of a place in an item or quiz. */
export const idAt = (path: string): string => `at-${path.replace(/[^A-Za-z0-9]+/g, "-")}`;

/** Where the faults of a place are told. */
export const faultPlace = (path: string): HTMLElement =>
  h("p", { class: "fault", id: `${idAt(path)}-fault`, dataset: { path }, hidden: true });

/** A control for a place: what describes it is read with it. */
export const described = <Of extends Control>(path: string, control: Of, hinted = false): Of => {
  const hint = hinted ? `${control.id}-hint ` : "";
  control.setAttribute("aria-describedby", `${hint}${idAt(path)}-fault`);
  return control;
};

/** A control below its label, with its faults below it. */
export const fieldAt = (path: string, label: string, control: Control, hint?: string): HTMLElement =>
  h(
    "div",
    { class: "field" },
    h("label", { for: control.id }, label),
    described(path, control, hint !== undefined),
    hint !== undefined && h("p", { class: "hint", id: `${control.id}-hint` }, hint),
    faultPlace(path),
  );

const words = ({ code, params }: DraftFault): string => filled(texts().organiser.editor.faults[code], params);

/** Tells every fault at the nearest place of `root` that is shown. Paths are those below the root's own. */
export const showFaults = (root: HTMLElement, faults: readonly DraftFault[]): void => {
  const places = [...root.querySelectorAll<HTMLElement>(".fault[data-path]")];
  const paths = places.map(({ dataset }) => dataset.path ?? "");
  for (const place of places) {
    const own = faultsAt(faults, place.dataset.path ?? "", paths);
    const told = own.map(words).join(" ");
    if (place.textContent !== told) place.textContent = told;
    place.hidden = own.length === 0;
    for (const control of root.querySelectorAll(`[aria-describedby~="${place.id}"]`)) {
      if (own.length > 0) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  }
};

/** A small button that shows a sign; its name says what it does. */
export const signButton = (
  id: string,
  sign: Child,
  label: string,
  onclick: () => void,
  disabled = false,
): HTMLButtonElement =>
  h("button", { type: "button", id, class: "sign-button", title: label, disabled, onclick, aria: { label } }, sign);

let live: HTMLElement | undefined;

/** The place for what only screen readers are told. */
export const liveRegion = (): HTMLElement => {
  live = h("div", { class: "visually-hidden", role: "status" });
  return live;
};

export const say = (text: string): void => {
  if (live) live.textContent = text;
};

/** A number as it is typed, with a point or a comma; null when it is none. */
export const readNumber = (text: string): number | null => {
  const line = text
    .trim()
    .replace(/^\u2212/, "-")
    .replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i.test(line) ? Number(line) : null;
};
