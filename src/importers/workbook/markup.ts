/** The markup of workbooks, as far as it is looked at before it is read as XML. */

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,6})|#x([0-9a-f]{1,5}));/gi, (_, name, decimal, hex) =>
    name ? (ENTITIES[name.toLowerCase()] ?? "") : String.fromCodePoint(decimal ? +decimal : Number.parseInt(hex, 16)),
  );

const patterns = new Map<string, RegExp>();

const patternOf = (name: string): RegExp => {
  const known = patterns.get(name) ?? new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  patterns.set(name, known);
  return known;
};

/** The value of an attribute of a tag; undefined when it has none. A prefix before the name does not matter. */
export const attribute = (tag: string, name: string): string | undefined => {
  const found = patternOf(name).exec(tag);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decoded(value);
};

/** All tags of a name, in their order; a prefix before the name does not matter. */
export const tagsOf = (markup: string, name: string): string[] =>
  markup.match(new RegExp(`<(?:\\w+:)?${name}\\b[^<>]*>`, "g")) ?? [];

/** A text as markup holds it. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? "&quot;");
