/** What the server and the process that reads an upload say to each other. */
import type { PastFaultCode } from "../../protocol/imports.ts";
import type { Asked, Imported } from "../importers/asked.ts";
import { pastFault } from "../importers/faults.ts";
import type { QuizAsked } from "../importers/quiz/source.ts";

/** What a file is read as. */
export type Kind = "past" | "quiz";

/** What the process is given for a past room. */
export interface Upload {
  kind: "past";
  bytes: Uint8Array;
  asked: Omit<Asked, "library">;
  /** Quizzes as JSON: texts cross to the process at once, where documents would have to be taken apart here. */
  library: string[];
}

/** What it is given for a quiz. */
export interface QuizUpload {
  kind: "quiz";
  bytes: Uint8Array;
  quiz: QuizAsked;
}

/** Why a file cannot even be opened, or not be read to its end. */
export type Refused = "unreadable" | "damaged" | "large" | "slow" | "memory";

/** What the process answers. Too large: a workbook beyond its own limit. */
export type Reading<Result> = Result | { tooLarge: true } | { refused: Refused };

/** What the process says before it reads, when all code is loaded: from there on the time is the file's own. */
export const READY = "ready";

/** A file of which nothing can be kept, and why. */
export const refused = (code: PastFaultCode): Imported => ({ past: null, faults: [pastFault("", code)] });

/** Whether the bytes are those of an archive, as workbooks are too. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
