import { describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { decimal, formatted } from "../../src/pages/shared/formats.ts";

const written = (locale: string, value: number, options: Intl.NumberFormatOptions) =>
  new Intl.NumberFormat(locale, options).format(value);

describe.each(Object.keys(LOCALES))("numbers of a page in %s", (locale) => {
  test("are written as the language writes them, the small ones without its help", () => {
    for (const value of [...Array(1002).keys(), 12_345, 1_234_567, -1, -1234, 0.5, 6.25, 999.6]) {
      for (const digits of [0, 1, 2]) {
        expect(decimal(locale, value, digits)).toBe(written(locale, value, { maximumFractionDigits: digits }));
      }
    }
  });

  test("keep their styles apart", () => {
    for (const maximumFractionDigits of [0, 1, 0]) {
      for (const style of ["percent", "decimal", "percent"] as const) {
        const options = { style, maximumFractionDigits };
        expect(formatted(locale, 0.645, options)).toBe(written(locale, 0.645, options));
      }
    }
  });
});
