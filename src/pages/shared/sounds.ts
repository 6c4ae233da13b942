/** Short sounds of the pages' own, as tones: no files. */

export interface Tone {
  hz: number;
  /** Seconds after the sound begins. */
  at: number;
  /** Seconds. */
  lasts: number;
  /** 0 to 1. */
  loud: number;
}

const tone = (hz: number, at: number, lasts: number, loud: number): Tone => ({ hz, at, lasts, loud });

/** Notes of one pentatonic scale, so that what sounds together agrees. */
const [G4, C5, D5, E5, G5, A5, C6] = [392, 523.25, 587.33, 659.25, 783.99, 880, 1046.5] as const;

/** All sounds there are. */
export const SOUNDS = {
  tick: [tone(A5, 0, 0.06, 0.08)],
  open: [tone(C5, 0, 0.18, 0.16), tone(G5, 0.13, 0.32, 0.16)],
  close: [tone(G5, 0, 0.16, 0.13), tone(D5, 0.12, 0.34, 0.13)],
  reveal: [tone(G4, 0, 0.22, 0.13), tone(D5, 0.1, 0.24, 0.13), tone(A5, 0.2, 0.6, 0.13)],
  podium: [
    ...[C5, E5, G5, A5].map((hz, index) => tone(hz, index * 0.14, 0.3, 0.15)),
    ...[C5, G5, C6].map((hz) => tone(hz, 0.62, 1.4, 0.12)),
  ],
  sent: [tone(E5, 0, 0.1, 0.1), tone(A5, 0.07, 0.14, 0.1)],
  right: [tone(G5, 0, 0.14, 0.12), tone(C6, 0.11, 0.36, 0.12)],
  wrong: [tone(G4, 0, 0.3, 0.1)],
} as const satisfies Record<string, readonly Tone[]>;

export type SoundName = keyof typeof SOUNDS;
