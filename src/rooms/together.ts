import type { Clock } from "./clock.ts";

/** A crowd that asks for the same work within this time shares it, ms. */
const TOGETHER_MS = 100;

/** `work` as a crowd asks for it: at once, and then at most every TOGETHER_MS. Who asks before it has begun shares it. */
export const together = (clock: Clock, now: () => number, work: () => Promise<void>): (() => Promise<void>) => {
  let next: Promise<void> | undefined;
  let begunAt = Number.NEGATIVE_INFINITY;
  return () => {
    next ??= new Promise<void>((resume) => {
      const rest = begunAt + TOGETHER_MS - now();
      if (rest > 0) clock.after(rest, resume);
      else resume();
    }).then(() => {
      next = undefined;
      begunAt = now();
      return work();
    });
    return next;
  };
};
