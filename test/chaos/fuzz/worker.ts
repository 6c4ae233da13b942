/** A thread that runs batches, one after the other, as it is told. */
import { parentPort } from "node:worker_threads";
import { type Batch, type Names, runBatch } from "./batch.ts";
import { Seen } from "./judged.ts";

export interface Ran {
  seen: Omit<Seen, "merge" | "figures">;
  names: Names;
}

// What it throws ends the thread, and whoever started it is told.
parentPort?.on("message", async (batch: Batch) => {
  const seen = new Seen();
  const names = await runBatch(batch, seen);
  parentPort?.postMessage({ seen, names } satisfies Ran);
});
