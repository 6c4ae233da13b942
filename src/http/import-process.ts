/** Reads an uploaded file in a process of its own, whose memory and time are bounded from outside. */
import type { Asked } from "../importers/asked.ts";
import { READY, readUpload } from "./import-upload.ts";

/** What the process is given. */
export interface Upload {
  bytes: Uint8Array;
  asked: Asked;
}

process.once("message", ({ bytes, asked }: Upload) => {
  void readUpload(bytes, asked).then((reading) => process.send?.(reading));
});
process.once("disconnect", () => process.exit());
process.send?.(READY);
