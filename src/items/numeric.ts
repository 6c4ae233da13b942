/** A number, right within a tolerance. */
import { z } from "zod";
import type { Value } from "../../protocol/payloads.ts";
import { type Distribution, type ItemType, itemFields } from "./item.ts";

/** Minus nothing is nothing, as JSON has it. */
const unsigned = (value: number): number => value + 0;

const schema = z.object({
  ...itemFields,
  type: z.literal("numeric"),
  answer: z.number().overwrite(unsigned),
  tolerance: z.number().min(0).overwrite(unsigned).default(0),
});

const PLAIN = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d{1,3})?$/i;
/** Thousands in groups: 1.234.567,8 or 1 234 567,8, and with the signs exchanged. */
const POINT_GROUPS = /^[+-]?\d{1,3}(?:(?:\.\d{3})+|(?: \d{3})+)(?:,\d*)?$/;
const COMMA_GROUPS = /^[+-]?\d{1,3}(?:(?:,\d{3})+|(?: \d{3})+)(?:\.\d*)?$/;

/** A number as people type it; a lone comma or point is the decimal sign, whatever follows it. NaN when it is none. */
const readNumber = (text: string): number => {
  const line = text
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/^\u2212/, "-");
  if (PLAIN.test(line)) return Number(line.replace(",", "."));
  if (POINT_GROUPS.test(line)) return Number(line.replace(/[. ]/g, "").replace(",", "."));
  if (COMMA_GROUPS.test(line)) return Number(line.replace(/[, ]/g, ""));
  return Number.NaN;
};

/** Whether two numbers differ by at most the tolerance, as written in decimals: 0.4 is within 0.1 of 0.3. */
const within = (value: number, answer: number, tolerance: number): boolean => {
  const slack = 2 * Number.EPSILON * Math.max(Math.abs(value), Math.abs(answer), tolerance);
  return Math.abs(value - answer) <= tolerance + slack;
};

/** A row per number; the most frequent first, then the smallest. */
const summarise = (values: Value[]): Distribution => {
  const counts = new Map<number, number>();
  for (const value of values) if (typeof value === "number") counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || a - b)
    .map(([value, count]) => ({ id: String(value), text: String(value), count }));
};

export const numeric = {
  type: "numeric",
  scored: true,
  schema,
  present: () => ({ widget: "number" }),
  normalise: (_item, value) => {
    const number = typeof value === "string" ? readNumber(value) : value;
    // Adding 0 turns -0 into 0.
    return typeof number === "number" && Number.isFinite(number) ? number + 0 : null;
  },
  judge: (item, value) => (typeof value === "number" && within(value, item.answer, item.tolerance) ? 1 : 0),
  key: (item) => [String(item.answer)],
  summarise: (_item, values) => summarise(values),
} satisfies ItemType<z.infer<typeof schema>>;
