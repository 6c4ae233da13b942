/** The phone's sounds: off until somebody switches them on, and not loaded before. */
import { h } from "../shared/dom.ts";
import type { Sound } from "../shared/sound.ts";
import { recall, remember } from "../shared/storage.ts";
import { cueOf } from "./cue.ts";
import type { Play } from "./state.ts";
import { texts } from "./texts.ts";

const KEY = "cermat.sound";

let on = recall(KEY) === "on";
let sound: Sound | undefined;

/** Whether this phone makes sounds. */
export const isSounding = (): boolean => on;

const load = async () => {
  const { createSound } = await import("../shared/sound.ts");
  sound ??= createSound(on);
  sound.set(on);
};
if (on) void load();

/** A button that says what it does, "Sound on" or "Sound off"; `changed` redraws the page. */
export const soundSwitch = (changed: () => void): HTMLButtonElement => {
  const { sound: words } = texts().player;
  const change = () => {
    on = !on;
    remember(KEY, on ? "on" : null);
    if (sound === undefined) void load();
    else sound.set(on);
    changed();
  };
  return h("button", { type: "button", id: "sound", class: "link", onclick: change }, on ? words.off : words.on);
};

let heard = "";

/** Plays what there is to tell, once a round. */
export const soundOf = (play: Play): void => {
  const cue = cueOf(play);
  const name = `${play.seat?.token} ${play.snapshot?.round} ${cue}`;
  if (cue !== null && name !== heard) sound?.play(cue);
  heard = name;
};
