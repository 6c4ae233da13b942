/** Numbers as the reader's language writes them. */
import type { Range } from "../../../protocol/why.ts";
import { fill, locale, percent } from "../shared/language.ts";
import { texts } from "./texts.ts";

/** What does not exist is shown as a dash, never as 0. */
export const NONE = "–";

const written = (value: number, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(locale(), options).format(value).replace("-", "−");

/** Always that many decimals: 0.5 is "0,50". */
export const decimal = (value: number, digits = 2): string =>
  written(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** With its sign: "+1,27", "−0,40", "0,00". */
export const signed = (value: number, digits = 2): string =>
  written(value, { minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "exceptZero" });

/** A share 0..1 with at most one decimal, or a dash. */
export const share = (value: number | null): string => (value === null ? NONE : percent(value, 1));

/** A share without decimals, for places where a second number says more. */
export const roughShare = (value: number | null): string => (value === null ? NONE : percent(value));

/** A difference of two shares in percentage points, with its sign and without a unit. */
export const points = (difference: number): string => signed(100 * difference, 1);

/** "0,69 s.d. 1,85". */
export const interval = ([lo, hi]: Range, write: (value: number) => string): string =>
  fill(texts().organiser.stat.interval, { lo: write(lo), hi: write(hi) });

/** "p < 0,001" or "p = 0,013"; without the letter for the cells of a column that is headed by it. */
export const pValue = (p: number, letter = true): string => {
  const small = p < 0.001;
  const value = decimal(small ? 0.001 : p, 3);
  if (!letter) return small ? `< ${value}` : value;
  return small ? `p < ${value}` : `p = ${value}`;
};
