import { afterEach, expect, test, vi } from "vitest";
import { embeddedClock } from "../../src/store/clock.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("[TM1] setting the machine's clock an hour ahead or back moves nothing", () => {
  const now = embeddedClock(0);
  const before = now();
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const hours of [1, -2]) {
    vi.setSystemTime(before + hours * 3_600_000);
    expect(now() - before).toBeLessThan(60_000);
    expect(now()).toBeGreaterThanOrEqual(before);
  }
});
