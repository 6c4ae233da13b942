import type { Why } from "../../protocol/why.ts";
/** How small counts are hidden in tables that are shared. */

/** Somebody, and fewer than may be shown. Nobody is no person to protect: a 0 is shown. */
export const isFew = (count: number, min: number): boolean => count > 0 && count < min;

/**
 * Which of the counts that add up to a known sum are hidden: those of 1 to `min` - 1 people, those hidden `already`, and then the next
 * smallest ones, until at least `least` are hidden and stand together for `min` people: otherwise the sum would tell what is hidden.
 */
export const hiddenOf = (
  counts: readonly number[],
  min: number,
  { least = 2, already = [] }: { least?: number; already?: readonly boolean[] } = {},
): boolean[] => {
  const hidden = counts.map((count, place) => isFew(count, min) || already[place] === true);
  const rising = counts
    .map((count, place) => ({ count: count === 0 ? Number.POSITIVE_INFINITY : count, place }))
    .sort((a, b) => a.count - b.count);
  const together = () => counts.reduce((sum, count, place) => sum + (hidden[place] ? count : 0), 0);
  for (const { place } of rising) {
    const many = hidden.filter(Boolean).length;
    if (many === 0 || (many >= least && together() >= min)) break;
    hidden[place] = true;
  }
  return hidden;
};

/** Every field of a line, nested ones with a dot. */
const leaves = (part: object, path = ""): string[] =>
  Object.entries(part).flatMap(([name, value]) => {
    const field = `${path}${name}`;
    if (name === "why") return [];
    return typeof value === "object" && value !== null && !Array.isArray(value) ? leaves(value, `${field}.`) : [field];
  });

/** The line with these fields null and the reason beside them; a name of a group of fields means all of it. */
export const without = <Line extends { why: Why }>(line: Line, fields: readonly string[]): Line => {
  const next = structuredClone(line);
  for (const field of leaves(next)) {
    if (!fields.some((name) => field === name || field.startsWith(`${name}.`))) continue;
    const path = field.split(".");
    const last = path.pop() ?? field;
    let holder = next as Record<string, unknown>;
    for (const name of path) holder = holder[name] as Record<string, unknown>;
    if (holder[last] === null) continue;
    holder[last] = null;
    next.why[field] = "suppressed";
  }
  return next;
};

/** A single hidden number among those whose mean is known could be told from the rest: then the place of the next most telling one. */
export const alsoHidden = (hidden: readonly boolean[], smallest: readonly number[]): boolean[] => {
  if (hidden.filter(Boolean).length !== 1) return [...hidden];
  const rest = smallest.map((count, place) => ({ count, place })).filter(({ place }) => !hidden[place]);
  const next = rest.sort((a, b) => a.count - b.count)[0]?.place;
  return hidden.map((hide, place) => hide || place === next);
};
