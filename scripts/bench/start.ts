/** From the command to the first page. */
import { spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { NODE_FLAGS } from "../node-flags.ts";
import { freePort, serves } from "./child.ts";
import { unpinned } from "./cores.ts";
import type { createResult } from "./figures.ts";
import type { Stage } from "./stage.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COMMANDS = {
  "npm start": ["npm", "start"],
  "the server alone": [process.execPath, ...NODE_FLAGS, "src/main.ts"],
};
const LOOK_MS = 5;
const LATE_MS = 60_000;

/** Runs a command in the project and asks for the first page until it comes, ms. */
const start = async (command: readonly string[], folder: string): Promise<number> => {
  const port = await freePort();
  const env = { ...process.env, HOST: "127.0.0.1", PORT: String(port), DATA_DIR: folder, LOG_LEVEL: "error" };
  const [program = "", ...parameters] = [...unpinned(), ...command];
  const from = performance.now();
  // A group of its own: npm is not the server, and both are to end.
  const child = spawn(program, parameters, { cwd: ROOT, env, stdio: "ignore", detached: true });
  const gone = new Promise((resolve) => child.once("close", resolve));
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
  };
  process.once("exit", stop);
  try {
    while (!(await serves(`http://127.0.0.1:${port}/`))) {
      if (performance.now() - from > LATE_MS || child.exitCode !== null)
        throw new Error(`${command.join(" ")} did not serve`);
      await wait(LOOK_MS);
    }
    return performance.now() - from;
  } finally {
    process.off("exit", stop);
    stop();
    await gone;
  }
};

/** Starts each a few times, in turn; the first time, which fills the caches of the disk, counts nowhere. */
export const playStart = async (
  stage: Stage,
  runs: number,
  add: ReturnType<typeof createResult>["add"],
): Promise<void> => {
  const folder = await stage.folder();
  for (let run = 0; run <= runs; run++) {
    for (const [what, command] of Object.entries(COMMANDS)) {
      const ms = await start(command, folder);
      if (run > 0) add(`${what} to the first page`, "ms", "Cermat", ms);
    }
  }
};
