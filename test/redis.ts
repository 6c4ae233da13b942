import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { remembered } from "./children.ts";

/** A real redis-server of a test's own. */
export interface TestRedis extends AsyncDisposable {
  url: string;
  port: number;
  /** Ends it at once with SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port and folder; resolves when it answers. */
  start(): Promise<void>;
  /** Stops the process without closing its connections (SIGSTOP), and lets it go on. */
  freeze(): void;
  thaw(): void;
}

/** A TCP port nobody listens on at the moment. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
};

const launch = async (port: number, dir: string, more: Record<string, string>): Promise<ChildProcess> => {
  const settings = { ...more, port, bind: "127.0.0.1", dir, save: "", appendonly: "yes", appendfsync: "always" };
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  // Its own pipes: a process that has inherited a run's output keeps that run from ending for as long as it lives.
  const child = remembered(spawn("redis-server", flags, { stdio: ["ignore", "pipe", "pipe"] }));
  await new Promise<void>((resolve, reject) => {
    let log = "";
    child.once("error", (error) => reject(new Error(`redis-server cannot be started: ${error.message}`)));
    child.once("exit", (code) => reject(new Error(`redis-server ended with ${code}\n${log}`)));
    for (const output of [child.stdout, child.stderr]) {
      output.on("data", (chunk: Buffer) => {
        log += chunk.toString();
        if (log.includes("Ready to accept connections")) resolve();
      });
    }
  });
  return child;
};

/**
 * Starts a redis-server on a free port in a new folder, set up as Cermat asks for it, with `more` settings; disposing ends it
 * and deletes the folder.
 */
export const startRedis = async (more: Record<string, string> = {}): Promise<TestRedis> => {
  const dir = await mkdtemp(join(tmpdir(), "cermat-redis-"));
  const port = await freePort();
  let child = await launch(port, dir, more);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill,
    async start() {
      child = await launch(port, dir, more);
    },
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
