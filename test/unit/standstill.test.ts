import { expect, test } from "vitest";
import { watchStandstill } from "../../src/gateway/standstill.ts";
import type { Clock } from "../../src/rooms/clock.ts";

/** A process whose loop turns only when told: `pass` without a turn is standing still. */
const turning = () => {
  let now = 0;
  let tick = () => {};
  const clock: Clock = {
    after: () => () => {},
    every: (_, run) => {
      tick = run;
      return () => {};
    },
  };
  const stoodStill = watchStandstill(clock, () => now);
  return {
    stoodStill,
    pass: (ms: number) => {
      now += ms;
    },
    turn: (ms: number) => {
      for (const end = now + ms; now < end; ) {
        now += 250;
        tick();
      }
    },
  };
};

test("[OP9] a process that turns has not stood still, also when it is somewhat late", () => {
  const { stoodStill, pass, turn } = turning();
  turn(10_000);
  expect(stoodStill()).toBe(false);
  pass(1200);
  turn(250);
  expect(stoodStill()).toBe(false);
});

test("[OP9] one that stood still knows it whichever of its timers runs first, and for a moment after", () => {
  for (const first of [0, 250]) {
    const { stoodStill, pass, turn } = turning();
    turn(1000);
    pass(5000);
    turn(first);
    expect(stoodStill()).toBe(true);
    turn(500);
    expect(stoodStill()).toBe(true);
    turn(1000);
    expect(stoodStill()).toBe(false);
  }
});
