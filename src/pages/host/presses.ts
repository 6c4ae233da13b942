/** Presses of "next" that are meant for the screen that stands. */

/** A second press this soon is the same press, and one this soon after the screen has changed was meant for the last one, ms. */
const BOUNCE_MS = 500;

export interface Presses {
  /** This screen stands now, whoever has brought it. */
  stands(screen: string): void;
  /** Whether a press now is meant for it. */
  meant(): boolean;
}

/** `now` is a steady clock, ms. A screen that a page begins with has replaced none. */
export const createPresses = (now: () => number = () => performance.now()): Presses => {
  let since = Number.NEGATIVE_INFINITY;
  let shown: string | null = null;
  return {
    stands: (screen) => {
      if (shown !== null && shown !== screen) since = now();
      shown = screen;
    },
    meant: () => {
      if (now() - since < BOUNCE_MS) return false;
      since = now();
      return true;
    },
  };
};
