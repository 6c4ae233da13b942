import { defineConfig } from "vitest/config";

/** Tests that mostly wait run four at once, first; then long runs that keep two cores busy, then browsers, which wait for each other. */
const WAITING = { maxWorkers: 4, sequence: { groupOrder: 0 } };
const BUSY = { maxWorkers: 2, sequence: { groupOrder: 1 } };
const BROWSERS = { maxWorkers: 3, sequence: { groupOrder: 2 } };

/** Loading the modules anew for each file would cost as much as half of the tests. */
const SHARING = { ...WAITING, isolate: false };

/** These put something in the place of a module, which only works before it is loaded. */
const REPLACING = ["test/contract/store-space-disk.test.ts", "test/contract/http-sign-in.test.ts"];

const kind = (name: string, seconds: number, settings: object) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    ...settings,
  },
});

export default defineConfig({
  test: {
    reporters: ["default", "./test/plain-reporter.ts"],
    projects: [
      kind("unit", 20, { ...SHARING, include: ["test/unit/**/*.test.ts", "test/architecture.test.ts"] }),
      kind("contract", 60, { ...SHARING, exclude: REPLACING }),
      kind("replacing", 60, { ...WAITING, include: REPLACING }),
      kind("chaos", 300, BUSY),
      kind("e2e", 300, BROWSERS),
    ],
  },
});
