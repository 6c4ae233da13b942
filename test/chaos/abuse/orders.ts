/** What the processes of a flood are told, and what they tell. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { remembered } from "../../children.ts";
import { within } from "../patience.ts";

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

export interface PhonesOrder {
  url: string;
  pin: string;
  phones: number;
  /** The phones are taken out of pockets within this time, ms. */
  spreadMs: number;
  seed: number;
}

export interface Phone {
  playerId: string;
  /** It lost its first seat with the rush and joined anew. */
  removed: boolean;
  /** From the tap to the seat that it kept, ms; of who was removed, from the tap after that. */
  joinMs: number;
  /** From its first tap of all to the seat that it kept, ms: of who was removed with the time that the host took. */
  sinceFirstTapMs: number;
  /** The room asked it for work, or to wait. */
  crowded: boolean;
  /** How often it was refused and its owner tapped again. */
  taps: number;
}

export type PhonesTold = "ready" | { phones: Phone[] } | { failed: number };

/** An answer of the room beside the flood: when it was sent (ms since 1970), how long it took, whether it was acknowledged. */
export interface Timed {
  at: number;
  ms: number;
  ok: boolean;
}

/** Starts a script of this folder, which tells in lines of JSON. */
const startScript = (name: string, argument: string) => {
  const file = fileURLToPath(new URL(name, import.meta.url));
  const child = remembered(spawn(process.execPath, [file, argument], { stdio: ["pipe", "pipe", "inherit"] }));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const gone = once(child, "exit");
  return {
    /** The next that it tells. Throws when it ends before, or takes longer than `ms`. */
    async told<Told>(ms = 60_000): Promise<Told> {
      const { done, value } = await within(lines.next(), `what ${name} tells`, ms);
      if (done) throw new Error(`${name} ended before it told what it knows`);
      return JSON.parse(value) as Told;
    },
    order(what: unknown): void {
      child.stdin.write(`${JSON.stringify(what)}\n`);
    },
    /** Ends its input, and with it the process. */
    async stop(): Promise<void> {
      child.stdin.end();
      await within(gone, `${name} to end`);
    },
    [Symbol.dispose]() {
      child.kill("SIGKILL");
    },
  };
};

export const startFlood = (order: FloodOrder) => startScript("./bots.ts", JSON.stringify(order));
export const startPhones = (order: PhonesOrder) => startScript("./phones.ts", JSON.stringify(order));
export const startNeighbours = (url: string) => startScript("./neighbours.ts", url);
