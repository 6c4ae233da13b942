/** One of the host's controls. */
import { h } from "../shared/dom.ts";
import { type IconName, icon } from "./icons.ts";

export interface Control {
  id: string;
  label: string;
  shown?: string;
  icon: IconName;
  /** Stands beside the others on a remote only; elsewhere it is in the menu. */
  remote?: boolean;
  run: () => void;
}

/** A button with a picture and words. A click gives the keyboard back to the page, so that space means "next" again. */
export const controlButton = (control: Control, kind: string): HTMLButtonElement =>
  h(
    "button",
    {
      type: "button",
      class: `control ${kind}${control.remote ? " on-remote" : ""}`,
      dataset: { control: control.id },
      aria: { label: control.shown === undefined ? undefined : `${control.shown} · ${control.label}` },
      onclick: (event) => {
        if (event instanceof MouseEvent && event.detail > 0) (event.currentTarget as HTMLElement).blur();
        control.run();
      },
    },
    icon(control.icon),
    h("span", {}, control.shown ?? control.label),
  );
