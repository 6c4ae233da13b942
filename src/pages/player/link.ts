/** How long the server has been out of reach: a blink, a moment, or so long that somebody has to look. */

export type Link = "up" | "away" | "lost";

/** A loss shorter than this is not worth a word, ms. */
const AWAY_MS = 1000;
/** Whoever comes back by itself is back by now, ms. */
const LOST_MS = 6000;

/** Hears of connections and losses; `changed` is called when there is something else to say. A loss counts from its last telling. */
export const createLink = (changed: (link: Link) => void): ((up: boolean) => void) => {
  let timers: ReturnType<typeof setTimeout>[] = [];
  return (up) => {
    for (const timer of timers) clearTimeout(timer);
    timers = up ? [] : [setTimeout(changed, AWAY_MS, "away"), setTimeout(changed, LOST_MS, "lost")];
    if (up) changed("up");
  };
};
