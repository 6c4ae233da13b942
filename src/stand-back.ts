import { readdirSync, readFileSync } from "node:fs";
import { setPriority } from "node:os";

const TASKS = "/proc/self/task";
const ENGINE = "V8Worker";
const NICE = 10;

/**
 * Lets the engine's own threads, which collect garbage and compile, wait where they share a core with the server: four of
 * them held it up for a quarter of a second at a time. On Linux, where threads have a priority each; elsewhere nothing.
 */
export const standBack = (): void => {
  try {
    for (const id of readdirSync(TASKS)) {
      if (readFileSync(`${TASKS}/${id}/comm`, "utf8").startsWith(ENGINE)) setPriority(Number(id), NICE);
    }
  } catch {
    // Another system, or a thread that has just ended.
  }
};
