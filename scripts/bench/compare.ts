/** What has moved from one record of the benchmark to another, by more than its runs differ among themselves. */
import { columns, type Result, type Row, ratioOf, type Spread, shown, spreadOf } from "./figures.ts";

/** Runs that differ less than this differ by chance, whatever their spread: one run has none. */
const CHANCE = 0.05;

/** How a row of the server is best compared across machines and days: as the ratio to its first yardstick, where it has one. */
const measureOf = (row: Row, [server = "", ...yardsticks]: readonly string[]): { spread: Spread; ratio: boolean } => {
  const ratios = yardsticks.flatMap((name) => ratioOf(row, server, name) ?? []);
  const [ratio] = ratios;
  return ratio ? { spread: ratio, ratio: true } : { spread: spreadOf(row.by[server] ?? []), ratio: false };
};

const apart = (before: Spread, after: Spread): boolean =>
  (after.least > before.most || after.most < before.least) &&
  Math.abs(after.median - before.median) > CHANCE * Math.abs(before.median);

/** One sentence or more: the rows that moved, those that are gone, and how many stayed. */
export const compare = (before: readonly Result[], after: readonly Result[]): string[] => {
  const moved: string[][] = [];
  let stayed = 0;
  for (const result of after) {
    const old = before.find(({ scenario, about }) => scenario === result.scenario && about === result.about);
    if (!old) {
      moved.push([`${result.scenario}: not played before (${result.about})`]);
      continue;
    }
    for (const row of result.rows) {
      const known = old.rows.find(({ what }) => what === row.what);
      const [was, is] = [known && measureOf(known, old.sides), measureOf(row, result.sides)];
      if (!was || was.ratio !== is.ratio) moved.push([`${result.scenario}: ${row.what}`, "new"]);
      else if (!apart(was.spread, is.spread)) stayed++;
      else {
        const unit = is.ratio ? "x" : row.unit;
        const show = ({ median, least, most }: Spread) => `${shown(median)} ${unit} (${shown(least)}..${shown(most)})`;
        const by = 100 * (is.spread.median / was.spread.median - 1);
        const change = `${by > 0 ? "+" : ""}${by.toFixed(0)} %`;
        moved.push([`${result.scenario}: ${row.what}`, show(was.spread), "->", show(is.spread), change]);
      }
    }
  }
  const width = Math.max(1, ...moved.map((cells) => cells.length));
  const lines = moved.map((cells) => [...cells, ...Array<string>(width - cells.length).fill("")]);
  return [...columns(lines), `${moved.length} moved by more than their runs differ, ${stayed} did not`];
};
