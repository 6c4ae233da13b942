/** Times and points as people write them. */
import type { Cell } from "../kahoot-rows.ts";
import type { Told } from "./book.ts";
import { same, tidy } from "./text.ts";

const SHORTEST = 5;
const LONGEST = 240;
const DEFAULT_SECONDS = 20;
const DEFAULT_POINTS = 1000;

const UNLIMITED = /^(?:none|no limit|unlimited|tanpa batas|tidak terbatas|bebas|∞|null)$/;
const SECONDS = /^(\d{1,6}(?:[.,]\d+)?) ?(?:s|secs?|seconds?|dtk|detik)?\.?$/;
const MINUTES = /^(\d{1,4}(?:[.,]\d+)?) ?(?:m|mins?|minutes?|mnt|menit)\.?$/;
const CLOCK = /^(?:(\d{1,2}):)?(\d{1,2}):(\d{2})$/;

const numberOf = (digits: string | undefined): number => Number((digits ?? "").replace(",", "."));

/** The seconds that a text means: "20", "20 sec", "20 detik", "1 menit", "0:20". NaN: none. Null: no limit. */
const secondsIn = (text: string): number | null => {
  if (UNLIMITED.test(text)) return null;
  const [, seconds] = SECONDS.exec(text) ?? [];
  if (seconds !== undefined) return numberOf(seconds);
  const [, minutes] = MINUTES.exec(text) ?? [];
  if (minutes !== undefined) return 60 * numberOf(minutes);
  const [, hours = "0", first, second] = CLOCK.exec(text) ?? [];
  return first === undefined ? Number.NaN : 3600 * Number(hours) + 60 * Number(first) + Number(second);
};

const shown = (cell: Cell): string => (cell instanceof Date ? cell.toISOString().slice(0, 16) : tidy(String(cell)));

/** The time limit of a question; undefined: the cell is blank. What cannot be becomes 20 s, and is told. */
export const secondsOf = (cell: Cell, told: Told, column?: string): number | null | undefined => {
  if (cell === null || cell === undefined || (typeof cell === "string" && tidy(cell) === "")) return undefined;
  const valid = !(cell instanceof Date) || !Number.isNaN(cell.getTime());
  const seconds = cell instanceof Date ? Number.NaN : secondsIn(same(String(cell)));
  if (seconds === null || (seconds >= SHORTEST && seconds <= LONGEST)) return seconds;
  const value = valid ? shown(cell) : "?";
  told.note("seconds_changed", { value, seconds: DEFAULT_SECONDS }, column === undefined ? {} : { column });
  return DEFAULT_SECONDS;
};

const POINTS = new Map<string, number>([
  ...["0", "none", "no points", "tanpa poin", "tidak ada"].map((word): [string, number] => [word, 0]),
  ...["1000", "1.000", "1,000", "standard", "standar", "normal"].map((word): [string, number] => [word, 1000]),
  ...["2000", "2.000", "2,000", "double", "double points", "ganda", "dobel"].map((word): [string, number] => [
    word,
    2000,
  ]),
]);

/** The points of a question; undefined: the cell is blank. What cannot be becomes 1000, and is told. */
export const pointsOf = (cell: Cell, told: Told, column?: string): number | undefined => {
  const text = cell instanceof Date ? "?" : same(String(cell ?? ""));
  if (text === "") return undefined;
  const points = POINTS.get(text);
  if (points !== undefined) return points;
  told.note("points_unknown", { value: text, points: DEFAULT_POINTS }, column === undefined ? {} : { column });
  return DEFAULT_POINTS;
};
