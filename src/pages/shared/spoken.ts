/** When the time left is said aloud: not each second, which nobody could listen to beside a question. */

const SPOKEN_S = [10, 5];

/**
 * Tells at which of the spoken seconds the time has just arrived, else null. What was passed before the first look is
 * not said any more; what comes again, because the round was extended, is.
 */
export const createSpoken = (): ((leftMs: number) => number | null) => {
  let passed: number | null = null;
  return (leftMs) => {
    const now = SPOKEN_S.filter((seconds) => leftMs <= seconds * 1000).length;
    const before = passed ?? now;
    passed = now;
    return now > before && leftMs > 0 ? (SPOKEN_S[now - 1] ?? null) : null;
  };
};
