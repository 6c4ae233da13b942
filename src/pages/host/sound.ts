/** The host's sounds: off until somebody switches them on, which this laptop remembers. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { createSound } from "../shared/sound.ts";
import type { SoundName } from "../shared/sounds.ts";
import { recall, remember } from "../shared/storage.ts";

const KEY = "cermat.host.sound";

let on = recall(KEY) === "on";
const sound = createSound(on);

/** Whether sounds are on. */
export const isSounding = (): boolean => on;

/** Switches sounds on or off and remembers it. */
export const toggleSound = (): void => {
  on = !on;
  remember(KEY, on ? "on" : "off");
  sound.set(on);
};

/** Lets a sound be heard, where sounds are on. */
export const play = (name: SoundName): void => sound.play(name);

/** What a screen that has just appeared sounds like; null: nothing. */
export const cueOf = (snapshot: HostSnapshotOf): SoundName | null => {
  switch (snapshot.phase) {
    case "open":
      return "open";
    case "reveal":
      return snapshot.prompt === undefined ? "close" : "reveal";
    case "finished":
      return snapshot.podium !== undefined && snapshot.podium.length > 0 ? "podium" : null;
    default:
      return null;
  }
};
