import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Stat } from "../../src/reports/stats/stat.ts";

const FOLDER = new URL("../fixtures/stats/", import.meta.url);

export const readJson = (file: string) => JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));

/** A table's cells without its head and without the participants' column; "" where a cell is blank. */
export const readTable = (file: string | URL): string[][] =>
  (parse(readFileSync(new URL(file, FOLDER), "utf8")) as string[][]).slice(1).map((row) => row.slice(1));

export const readNumbers = (file: string | URL): number[][] => readTable(file).map((row) => row.map(Number));

export const columnOf = <T>(rows: readonly (readonly T[])[], index: number): T[] => rows.map((row) => row[index] as T);

/** Letters chosen, 0/1 scores and times of one occasion of the synthetic workshop; the key and the letters of every item. */
export const occasionOf = (name: "pre" | "post") => ({
  choice: readTable(`synthetic/${name}_choice.csv`),
  scores: readNumbers(`synthetic/${name}_scored.csv`),
  times: readTable(`synthetic/${name}_rt_ms.csv`),
});

/** Undefined when they agree; null stands for any reason. `relative` is the error allowed. */
export const fault = (name: string, actual: Stat | undefined, expected: number | null, relative = 1e-9) => {
  const agrees =
    expected === null
      ? typeof actual === "string"
      : typeof actual === "number" && Math.abs(actual - expected) <= Math.max(relative * Math.abs(expected), 1e-15);
  return agrees ? undefined : `${name}: ${actual}, but the oracle says ${expected}`;
};

export type Oracle = Record<string, number | null>;

/**
 * Every value of an oracle against ours: those that differ, those that we do not have (but for `left`, by the last part of their
 * names), and those of ours that it does not have.
 */
export const faultsOf = (actual: Record<string, Stat>, oracle: Oracle, left: Record<string, string>): string[] => {
  const isLeft = (name: string) => Object.hasOwn(left, name.split(".").at(-1) ?? "");
  const wanted = Object.entries(oracle).filter(([name]) => !isLeft(name));
  return [
    ...wanted.flatMap(([name, value]) => fault(name, actual[name], value, /shapiro_p$/.test(name) ? 1e-6 : 1e-9) ?? []),
    ...Object.keys(actual).flatMap((name) =>
      Object.hasOwn(oracle, name) && !isLeft(name) ? [] : `${name}: no oracle`,
    ),
    ...Object.keys(left).flatMap((end) =>
      Object.keys(oracle).some((name) => name.endsWith(`.${end}`)) ? [] : `${end}: left out, but not in the oracle`,
    ),
  ];
};

const EXPECTED: Oracle = readJson("synthetic/expected.json");

export const partOf = (start: string): Oracle =>
  Object.fromEntries(Object.entries(EXPECTED).filter(([name]) => name.startsWith(start)));

/** A record with its names put behind `start`. */
export const prefixed = (start: string, record: Record<string, Stat>): Record<string, Stat> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [`${start}${name}`, value]));
