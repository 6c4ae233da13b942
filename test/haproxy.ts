import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "./child.ts";
import { remembered } from "./children.ts";

const SETTINGS = fileURLToPath(new URL("../scripts/haproxy.cfg", import.meta.url));
/** Debian keeps it out of an ordinary user's PATH. */
const PATH = `${process.env.PATH ?? ""}:/usr/sbin`;

/** A real HAProxy of a test's own, with the settings that ship, before two or three nodes. */
export interface TestProxy extends AsyncDisposable {
  url: string;
  /** What it said. */
  log(): string;
}

const launch = async (environment: Record<string, string>, heard: (chunk: Buffer) => void): Promise<ChildProcess> => {
  const settings = { env: { PATH, ...environment }, stdio: ["ignore", "pipe", "pipe"] as ["ignore", "pipe", "pipe"] };
  const child = remembered(spawn("haproxy", ["-db", "-f", SETTINGS], settings));
  child.stdout?.on("data", heard);
  child.stderr?.on("data", heard);
  await Promise.race([once(child, "spawn"), once(child, "error").then(([error]) => Promise.reject(error))]);
  return child;
};

/** Starts it on a free port before nodes (host:port); resolves once one answers through it. Disposing ends it. */
export const startHaproxy = async (nodes: readonly string[]): Promise<TestProxy> => {
  const address = `127.0.0.1:${await freePort()}`;
  let log = "";
  const servers = Object.fromEntries(nodes.map((node, index) => [`NODE_${"ABC"[index]}`, node]));
  const child = await launch({ PROXY_BIND: address, ...servers }, (chunk) => {
    log += chunk.toString();
  });
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const dispose = async () => {
    if (ended()) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  const url = `http://${address}`;
  for (const from = performance.now(); ; await sleep(50)) {
    const answers = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) break;
    if (ended() || performance.now() - from > 15_000) {
      await dispose();
      throw new Error(`haproxy does not serve: ${log}`);
    }
  }
  return { url, log: () => log, [Symbol.asyncDispose]: dispose };
};
