/** A server as a child process on loopback, and what the kernel says it cost. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { NODE_FLAGS } from "../node-flags.ts";
import { pinned } from "./cores.ts";

export interface Child {
  url: string;
  /** Time on a core so far, of all its threads, ms. */
  cpuMs(): number;
  /** Resident memory now, KiB. */
  rssKb(): number;
  /** The most it has had so far, KiB. */
  peakKb(): number;
  stop(): Promise<void>;
}

const START_MS = 30_000;
const STOP_MS = 12_000;
const LOOK_MS = 20;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });

/** The scheduler counts in nanoseconds, by thread; `stat` only has ticks of 10 ms. */
const cpuMs = (pid: number): number => {
  const threads = readdirSync(`/proc/${pid}/task`);
  const ns = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]),
  );
  return ns.reduce((sum, each) => sum + each, 0) / 1e6;
};

const memoryKb = (pid: number, what: "VmRSS" | "VmHWM"): number =>
  Number(new RegExp(`^${what}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN);

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Whatever ends this process, nothing that it started goes on. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

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
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  url: string,
  ready: () => Promise<boolean>,
): Promise<Child> => {
  const [program = "", ...parameters] = command;
  const child = spawn(program, parameters, {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const failed = new Promise<never>((_, reject) => child.once("error", reject));
  const from = performance.now();
  const answers = async () => {
    while (!(await ready())) {
      if (ended(child)) throw new Error(`${command.join(" ")} ended before it was ready`);
      if (performance.now() - from > START_MS) throw new Error(`${program} was not ready within ${START_MS} ms`);
      await wait(LOOK_MS);
    }
  };
  try {
    await Promise.race([answers(), failed]);
  } catch (error) {
    await stop(child);
    throw error;
  }
  const pid = child.pid ?? 0;
  return {
    url,
    cpuMs: () => cpuMs(pid),
    rssKb: () => memoryKb(pid, "VmRSS"),
    peakKb: () => memoryKb(pid, "VmHWM"),
    stop: () => stop(child),
  };
};

/** Whether GET of a URL is answered with success. */
export const serves = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts a TypeScript server, by the flags of `npm start`, that reads PORT and answers GET /readyz, as the nth server. */
export const startServer = async (script: URL, environment: NodeJS.ProcessEnv, nth = 0): Promise<Child> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = { ...environment, HOST: "127.0.0.1", PORT: String(port) };
  const command = [...pinned(nth), process.execPath, ...NODE_FLAGS, script.pathname];
  return startChild(command, settings, url, () => serves(`${url}/readyz`));
};
