/** Who runs on which core: servers and yardsticks apart from the load generator, so that neither takes the other's time. */
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

const CORES = availableParallelism();
const GENERATOR = CORES - 1;
/** Redis has a core of its own where there are three; else it shares the generator's. */
const REDIS = CORES >= 3 ? CORES - 2 : GENERATOR;
const SERVERS = Math.max(1, REDIS);

const hasTaskset = (() => {
  try {
    execFileSync("taskset", ["--version"], { stdio: "ignore" });
    return CORES >= 2;
  } catch {
    return false;
  }
})();

/** How many cores servers have to themselves. */
export const serverCores = SERVERS;

/** The words before a command that keep it on the core of the nth server, or on that of Redis. */
export const pinned = (who: number | "redis"): string[] =>
  hasTaskset ? ["taskset", "-c", String(who === "redis" ? REDIS : who % SERVERS)] : [];

/** The words before a command that let it run anywhere, though this process is kept on one core. */
export const unpinned = (): string[] => (hasTaskset ? ["taskset", "-c", `0-${CORES - 1}`] : []);

/** Keeps this process, which makes the load, on its core; says in a few words who runs where. */
export const pinGenerator = (): string => {
  if (!hasTaskset) return `${CORES} cores, nothing pinned to them (taskset is missing)`;
  execFileSync("taskset", ["-a", "-p", "-c", String(GENERATOR), String(process.pid)], { stdio: "ignore" });
  const servers = SERVERS === 1 ? "core 0" : `cores 0-${SERVERS - 1}`;
  const redis = REDIS === GENERATOR ? "with Redis" : `Redis on core ${REDIS}`;
  return `${CORES} cores: servers on ${servers}, load generator on core ${GENERATOR} (${redis})`;
};
