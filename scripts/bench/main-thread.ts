/** The tasks of a page's main thread, from a trace of the browser. */

interface TraceEvent {
  name: string;
  cat?: string;
  ph: string;
  pid: number;
  tid: number;
  /** Of the wall clock, microseconds. */
  ts: number;
  /** What the thread itself used of it, microseconds. */
  tdur?: number;
  args?: { data?: { documentLoaderURL?: string; isOutermostMainFrame?: boolean } };
}

interface Busy {
  busyMs: number;
  longestMs: number;
}

/**
 * Reads a trace with the categories `blink.user_timing` and `disabled-by-default-devtools.timeline`; the page has
 * marked "door". The returned function sums the tasks that began between two marks.
 */
export const mainThreadOf = (trace: Buffer): ((from: string, until: string) => Busy) => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const marks = traceEvents.filter(({ cat = "" }) => cat.includes("blink.user_timing"));
  const door = marks.find(({ name }) => name === "door");
  if (!door) throw new Error("The page has not marked its door.");
  const own = ({ pid, tid }: TraceEvent) => pid === door.pid && tid === door.tid;
  // Pictures are documents too, and begin without an address.
  const isPage = ({ args }: TraceEvent) => args?.data?.documentLoaderURL?.startsWith("http") === true;
  const at = (mark: string): number => {
    const found = marks.find(
      (event) => own(event) && event.name === mark && (mark !== "navigationStart" || isPage(event)),
    );
    if (!found) throw new Error(`The page has not marked ${mark}.`);
    return found.ts;
  };
  const tasks = traceEvents.filter((event) => own(event) && event.name === "RunTask" && event.ph === "X");
  return (from, until) => {
    const [begin, end] = [at(from), at(until)];
    const times = tasks.filter(({ ts }) => ts >= begin && ts < end).map(({ tdur = 0 }) => tdur / 1000);
    return { busyMs: times.reduce((sum, ms) => sum + ms, 0), longestMs: Math.max(0, ...times) };
  };
};
