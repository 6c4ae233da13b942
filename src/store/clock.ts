/** Whole milliseconds of a reading that may jitter; the result never goes back. */
export const neverBack = (read: () => number): (() => number) => {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    last = Math.max(last, Math.floor(read()));
    return last;
  };
};

/**
 * The embedded store's clock in ms: the wall clock when opened plus monotonic elapsed time, so that setting the
 * machine's clock moves nothing. It starts at or after `latest`, the largest time stored so far.
 * `read` replaces the machine's clock (tests).
 */
export const embeddedClock = (latest: number, read?: () => number): (() => number) => {
  const wall = Date.now() - performance.now();
  const source = read ?? (() => wall + performance.now());
  const shift = Math.max(0, latest - source());
  return neverBack(() => source() + shift);
};
