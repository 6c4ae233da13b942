/** What is said of a file of questions: in a code and its blanks, in English, and in a bounded number. */
import type { Place, QuizFault, QuizFaultCode } from "../../../protocol/imports.ts";
import { LOCALES } from "../../i18n/index.ts";
import { type Params, worded } from "../faults.ts";

/** Faults of each severity that are told of one file; the rest is counted. */
const TOLD = 500;
/** Told of however many there are: they speak for many rows. */
const ALWAYS: readonly QuizFaultCode[] = ["too_many_items", "table_broken"];

const WORDS: Record<QuizFaultCode, string> = LOCALES.en.importFaults;

const faultOf = (severity: QuizFault["severity"], place: Place, code: QuizFaultCode, params?: Params): QuizFault => ({
  severity,
  ...place,
  code,
  ...worded(WORDS[code], params),
});

export interface QuizFaults {
  /** Something is left out. */
  error(place: Place, code: QuizFaultCode, params?: Params): void;
  /** Something is kept, but changed or doubtful. */
  note(place: Place, code: QuizFaultCode, params?: Params): void;
  /** Whether an error has been told. */
  anyError(): boolean;
  /** Errors, then notes, each in the order of the file; the first 500 of each, and how many more there are. */
  all(): QuizFault[];
}

/** An empty list of faults. */
export const quizFaults = (): QuizFaults => {
  const told: Record<QuizFault["severity"], QuizFault[]> = { error: [], note: [] };
  const count = { error: 0, note: 0 };
  const tell = (severity: QuizFault["severity"]) => (place: Place, code: QuizFaultCode, params?: Params) => {
    count[severity]++;
    if (told[severity].length < TOLD || ALWAYS.includes(code))
      told[severity].push(faultOf(severity, place, code, params));
  };
  return {
    error: tell("error"),
    note: tell("note"),
    anyError: () => count.error > 0,
    all: () =>
      (["error", "note"] as const).flatMap((severity) => {
        const more = count[severity] - told[severity].length;
        return more > 0 ? [...told[severity], faultOf(severity, {}, "faults_more", { count: more })] : told[severity];
      }),
  };
};

/** The answer to a file of which nothing at all can be read. */
export const unread = (
  code: QuizFaultCode,
  place: Place = {},
): { format: null; quiz: null; rows: 0; faults: QuizFault[] } => ({
  format: null,
  quiz: null,
  rows: 0,
  faults: [faultOf("error", place, code)],
});
