/** Plays the sounds of a page by the browser's oscillators. */
import { SOUNDS, type SoundName, type Tone } from "./sounds.ts";

export interface Sound {
  /** On or off; to be called when somebody taps or presses a key. */
  set(on: boolean): void;
  /** Nothing, while the sound is off or the browser waits for a tap. */
  play(name: SoundName): void;
}

/** A tone does not begin or end with a click. */
const ATTACK_S = 0.01;
const SILENT = 0.0001;

const sing = (context: AudioContext, { hz, at, lasts, loud }: Tone): void => {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  const from = context.currentTime + at;
  oscillator.type = "triangle";
  oscillator.frequency.value = hz;
  volume.gain.setValueAtTime(SILENT, from);
  volume.gain.exponentialRampToValueAtTime(loud, from + ATTACK_S);
  volume.gain.exponentialRampToValueAtTime(SILENT, from + lasts);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + lasts);
};

/** The sounds of a page. Where they are `on` from before, the first tap or key wakes them. */
export const createSound = (on: boolean): Sound => {
  let wanted = on;
  let context: AudioContext | null = null;
  const wake = () => {
    if (!wanted || typeof AudioContext === "undefined") return;
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
  };
  for (const gesture of ["pointerup", "keydown"]) addEventListener(gesture, wake);
  return {
    set: (next) => {
      wanted = next;
      if (next) wake();
      else void context?.suspend();
    },
    play: (name) => {
      if (!wanted || context === null || context.state !== "running") return;
      for (const each of SOUNDS[name]) sing(context, each);
    },
  };
};
