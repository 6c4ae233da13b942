/** Numbers as a language writes them. Making a format takes a phone longer than drawing a screen: each is made once. */
const formats = new Map<string, Intl.NumberFormat>();

/** From the next one on numbers have separators; before, they are the same in the languages that there are. */
const MOST_PLAIN = 999;

/** The value in the style of `options`. */
export const formatted = (locale: string, value: number, options: Intl.NumberFormatOptions): string => {
  const key = `${locale} ${Object.entries(options)}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, format);
  return format.format(value);
};

/** The number with at most so many decimals. */
export const decimal = (locale: string, value: number, digits: number): string =>
  Number.isInteger(value) && value >= 0 && value <= MOST_PLAIN
    ? String(value)
    : formatted(locale, value, { maximumFractionDigits: digits });
