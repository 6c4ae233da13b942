import { defineConfig } from "vitest/config";

/** Tests that put something in place of a whole module, which must not have been loaded before. */
const MOCKING = ["test/contract/http-sign-in.test.ts", "test/contract/store-space-disk.test.ts"];
/** Tests that mostly wait run five at once, first; then long runs that keep two cores busy, then browsers, which wait for each other. */
const WAITING = { maxWorkers: 5, sequence: { groupOrder: 0 } };
/** Loading the modules anew for each file would take as long as the tests themselves. */
const SHARING = { ...WAITING, isolate: false };
const BUSY = { maxWorkers: 2, sequence: { groupOrder: 1 } };
const BROWSERS = { maxWorkers: 3, sequence: { groupOrder: 2 } };

const kind = (name: string, seconds: number, settings: object) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    setupFiles: "./test/setup.ts",
    // One second, as it would be, is not always enough on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    ...settings,
  },
});

export default defineConfig({
  test: {
    reporters: ["default", "./test/plain-reporter.ts"],
    projects: [
      kind("unit", 20, {
        ...SHARING,
        include: ["test/unit/**/*.test.ts", "test/architecture.test.ts"],
      }),
      kind("contract", 60, { ...SHARING, exclude: MOCKING }),
      kind("contract-mocking", 60, { ...WAITING, include: MOCKING }),
      kind("chaos", 300, BUSY),
      kind("e2e", 300, BROWSERS),
    ],
  },
});
