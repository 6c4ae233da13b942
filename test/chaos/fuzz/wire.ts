/** Hostile frames against a real server process on which somebody plays an honest game. */
import { connect } from "node:net";
import { freePort, ServerProcess } from "../../child.ts";
import { HOST_KEY, tempFolder } from "../../support.ts";
import { within } from "../patience.ts";
import type { Figures, Soak } from "../soaking.ts";
import { type Chance, chanceFrom } from "./chance.ts";
import { TRACE } from "./events.ts";
import { hostile, odd } from "./frames.ts";
import { playHonestly } from "./honest.ts";
import { RawSocket } from "./raw.ts";

/** Frames that a connection must outlive before one that it may not, and connections at a time. */
const OUTLIVED = 7;
const AT_ONCE = 8;
/** A connection that neither answers nor ends within this is one that hangs, ms. */
const PATIENCE_MS = 20_000;
const SILENT_MS = 250;

interface Counts {
  frames: number;
  /** Of connections after their last frame. */
  answered: number;
  ended: number;
  silent: number;
}

/** One connection: enters a namespace, throws what it must outlive, proves that it has, and throws what it may not. */
const assault = async (url: URL, chance: Chance, counts: Counts): Promise<void> => {
  const raw = new RawSocket(connect(Number(url.port), url.hostname));
  const namespace = chance.pick(["player", "host"]);
  const answered = async () => {
    raw.say(`42/${namespace},8["clock:probe",{}]`);
    return (await raw.take((text) => text.startsWith(`43/${namespace},8[`))) !== undefined;
  };
  try {
    raw.open();
    await raw.take((text) => text.startsWith("0"));
    raw.say(`40/${namespace},${JSON.stringify({ protocol: 1, ...(chance.yes(0.5) ? { key: HOST_KEY } : {}) })}`);
    await raw.take((text) => text.startsWith("4"));
    for (let sent = 0; sent < OUTLIVED; sent++) raw.write(odd(namespace, chance));
    if (!(await answered())) throw new Error("a connection did not outlive frames that are only odd");
    raw.write(hostile(namespace, chance));
    counts.frames += OUTLIVED + 1;
    // A frame that announces more bytes than it has waits for them, so silence is an answer too.
    const silent = new Promise<"silent">((resume) => setTimeout(() => resume("silent"), SILENT_MS));
    const outcome = await Promise.race([answered(), silent]);
    counts[outcome === "silent" ? "silent" : outcome ? "answered" : "ended"]++;
    const told = raw.texts.find((text) => TRACE.test(text));
    if (told !== undefined) throw new Error(`the server told of its code: ${told.slice(0, 500)}`);
  } finally {
    raw.close();
  }
};

/** `count` frames. Fails when the process ends, says "unhandled" or shows a trace, or the honest player misses an acknowledgement. */
export const soakWire = async ({ count, seed, say }: Soak): Promise<Figures> => {
  await using folder = await tempFolder();
  await using server = new ServerProcess(await freePort(), { DATA_DIR: folder.path, LOG_LEVEL: "error" });
  await server.start();
  const honest = await playHonestly(server.url);
  const url = new URL(server.url);
  const counts: Counts = { frames: 0, answered: 0, ended: 0, silent: 0 };
  let connections = 0;
  const worker = async (): Promise<void> => {
    while (counts.frames < count) {
      const own = connections++;
      await within(assault(url, chanceFrom(seed + own), counts), `connection ${own} (seed ${seed + own})`, PATIENCE_MS);
      if (own % 5000 === 4999) say(`${counts.frames} frames, ${own + 1} connections`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const game = await honest.stop();
  const alive = await fetch(`${server.url}/healthz`);
  if (!alive.ok) throw new Error(`the server is not well after seed ${seed}: ${alive.status}`);
  const fault = server.output.split("\n").find((line) => /unhandled|handler failed|background work failed/.test(line));
  if (fault !== undefined) throw new Error(`seed ${seed}: the server logged ${fault.slice(0, 1000)}`);
  if (game.dropped > 0) throw new Error(`the honest player lost the connection ${game.dropped} times`);
  return { ...counts, connections, ...game };
};
