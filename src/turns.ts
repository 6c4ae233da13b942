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

export const createTurns = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    // What came of it is not kept until the next one.
    last = done.then(nothing, nothing);
    return done;
  };
};
