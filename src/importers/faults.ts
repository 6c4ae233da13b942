/** What an importer of past rooms could not take: in a code and its blanks, in English, and in a bounded number. */
import type { PastFault, PastFaultCode } from "../../protocol/imports.ts";
import { type Fault, filled } from "../document-fault.ts";
import { LOCALES } from "../i18n/index.ts";

export type Params = Record<string, string | number>;

/** The blanks of a fault that says what is wrong in a document: `cause` is the code of the reason, its own blanks beside it. */
export const reasonOf = ({ code, message, params }: Omit<Fault, "path">): Params => ({
  ...params,
  reason: message,
  cause: code,
});

/** Faults told of one file; the rest is counted. */
const TOLD = 200;
/** Characters of a text from a file that a fault may quote. */
const QUOTED = 80;

const quoted = (value: string | number): string | number =>
  typeof value === "string" && value.length > QUOTED ? `${value.slice(0, QUOTED).toWellFormed()}…` : value;

/** A template with its blanks filled in English, and what filled them: texts of a file are cut. */
export const worded = (template: string, params: Params | undefined): { message: string; params?: Params } => {
  const said = params && Object.fromEntries(Object.entries(params).map(([name, value]) => [name, quoted(value)]));
  return { message: filled(template, said), ...(said ? { params: said } : {}) };
};

const WORDS: Record<PastFaultCode, string> = LOCALES.en.pastFaults;

/** A fault of a past room's file. */
export const pastFault = (path: string, code: PastFaultCode, params?: Params): PastFault => ({
  path,
  code,
  ...worded(WORDS[code], params),
});

export interface Faults {
  tell(path: string, code: PastFaultCode, params?: Params): void;
  all(): PastFault[];
}

/** An empty list; `all` gives the first 200 faults, and one more that says how many were not told. */
export const faultList = (): Faults => {
  const told: PastFault[] = [];
  let count = 0;
  return {
    tell: (path, code, params) => {
      count++;
      if (told.length < TOLD) told.push(pastFault(path, code, params));
    },
    all: () => (count > TOLD ? [...told, pastFault("", "faults_more", { count: count - TOLD })] : told),
  };
};
