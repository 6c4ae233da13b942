/** Numbers of a run, and the table that sets two runs side by side. */

/** Bytes of a payload as JSON. */
export const sizeOf = (payload: unknown): number => Buffer.byteLength(JSON.stringify(payload));

/** A payload of that many bytes as JSON. */
export const padded = (bytes: number): { pad: string } => ({ pad: "x".repeat(Math.max(0, bytes - 10)) });

/** The value that a share (0..1) of the numbers does not exceed; NaN of none. */
const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

/** What one server did in one run. Times are ms, memory KiB, bytes those of Socket.IO messages. */
export interface Run {
  players: number;
  rounds: number;
  joinAcks: number[];
  responseAcks: number[];
  /** First to last player receiving the open snapshot, per round. */
  fanOuts: number[];
  cpuMs: { joins: number; rounds: number };
  rssKb: { empty: number; full: number; end: number };
  /** Received by a player while joining, and in all rounds; means over the players. */
  bytes: { join: number; rounds: number };
}

/** Rows of a run: what, in which unit, how much. */
export const rowsOf = (run: Run): [what: string, unit: string, value: number][] => [
  ["join acknowledged, p50", "ms", quantile(run.joinAcks, 0.5)],
  ["join acknowledged, p99", "ms", quantile(run.joinAcks, 0.99)],
  ["response acknowledged, p50", "ms", quantile(run.responseAcks, 0.5)],
  ["response acknowledged, p99", "ms", quantile(run.responseAcks, 0.99)],
  ["question fan-out first to last, median round", "ms", quantile(run.fanOuts, 0.5)],
  ["question fan-out first to last, worst round", "ms", Math.max(...run.fanOuts)],
  ["server CPU, a player joining", "ms", run.cpuMs.joins / run.players],
  ["server CPU, a round", "ms", run.cpuMs.rounds / run.rounds],
  ["server CPU, whole run", "ms", run.cpuMs.joins + run.cpuMs.rounds],
  ["server memory, empty", "MiB", run.rssKb.empty / 1024],
  ["server memory, all joined", "MiB", run.rssKb.full / 1024],
  ["server memory, after the last round", "MiB", run.rssKb.end / 1024],
  ["server memory, a player (all joined - empty)", "KiB", (run.rssKb.full - run.rssKb.empty) / run.players],
  ["received by a player, joining", "bytes", run.bytes.join],
  ["received by a player, a round", "bytes", run.bytes.rounds / run.rounds],
  ["received by a player, whole run", "bytes", run.bytes.join + run.bytes.rounds],
];

const shown = (value: number): string => value.toFixed(value < 100 ? 2 : 0);

/** Two runs and their ratio, as lines of text. */
export const tableOf = (name: string, run: Run, yardstick: Run): string[] => {
  const other = rowsOf(yardstick);
  const line = (cells: string[]) =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(46) : cell.padStart(16))).join("");
  const rows = rowsOf(run).map(([what, unit, value], index) => {
    const base = other[index]?.[2] ?? Number.NaN;
    return line([what, unit, shown(value), shown(base), shown(value / base)]);
  });
  return [line(["", "", name, "bare Socket.IO", "ratio"]), ...rows];
};
