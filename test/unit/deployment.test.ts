import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingFaults } from "../../src/store/redis-server.ts";

test("[OP5] the Redis of docker-compose.yml is set up to lose no acknowledged write", () => {
  const compose = readFileSync(new URL("../../docker-compose.yml", import.meta.url), "utf8");
  const command = /command: (\["redis-server".*\])/.exec(compose)?.[1] ?? "[]";
  const flags = JSON.parse(command) as string[];
  const settings = Object.fromEntries(
    flags.flatMap((flag, index) => (flag.startsWith("--") ? [[flag.slice(2), flags[index + 1] ?? ""]] : [])),
  );
  expect(settingFaults(settings)).toEqual([]);
});
