/** Reads an uploaded file on a thread of its own, whose memory and time are bounded from outside. */
import { parentPort, workerData } from "node:worker_threads";
import type { Asked } from "../importers/asked.ts";
import { READY, readUpload } from "./import-upload.ts";

/** What the thread is given. */
export interface Upload {
  bytes: Uint8Array;
  asked: Asked;
}

const { bytes, asked } = workerData as Upload;
parentPort?.postMessage(READY);
parentPort?.postMessage(await readUpload(bytes, asked));
