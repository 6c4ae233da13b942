import { defineConfig } from "vitest/config";

/** Tests that mostly wait run four at once, first; then long runs that keep two cores busy, then browsers, which wait for each other. */
const WAITING = { maxWorkers: 4, sequence: { groupOrder: 0 } };
const BUSY = { maxWorkers: 2, sequence: { groupOrder: 1 } };
const BROWSERS = { maxWorkers: 3, sequence: { groupOrder: 2 } };

const kind = (name: string, seconds: number, together: typeof BUSY) => ({
  extends: true as const,
  test: {
    ...together,
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
  },
});

export default defineConfig({
  test: {
    reporters: ["default", "./test/plain-reporter.ts"],
    projects: [
      {
        extends: true,
        test: {
          ...WAITING,
          name: "unit",
          include: ["test/unit/**/*.test.ts", "test/architecture.test.ts"],
          testTimeout: 20_000,
        },
      },
      kind("contract", 60, WAITING),
      kind("chaos", 300, BUSY),
      kind("e2e", 300, BROWSERS),
    ],
  },
});
