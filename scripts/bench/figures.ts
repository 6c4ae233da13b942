/** Numbers of runs, and the table that sets the server beside its yardsticks. */

/** The value that a share (0..1) of the numbers does not exceed; NaN of none. */
export const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};

/** The middle number, or the mean of the two in the middle. */
export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

/** One figure: of each side the value of every run, in order. */
export interface Row {
  what: string;
  unit: string;
  by: Record<string, number[]>;
}

/** What a scenario found. The first side is the server, the others are its yardsticks. */
export interface Result {
  scenario: string;
  about: string;
  sides: string[];
  rows: Row[];
}

/** The median of runs, and the least and greatest of them. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

/** The server's value over a yardstick's, run by run where both have as many; undefined when either has none. */
export const ratioOf = (row: Row, server: string, yardstick: string): Spread | undefined => {
  const [own = [], other = []] = [row.by[server], row.by[yardstick]];
  if (own.length === 0 || other.length === 0) return undefined;
  const paired = own.length === other.length ? own.map((value, run) => value / (other[run] ?? Number.NaN)) : [];
  return spreadOf(paired.length > 0 ? paired : [median(own) / median(other)]);
};

/** Gathers the figures of a scenario, run after run. */
export const createResult = (scenario: string, about: string, sides: string[]) => {
  const rows: Row[] = [];
  return {
    add(what: string, unit: string, side: string, value: number): void {
      if (Number.isNaN(value)) return;
      const known = rows.find((row) => row.what === what);
      const row = known ?? { what, unit, by: {} };
      if (!known) rows.push(row);
      row.by[side] = [...(row.by[side] ?? []), value];
    },
    result: (): Result => ({ scenario, about, sides, rows }),
  };
};

export const shown = (value: number): string => {
  if (Number.isNaN(value)) return "";
  return value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
};

/** Cells in columns, the first to the left, the others to the right. */
export const columns = (lines: readonly string[][]): string[] => {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? "").length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((cells) => cells.map(pad).join("   ").trimEnd());
};

/** A result as lines of text: of each figure the median and the spread of the server, and each yardstick with the ratio to it. */
export const tableOf = ({ scenario, about, sides, rows }: Result): string[] => {
  const [server = "", ...yardsticks] = sides;
  const head = ["", "", server, "min..max", ...yardsticks.flatMap((name) => [name, "ratio"])];
  const lines = rows.map((row) => {
    const own = spreadOf(row.by[server] ?? []);
    const beside = yardsticks.flatMap((name) => {
      const ratio = ratioOf(row, server, name);
      return [shown(median(row.by[name] ?? [])), ratio ? `${shown(ratio.median)}x` : ""];
    });
    return [row.what, row.unit, shown(own.median), `${shown(own.least)}..${shown(own.most)}`, ...beside];
  });
  return [`${scenario}: ${about}`, ...columns([head, ...lines]).map((line) => `  ${line}`)];
};
