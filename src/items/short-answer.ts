/** A few typed words, right when they are one of the accepted answers. */
import { z } from "zod";
import type { DocumentFaultCode } from "../../protocol/imports.ts";
import { type ItemType, itemFields } from "./item.ts";
import { comparisonForm, tallyTexts, typed } from "./spelling.ts";

const LONGEST = 200;

const accepted = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((text) => typed(text) !== null, "unseen" satisfies DocumentFaultCode);

const schema = z.object({
  ...itemFields,
  type: z.literal("short-answer"),
  accept: z.array(accepted).min(1).max(20),
});

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
  summarise: (_item, values) => tallyTexts(values),
} satisfies ItemType<z.infer<typeof schema>>;
