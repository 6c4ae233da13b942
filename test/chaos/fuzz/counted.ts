/** A store that says how much was written to it, and when nothing is under way. */
import type { Store } from "../../../src/store/store.ts";

/** Everything else counts as a write, so that an operation added later does too. */
const READS =
  /^(now|ping|close|subscribe|find\w*|createdBy|room|roomQuiz|rooms|seats|responses?|pulse|presentSeats|due|outages|quiz|quizzes|image|workshops?|organisers?|organiser\w*|session|full)$/;

/** Results by which a store says that it has written nothing: what was to be changed is not there, or not as it was. */
const NOTHING = /^(stale|early|waiting|refused|repeat|already|name-taken|code-taken|pin-taken|attempt-reused)$/;

const wroteNothing = (result: unknown): boolean =>
  result === false || NOTHING.test(String((result as { kind?: unknown } | undefined)?.kind ?? result));

export const countedStore = (store: Store) => {
  let writes = 0;
  let under = 0;
  /** Operations begun, and how many there were when it was last settled. */
  let asked = 0;
  let heeded = 0;
  const watched = new Proxy(store, {
    get(target, name: keyof Store) {
      const operation: unknown = target[name];
      if (typeof operation !== "function") return operation;
      return (...args: unknown[]) => {
        const writing = !READS.test(name);
        if (writing) writes++;
        const result: unknown = operation.apply(target, args);
        if (!(result instanceof Promise)) return result;
        asked++;
        under++;
        return result.then(
          (value: unknown) => {
            under--;
            if (writing && wroteNothing(value)) writes--;
            return value;
          },
          (error: unknown) => {
            under--;
            throw error;
          },
        );
      };
    },
  });
  return {
    store: watched,
    writes: () => writes,
    /** Whether anything was asked since it was last settled: if nothing was, nothing can follow from it. */
    unsettled: () => asked !== heeded,
    /** Resolves when nothing is asked of the store any more. */
    async settled(): Promise<void> {
      for (let quiet = 0; quiet < 2; quiet = under === 0 ? quiet + 1 : 0)
        await new Promise((resume) => setImmediate(resume));
      heeded = asked;
    },
  };
};
