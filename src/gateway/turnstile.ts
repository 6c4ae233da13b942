/** Lets a few through in each turn of the event loop, so that a rush of those who want in does not hold up those who are. */

/** Undefined: pass at once. Otherwise it resolves when the turn has come, in the order of asking. */
export type Turnstile = () => Promise<void> | undefined;

export const createTurnstile = (perTurn: number): Turnstile => {
  const waiting: (() => void)[] = [];
  let passed = 0;
  let turning = false;
  const turn = () => {
    const next = waiting.splice(0, perTurn);
    passed = next.length;
    turning = passed > 0;
    if (turning) setImmediate(turn);
    for (const pass of next) pass();
  };
  return () => {
    if (!turning) {
      turning = true;
      setImmediate(turn);
    }
    if (passed < perTurn && waiting.length === 0) {
      passed++;
      return undefined;
    }
    return new Promise((pass) => void waiting.push(pass));
  };
};
