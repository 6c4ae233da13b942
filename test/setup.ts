import { afterAll, vi } from "vitest";
import { endRemembered } from "./children.ts";

// A test that runs out of time never gets to what it would have disposed of.
afterAll(endRemembered);

// The next file may run in the same process.
afterAll(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});
