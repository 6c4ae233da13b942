/** What an importer is given beside the file, and what it answers. */
import type { PastFault } from "../../protocol/imports.ts";
import type { Options } from "../../protocol/payloads.ts";
import type { Quiz } from "../quiz.ts";
import type { Past } from "./past.ts";

export interface Asked {
  /** Left out: the file's own. */
  title?: string | undefined;
  workshop?: Options["workshop"];
  /** Where the wording of known items is taken from. */
  library: readonly Quiz[];
}

export interface Imported {
  /** Null: nothing of the file can be kept. */
  past: Past | null;
  faults: PastFault[];
}
