/** The server as a process of its own, so that it can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NODE_FLAGS } from "../scripts/node-flags.ts";
import { remembered } from "./children.ts";
import { HOST_KEY } from "./support.ts";

/** What was compiled for one start serves the next: it halves the work of a start. */
const COMPILED = join(tmpdir(), "cermat-compiled");
const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

export const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const probe = createServer()
      .once("error", failed)
      .listen(0, "127.0.0.1", () => {
        const address = probe.address();
        probe.close(() =>
          address && typeof address === "object" ? found(address.port) : failed(new Error("no port")),
        );
      });
  });

export class ServerProcess {
  readonly url: string;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | undefined;
  /** What it has written to stdout and stderr, over all its lives. */
  output = "";

  constructor(port: number, environment: Record<string, string>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#environment = { HOST_KEY, HOST: "127.0.0.1", PORT: String(port), LOG_LEVEL: "warn", ...environment };
  }

  /** Starts it; resolves when it serves. */
  start(): Promise<void> {
    const env = { PATH: process.env.PATH ?? "", NODE_COMPILE_CACHE: COMPILED, ...this.#environment };
    const server = spawn(process.execPath, [...NODE_FLAGS, MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    const child = remembered(server);
    this.#child = child;
    return new Promise((ready, failed) => {
      const hear = (chunk: Buffer) => {
        this.output += chunk;
        if (chunk.includes("is running")) ready();
      };
      child.stdout?.on("data", hear);
      child.stderr?.on("data", hear);
      child.once("exit", (code) => failed(new Error(`the server ended with ${code}: ${this.output}`)));
    });
  }

  /** Ends it with a signal; resolves with its exit code when it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child?.exitCode ?? null);
    return new Promise((gone) => {
      child.once("exit", (code) => gone(code));
      child.kill(signal);
    });
  }

  /** Sends a signal and does not wait: SIGSTOP holds the process, SIGCONT lets it go on. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end("SIGKILL");
  }
}
