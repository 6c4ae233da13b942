/** The keyboard, and the presenter's clicker, which sends page keys. */
import { recall, remember } from "../shared/storage.ts";

export interface Keys {
  forward(): void;
  back(): void;
  pause(): void;
  lock(): void;
  full(): void;
  sound(): void;
  more(): void;
  people(): void;
  help(): void;
}

const LETTERS = "cermat.host.letters";

/** Whether keys of one letter or sign do anything: who speaks to a laptop, or shares its keyboard, may switch them off. */
export const hasLetters = (): boolean => recall(LETTERS) !== "off";
export const setLetters = (on: boolean): void => void remember(LETTERS, on ? null : "off");

/** Closes the menu; a keyboard that was in it is then on its button. */
export const shutMenu = (): void => {
  const open = document.querySelector("details[open]");
  if (open?.contains(document.activeElement)) open.querySelector("summary")?.focus();
  open?.removeAttribute("open");
};

const typing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;

const pressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("button, a, summary") !== null;

/**
 * Listens on the whole page; the returned function ends it. Keys pressed in a dialog or a field stay there. `own` are
 * those of the screen that stands.
 */
export const listenKeys = (keys: Keys, own: () => Readonly<Record<string, () => void>>): (() => void) => {
  const actions: Record<string, () => void> = {
    " ": keys.forward,
    ArrowRight: keys.forward,
    PageDown: keys.forward,
    ArrowLeft: keys.back,
    PageUp: keys.back,
    p: keys.pause,
    l: keys.lock,
    f: keys.full,
    m: keys.sound,
    "+": keys.more,
    r: keys.people,
    "?": keys.help,
  };
  const listen = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (typing(event.target) || document.querySelector("dialog[open]") !== null) return;
    if (event.key === "Escape") shutMenu();
    if (event.key === " " && pressable(event.target)) return;
    if (event.key.length === 1 && event.key !== " " && !hasLetters()) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = actions[key] ?? own()[key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };
  addEventListener("keydown", listen);
  return () => removeEventListener("keydown", listen);
};
