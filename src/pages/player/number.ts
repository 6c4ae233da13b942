/** Numbers as people type them. */

/** The sign that groups thousands, by language. */
const GROUPING: Record<string, "." | ","> = { id: ".", en: "," };
const PLAIN = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;
const BY_POINT = /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?$/;
const BY_COMMA = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;

/**
 * The number in a typed text, or null. A lone comma or point is the decimal sign, unless three digits follow it and
 * the language groups with it: "1.783" is 1783 in Indonesian, "1,783" in English.
 */
export const readNumber = (typed: string, locale: string): number | null => {
  const text = typed.replace(/\s/g, "").replace("\u2212", "-");
  const group = GROUPING[locale] ?? ",";
  const grouped = (sign: "." | ",") => (sign === "." ? BY_POINT : BY_COMMA).test(text);
  const sign = grouped(group) ? group : PLAIN.test(text) ? null : grouped(".") ? "." : grouped(",") ? "," : undefined;
  if (sign === undefined) return null;
  const plain = sign === null ? text : text.replaceAll(sign, "");
  const value = Number(plain.replace(",", "."));
  return Number.isFinite(value) ? value : null;
};
