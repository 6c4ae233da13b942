/** Fuzz of every event and route through the real server without a network, a batch on each core at a time. */
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Figures, Soak } from "../soaking.ts";
import type { Batch, Names } from "./batch.ts";
import { Seen } from "./judged.ts";
import type { Ran } from "./worker.ts";

/** Cases of one server; a failing batch replays alone from its own seed. */
const BATCH = 10_000;

/** `count` cases. Fails when an answer is wrong, a demand was broken too seldom, or a handler was given too little that is valid. */
export const soakFuzz = async ({ count, seed, say }: Soak): Promise<Figures> => {
  const seen = new Seen();
  const slowCases = count < 1e6 ? 1 : 2;
  const names: Names = { demands: [], handlers: [] };
  let begun = 0;
  const thread = async (): Promise<void> => {
    const worker = new Worker(new URL("worker.ts", import.meta.url));
    const ended = new AbortController();
    worker.once("exit", () => ended.abort());
    try {
      while (begun < count) {
        const batch: Batch = { seed: seed + begun / BATCH, count: Math.min(BATCH, count - begun), slowCases };
        begun += BATCH;
        worker.postMessage(batch);
        // Rejects with what the batch threw.
        const [ran] = (await once(worker, "message", { signal: ended.signal })) as [Ran];
        seen.merge(ran.seen);
        Object.assign(names, ran.names);
        if (Math.ceil(seen.cases / BATCH) % 10 === 0) say(`${seen.cases} cases, ${seen.invalid} of them invalid`);
      }
    } catch (error) {
      // The others need not go on.
      begun = count;
      throw error;
    } finally {
      await worker.terminate();
    }
  };
  const threads = Math.min(availableParallelism(), Math.ceil(count / BATCH));
  await Promise.all(Array.from({ length: threads }, thread));
  const rare = [
    ...Seen.rare(seen.broken, names.demands, Math.min(100, Math.floor(count / 10_000))),
    ...Seen.rare(seen.reached, names.handlers, Math.min(1000, Math.floor((count / BATCH) * slowCases))),
  ];
  if (rare.length > 0) throw new Error(`seen too seldom: ${rare.join("; ")}`);
  const never = count < 50_000 ? [] : Seen.rare(seen.done, names.handlers, 1);
  if (never.length > 0) throw new Error(`never carried out: ${never.join("; ")}`);
  return seen.figures();
};
