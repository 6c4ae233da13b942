/** What an importer could not take, told in plain words and in a bounded number. */
import type { Fault } from "../quiz.ts";

/** Faults told of one file; the rest is counted. */
const TOLD = 200;

export interface Faults {
  tell(path: string, message: string): void;
  all(): Fault[];
}

/** An empty list; `all` gives the first 200 faults, and one more that says how many were not told. */
export const faultList = (): Faults => {
  const told: Fault[] = [];
  let count = 0;
  return {
    tell: (path, message) => {
      count++;
      if (told.length < TOLD) told.push({ path, message });
    },
    all: () => (count > TOLD ? [...told, { path: "", message: `There are ${count - TOLD} more faults.` }] : told),
  };
};

/** Text from a file as a message may quote it. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
