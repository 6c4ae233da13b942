/** How long the options of a round have been on this screen, by the phone's own steady clock and without pauses. */
export interface Stopwatch {
  /** The options of this round are on the screen; the first call for it starts the watch. */
  showing(round: string, paused: boolean): void;
  elapsedMs(): number;
}

export const createStopwatch = (now: () => number = () => performance.now()): Stopwatch => {
  let round = "";
  let counted = 0;
  let since: number | null = null;
  const elapsedMs = () => counted + (since === null ? 0 : now() - since);
  return {
    elapsedMs,
    showing: (next, paused) => {
      if (next !== round) {
        round = next;
        counted = 0;
        since = null;
      }
      if (paused && since !== null) {
        counted = elapsedMs();
        since = null;
      } else if (!paused && since === null) since = now();
    },
  };
};
