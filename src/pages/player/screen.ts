/** What a screen is: a key that says when to build it anew, a sentence for those who listen, and the elements. */
import type { Value } from "../../../protocol/payloads.ts";
import type { Play } from "./state.ts";

export interface Actions {
  /** Draws again after the form or the language has changed. */
  changed(): void;
  /** The PIN is complete: asks the room how people are known in it. */
  look(): void;
  join(): void;
  leave(): void;
  /** Takes the seat back from the other tab or phone. */
  continueHere(): void;
  /** Chosen or typed, but not sent. */
  keep(draft: Value): void;
  respond(value: Value): void;
  forgetCode(): void;
}

export interface Context {
  play: Play;
  act: Actions;
  /** Ms of the server's clock. */
  now(): number;
}

export interface View {
  element: HTMLElement;
  /** Called ten times a second while the view stands. */
  tick?: () => void;
  /** Takes the focus when the view appears; otherwise the page's main part does. */
  focus?: HTMLElement;
}

/** Parts as sentences one after the other, for the live region. */
export const sentences = (...parts: (string | null | undefined)[]): string =>
  parts.flatMap((part) => (part ? [/[.!?…]$/.test(part) ? part : `${part}.`] : [])).join(" ");

export interface Screen {
  key: string;
  say: string;
  build(): View;
}
