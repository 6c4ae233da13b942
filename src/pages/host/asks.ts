/** The questions that devices have put to the host, in the order they came. */

/** So long after a question has appeared or moved a press on it was meant for what stood there before, ms. */
const SETTLING_MS = 700;

export interface Asks {
  /** False: it stands there already. */
  add(askId: string): boolean;
  /** Takes a question away; those after it move. */
  settle(askId: string): void;
  /** Whether a press is meant for this question. */
  stands(askId: string): boolean;
  clear(): void;
}

/** None yet. `now` is a steady clock, ms. */
export const createAsks = (now: () => number = () => performance.now()): Asks => {
  let list: { askId: string; since: number }[] = [];
  const at = (askId: string) => list.findIndex((each) => each.askId === askId);
  return {
    add: (askId) => {
      if (at(askId) >= 0) return false;
      list.push({ askId, since: now() });
      return true;
    },
    settle: (askId) => {
      const place = at(askId);
      if (place < 0) return;
      list = [...list.slice(0, place), ...list.slice(place + 1).map((each) => ({ ...each, since: now() }))];
    },
    stands: (askId) => {
      const since = list[at(askId)]?.since;
      return since !== undefined && now() - since >= SETTLING_MS;
    },
    clear: () => {
      list = [];
    },
  };
};

/** Two digits by which a question on the host's screen is known to be that of a device: on both they follow from its id. */
export const digitsOf = (askId: string): string => {
  const sum = [...askId].reduce((before, letter) => (before * 31 + letter.charCodeAt(0)) % 100, 0);
  return String(sum).padStart(2, "0");
};
