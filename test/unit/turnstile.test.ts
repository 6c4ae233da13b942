import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createTurnstile } from "../../src/gateway/turnstile.ts";

/** So many ask at once; gives who has passed so far. */
const crowd = (turnstile: ReturnType<typeof createTurnstile>, count: number): number[] => {
  const passed: number[] = [];
  for (let n = 0; n < count; n++) {
    const wait = turnstile();
    if (wait) wait.then(() => passed.push(n));
    else passed.push(n);
  }
  return passed;
};
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe("the turnstile", () => {
  test("[AB44] so many pass at once, as many again in each turn, in the order of asking", async () => {
    const passed = crowd(createTurnstile(3), 8);
    expect(passed).toEqual(upTo(3));
    await turn();
    expect(passed).toEqual(upTo(6));
    await turn();
    expect(passed).toEqual(upTo(8));
  });

  test("[AB44] who comes while others wait waits behind them", async () => {
    const turnstile = createTurnstile(2);
    const first = crowd(turnstile, 5);
    await turn();
    const last = crowd(turnstile, 1);
    expect([first, last]).toEqual([upTo(4), []]);
    await turn();
    expect([first, last]).toEqual([upTo(5), [0]]);
  });

  test("[AB44] in a quiet turn everybody passes at once", async () => {
    const turnstile = createTurnstile(2);
    crowd(turnstile, 4);
    for (let n = 0; n < 3; n++) await turn();
    expect(crowd(turnstile, 2)).toEqual([0, 1]);
  });
});
