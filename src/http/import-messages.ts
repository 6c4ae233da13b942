/** What the server and the process that reads an upload say to each other. */
import type { Asked, Imported } from "../importers/asked.ts";

/** What the process is given. */
export interface Upload {
  bytes: Uint8Array;
  asked: Omit<Asked, "library">;
  /** Quizzes as JSON: texts cross to the process at once, where documents would have to be taken apart here. */
  library: string[];
}

/** What the process answers. Too large: a workbook beyond its own limit. */
export type Reading = Imported | { tooLarge: true };

/** What the process says before it reads, when all code is loaded: from there on the time is the file's own. */
export const READY = "ready";

/** A file of which nothing can be kept, and why in a sentence. */
export const refused = (message: string): Imported => ({ past: null, faults: [{ path: "", message }] });

/** Whether the bytes are those of an archive, as workbooks are too. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
