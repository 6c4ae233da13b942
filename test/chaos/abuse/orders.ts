/** What the processes of a flood are told, and what they tell. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface FloodOrder {
  url: string;
  pin: string;
  bots: number;
  perSecond: number;
  /** Whether the bots do the work that is asked of them. */
  solving: boolean;
}

export interface Flooded {
  connected: number;
  seated: number;
  refused: number;
  solved: number;
}

/** An answer of the room beside the flood: when it was sent (ms since 1970), how long it took, whether it was acknowledged. */
export interface Timed {
  at: number;
  ms: number;
  ok: boolean;
}

/** Starts a script of this folder; `stop` ends its input and gives the JSON that it then prints as its last line. */
const startScript = <Told>(name: string, argument: string) => {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, [file, argument], { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  const gone = once(child, "exit");
  return {
    /** Resolves with the first that it prints. */
    begun: once(child.stdout, "data"),
    async stop(): Promise<Told> {
      child.stdin.end();
      await gone;
      return JSON.parse(text.split("\n").at(-1) ?? "") as Told;
    },
    [Symbol.dispose]() {
      child.kill("SIGKILL");
    },
  };
};

export const startFlood = (order: FloodOrder) => startScript<Flooded>("./bots.ts", JSON.stringify(order));
export const startNeighbours = (url: string) => startScript<Timed[]>("./neighbours.ts", url);
