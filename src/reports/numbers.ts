/** Numbers as a language writes them, for sentences. */
import type { Locale } from "../i18n/languages.ts";

/** With so many decimals, the locale's decimal sign, a true minus and no grouping. `signed`: a plus before what is above 0. */
export const decimal = (value: number, digits: number, locale: Locale, signed = false): string =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
    signDisplay: signed ? "exceptZero" : "negative",
  })
    .format(value)
    .replace("-", "\u2212");

/** "p < 0.001", or "p = " with three decimals. */
export const pValue = (p: number, locale: Locale): string =>
  p < 0.001 ? `p < ${decimal(0.001, 3, locale)}` : `p = ${decimal(p, 3, locale)}`;

/** A template with its blanks filled; of "one|many" the form for `n`. */
export const filled = (template: string, values: Record<string, string | number>): string => {
  const [one = "", many = one] = template.split("|");
  return (values.n === 1 ? one : many).replaceAll(/\{(\w+)\}/g, (_, blank: string) => String(values[blank] ?? ""));
};
