import { defineConfig } from "vitest/config";

const kind = (name: string, seconds: number) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
  },
});

export default defineConfig({
  test: {
    reporters: ["default", "./test/plain-reporter.ts"],
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/unit/**/*.test.ts", "test/architecture.test.ts"], testTimeout: 20_000 },
      },
      kind("contract", 60),
      kind("chaos", 300),
      kind("e2e", 300),
    ],
  },
});
