/** What was changed, step by step: whole documents, so that any step can be taken back and taken again. */
import type { Draft } from "./document.ts";

export interface History {
  past: readonly Draft[];
  now: Draft;
  future: readonly Draft[];
  /** What the latest step changed; "" when nothing may join it. */
  tag: string;
  /** When it was changed last, ms. */
  at: number;
}

/** Typing in one field is one step, until it rests for this long, ms. */
const REST_MS = 1500;
const STEPS = 200;

export const begun = (now: Draft): History => ({ past: [], now, future: [], tag: "", at: 0 });

/** A change is made. Those of the same `tag` right after each other are one step; "" stands alone. */
export const edited = (history: History, next: Draft, tag: string, at: number): History => {
  if (next === history.now) return history;
  const joins = tag !== "" && tag === history.tag && at - history.at < REST_MS;
  const past = joins ? history.past : [...history.past, history.now].slice(-STEPS);
  return { past, now: next, future: [], tag, at };
};

/** The step before; the same when there is none. */
export const undone = (history: History): History => {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  const { past, now, future } = history;
  return { past: past.slice(0, -1), now: before, future: [now, ...future], tag: "", at: 0 };
};

/** The step that was taken back last. */
export const redone = (history: History): History => {
  const [after, ...future] = history.future;
  if (after === undefined) return history;
  return { past: [...history.past, history.now], now: after, future, tag: "", at: 0 };
};
