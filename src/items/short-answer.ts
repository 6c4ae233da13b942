/** A few typed words, right when they are one of the accepted answers. */
import { z } from "zod";
import type { Value } from "../../protocol/payloads.ts";
import { type Distribution, type ItemType, itemFields } from "./item.ts";
import { comparisonForm, typed } from "./spelling.ts";

const LONGEST = 200;

const accepted = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => typed(text) !== null, "has nothing that can be seen");

const schema = z.object({
  ...itemFields,
  type: z.literal("short-answer"),
  accept: z.array(accepted).min(1).max(20),
});

/** The most frequent spelling; among equals the first in code order, so that every node draws the same. */
const commonest = (answers: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const text of answers.toSorted()) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0] ?? "";
};

/** A row per answer, under its most common spelling; the most frequent first. */
const summarise = (values: Value[]): Distribution => {
  const groups = Map.groupBy(
    values.filter((value) => typeof value === "string"),
    comparisonForm,
  );
  const rows = [...groups].map(([id, answers]) => ({ id, text: commonest(answers), count: answers.length }));
  return rows.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
};

export const shortAnswer = {
  type: "short-answer",
  scored: true,
  schema,
  present: () => ({ widget: "text" }),
  normalise: (_item, value) => {
    const text = typeof value === "string" ? typed(value) : null;
    return text !== null && text.length <= LONGEST ? text : null;
  },
  judge: (item, value) => {
    if (typeof value !== "string") return 0;
    const form = comparisonForm(value);
    return item.accept.some((text) => comparisonForm(text) === form) ? 1 : 0;
  },
  key: (item) => item.accept,
  summarise: (_item, values) => summarise(values),
} satisfies ItemType<z.infer<typeof schema>>;
