/** The quiet note that the room is paused. */
import { h } from "../shared/dom.ts";
import { texts } from "./texts.ts";

export const pausedNote = (): HTMLElement =>
  h("p", { class: "paused" }, h("span", { class: "paused-bars", aria: { hidden: "true" } }), texts().common.paused);
