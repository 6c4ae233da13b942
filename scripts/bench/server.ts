/** A server as a child process on loopback, and what the kernel says it cost. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { NODE_FLAGS } from "../node-flags.ts";

export interface Child {
  url: string;
  /** User and system time so far, ms. */
  cpuMs(): number;
  /** Resident memory now, KiB. */
  rssKb(): number;
  stop(): Promise<void>;
}

const START_MS = 30_000;
const STOP_MS = 8000;
const MS_PER_TICK = 1000 / Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** Fields 14 and 15 of /proc/PID/stat; the name before them, in brackets, may hold spaces. */
const cpuMs = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
};

const rssKb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN);

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const stop = async (child: ChildProcess): Promise<void> => {
  if (ended(child)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
  await gone;
  clearTimeout(late);
};

/** Starts a program and resolves once `ready` does; its errors go to this terminal. Throws when it ends before. */
export const startChild = async (
  [program, ...parameters]: [string, ...string[]],
  environment: NodeJS.ProcessEnv,
  url: string,
  ready: () => Promise<boolean>,
): Promise<Child> => {
  const child = spawn(program, parameters, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  const from = performance.now();
  const answers = async () => {
    while (!(await ready())) {
      if (ended(child)) throw new Error(`${program} ${parameters.join(" ")} ended before it was ready`);
      if (performance.now() - from > START_MS) throw new Error(`${program} was not ready within ${START_MS} ms`);
      await wait(50);
    }
  };
  try {
    await Promise.race([answers(), failed]);
  } catch (error) {
    await stop(child);
    throw error;
  }
  const pid = child.pid ?? 0;
  return { url, cpuMs: () => cpuMs(pid), rssKb: () => rssKb(pid), stop: () => stop(child) };
};

/** Starts a TypeScript server, by the flags of `npm start`, that reads PORT and answers GET /readyz. */
export const startServer = async (script: URL, environment: NodeJS.ProcessEnv): Promise<Child> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const ready = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  const settings = { ...environment, HOST: "127.0.0.1", PORT: String(port) };
  return startChild([process.execPath, ...NODE_FLAGS, script.pathname], settings, url, ready);
};
