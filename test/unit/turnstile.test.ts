import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createTurnstile, type Lane, type Turnstile } from "../../src/gateway/turnstile.ts";

const turnstileOf = (perTurn: number) => createTurnstile({ perTurn, ofSocket: 100, ofNetwork: 100 });

/** Asks so many times for a socket; `passed` hears of each that has passed. */
const ask = (lane: Lane, count: number, passed: (n: number) => void, isIn = false): void => {
  for (let n = 0; n < count; n++) {
    const wait = lane.pass(isIn);
    if (wait === "full") throw new Error("too much waits");
    if (wait === undefined) passed(n);
    else void wait.then(() => passed(n));
  }
};
/** So many sockets of a network ask once each; gives who has passed so far. */
const crowd = (turnstile: Turnstile, count: number): number[] => {
  const passed: number[] = [];
  for (let n = 0; n < count; n++) ask(turnstile.lane("a"), 1, () => passed.push(n));
  return passed;
};
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe("the turnstile", () => {
  test("[AB44] so many pass at once, as many again in each turn, in the order of asking", async () => {
    const passed = crowd(turnstileOf(3), 8);
    expect(passed).toEqual(upTo(3));
    await turn();
    expect(passed).toEqual(upTo(6));
    await turn();
    expect(passed).toEqual(upTo(8));
  });

  test("[AB44] who comes while others wait waits behind them", async () => {
    const turnstile = turnstileOf(2);
    const first = crowd(turnstile, 5);
    await turn();
    const last = crowd(turnstile, 1);
    expect([first, last]).toEqual([upTo(4), []]);
    await turn();
    expect([first, last]).toEqual([upTo(5), [0]]);
  });

  test("[AB44] in a quiet turn everybody passes at once", async () => {
    const turnstile = turnstileOf(2);
    crowd(turnstile, 4);
    for (let n = 0; n < 3; n++) await turn();
    expect(crowd(turnstile, 2)).toEqual([0, 1]);
  });

  test("[AB44] a socket that sends much waits for itself: the one event of another is in the next turn", async () => {
    const turnstile = turnstileOf(2);
    const passed: string[] = [];
    for (const name of ["loud", "louder"]) ask(turnstile.lane("a"), 60, (n) => passed.push(`${name} ${n}`));
    ask(turnstile.lane("a"), 1, () => passed.push("quiet"));
    await turn();
    await turn();
    expect(passed).toContain("quiet");
    expect(passed).toHaveLength(6);
  });

  test("[AB44] networks take turns: one with very many sockets holds up no other", async () => {
    const turnstile = turnstileOf(2);
    const passed: string[] = [];
    for (let n = 0; n < 100; n++) ask(turnstile.lane("flood"), 1, () => passed.push(`bot ${n}`));
    ask(turnstile.lane("school"), 1, () => passed.push("phone"));
    await turn();
    expect(passed).toEqual(["bot 0", "bot 1", "bot 2", "phone"]);
  });

  test("[RM49] what a socket sends once it is in takes along what it sent before, in order, and waits for nobody", async () => {
    const turnstile = turnstileOf(1);
    crowd(turnstile, 50);
    const lane = turnstile.lane("a");
    const passed: string[] = [];
    ask(lane, 2, (n) => passed.push(`before ${n}`));
    ask(lane, 1, () => passed.push("after"), true);
    await turn();
    expect(passed).toEqual(["before 0", "before 1", "after"]);
    ask(lane, 1, () => passed.push("at once"), true);
    expect(passed.at(-1)).toBe("at once");
  });

  test("[AB48] one socket waits with so much, and so many of a network wait: beyond that it is too much, and others are let in", () => {
    const turnstile = createTurnstile({ perTurn: 1, ofSocket: 2, ofNetwork: 3 });
    const lanes = Array.from({ length: 5 }, () => turnstile.lane("a"));
    const asked = lanes.map((lane) => lane.pass(false));
    expect(asked.map((wait) => (wait instanceof Promise ? "waits" : wait))).toEqual([
      undefined,
      ...["waits", "waits", "waits", "full"],
    ]);
    expect(lanes[1]?.pass(false)).toBeInstanceOf(Promise);
    expect(lanes[1]?.pass(false)).toBe("full");
    expect(turnstile.lane("b").pass(false)).toBeInstanceOf(Promise);
    lanes[2]?.leave();
    expect(lanes[4]?.pass(false)).toBeInstanceOf(Promise);
  });

  test("[AB44] what a socket has sent goes with it, and nobody waits for it", async () => {
    const turnstile = turnstileOf(1);
    crowd(turnstile, 1);
    const gone = turnstile.lane("a");
    const passed: string[] = [];
    ask(gone, 50, () => passed.push("gone"));
    ask(turnstile.lane("b"), 1, () => passed.push("here"));
    gone.leave();
    await turn();
    await turn();
    expect(passed).toEqual(["here"]);
  });
});
