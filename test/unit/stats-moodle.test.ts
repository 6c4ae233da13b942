import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as d from "../../src/reports/stats/descriptive.ts";
import { alpha, itemRest, itemsOf, type Matrix, restsOf, sem, totalsOf } from "../../src/reports/stats/matrix.ts";
import { lift, type Stat } from "../../src/reports/stats/stat.ts";
import { columnOf, fault, readNumbers } from "./stats-fixtures.ts";

/** Moodle's own fixtures, under its licence and so beside the project. */
const FOLDER = new URL("../../../shared/data/stats/moodle/", import.meta.url);
const missing = !existsSync(FOLDER);
const DIGITS = 1e-8;

/** Marks of 25 attempts at 7 slots, some in part. */
const marks = (): Matrix => readNumbers(new URL("results00.csv", FOLDER)).map((row) => row.slice(0, 7));
const percent = (stat: Stat) => lift((part) => 100 * part, stat);

test.skipIf(missing)("[RP10] Moodle's quiz: centre, spread and the coefficient of internal consistency", () => {
  const printed = JSON.parse(readFileSync(new URL("quizstats00.json", FOLDER), "utf8"));
  const rows = marks();
  const totals = totalsOf(rows);
  const ours: Record<string, Stat> = {
    count: totals.length,
    allattemptsavg: d.mean(totals),
    firstattemptsavg: d.mean(totals),
    median: d.median(totals),
    standarddeviation: d.sd(totals),
    cic: percent(alpha(rows)),
    errorratio: percent(lift((reliability) => Math.sqrt(1 - reliability), alpha(rows))),
    standarderror: sem(rows),
  };
  const { source, tolerance_relative, skewness, kurtosis, ...values } = printed;
  expect(Object.keys(ours).sort()).toEqual(Object.keys(values).sort());
  expect(Object.entries(ours).flatMap(([name, stat]) => fault(name, stat, values[name], DIGITS) ?? [])).toEqual([]);
});

test.skipIf(missing)("[RP10] Moodle's slots: facility, variances, covariances, discrimination", () => {
  const rows = marks();
  const [items, rests] = [itemsOf(rows), restsOf(rows)];
  /** Two columns are not in our report: effective weight and discriminative efficiency. */
  const ours: (Stat | undefined)[][] = items.map((scores, item) => {
    const rest = rests[item] as number[];
    const ascending = (values: number[]) => values.toSorted((a, b) => a - b);
    return [
      d.mean(scores),
      d.sd(scores),
      undefined,
      d.covariance(scores, rest),
      d.variance(scores),
      d.variance(rest),
      percent(itemRest(rows)[item] as Stat),
      d.covariance(ascending(scores), ascending(rest)),
      undefined,
    ];
  });
  const printed = readNumbers(new URL("qstats00.csv", FOLDER));
  const wrong = printed.flatMap((row, item) =>
    row.flatMap((value, column) => {
      const stat = ours[item]?.[column];
      return stat === undefined ? [] : (fault(`slot ${item + 1}, ${column}`, stat, value, DIGITS) ?? []);
    }),
  );
  expect(columnOf(printed, 0).length).toBe(7);
  expect(wrong).toEqual([]);
});
