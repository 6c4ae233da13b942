/** The frame of widgets in which options are tapped one after the other and sent together. */
import type { PromptOf } from "../../../../protocol/snapshots.ts";
import { h } from "../../shared/dom.ts";
import { optionsClass } from "./option.ts";

interface Several {
  hint: string;
  options: PromptOf["options"];
  buttons: readonly HTMLButtonElement[] | undefined;
  sender: HTMLButtonElement;
}

export const several = ({ hint, options, buttons, sender }: Several): HTMLElement =>
  h(
    "div",
    { class: "many" },
    h("p", { class: "hint", id: "several-hint" }, hint),
    h("div", { class: optionsClass(options), role: "group", aria: { labelledby: "several-hint" } }, buttons),
    h("div", { class: "sender" }, sender),
  );
