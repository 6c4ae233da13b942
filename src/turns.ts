/** Runs work one after the other, in the order it came; work that fails does not hold up what comes after it. */
export type InTurn = <T>(work: () => Promise<T> | T) => Promise<T>;

/** Runs work that is asked for again and again, but for when it still runs. */
export const unlessRunning = (work: () => Promise<unknown>): (() => Promise<void>) => {
  let running = false;
  return async () => {
    if (running) return;
    running = true;
    try {
      await work();
    } finally {
      running = false;
    }
  };
};

const nothing = (): void => {};

/** As `createTurns`, in a line for each key; of a line that is through nothing is kept. */
export const createTurnsBy = <Key>() => {
  const last = new Map<Key, Promise<unknown>>();
  return <T>(key: Key, work: () => Promise<T> | T): Promise<T> => {
    const done = (last.get(key) ?? Promise.resolve()).then(work);
    // What came of it is not kept until the next one.
    const through = done.then(nothing, nothing);
    last.set(key, through);
    void through.then(() => {
      if (last.get(key) === through) last.delete(key);
    });
    return done;
  };
};

export const createTurns = (): InTurn => {
  const inTurn = createTurnsBy<null>();
  return (work) => inTurn(null, work);
};
