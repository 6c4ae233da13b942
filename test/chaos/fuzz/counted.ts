/** A store that says how many writes were asked of it, and when none is under way. */
import type { Store } from "../../../src/store/store.ts";

/** Everything else counts as a write, so that an operation added later does too. */
const READS =
  /^(now|ping|close|subscribe|find\w*|createdBy|room|roomQuiz|rooms|seats|responses?|pulse|presentSeats|due|outages|quiz|quizzes|image|workshops?|organisers?|organiser\w*|session|full)$/;

export const countedStore = (store: Store) => {
  let writes = 0;
  let under = 0;
  const watched = new Proxy(store, {
    get(target, name: keyof Store) {
      const operation: unknown = target[name];
      if (typeof operation !== "function") return operation;
      return (...args: unknown[]) => {
        if (!READS.test(name)) writes++;
        const result: unknown = operation.apply(target, args);
        if (!(result instanceof Promise)) return result;
        under++;
        return result.finally(() => {
          under--;
        });
      };
    },
  });
  return {
    store: watched,
    writes: () => writes,
    /** Resolves when nothing is asked of the store any more. */
    async settled(): Promise<void> {
      for (let quiet = 0; quiet < 2; quiet = under === 0 ? quiet + 1 : 0)
        await new Promise((resume) => setImmediate(resume));
    },
  };
};
