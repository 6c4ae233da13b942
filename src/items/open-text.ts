/** A sentence or two in one's own words, never judged. */
import { z } from "zod";
import { type ItemType, itemFields } from "./item.ts";
import { tallyTexts, typed } from "./spelling.ts";

const LONGEST = 500;

const schema = z.object({ ...itemFields, type: z.literal("open-text") });

export const openText = {
  type: "open-text",
  scored: false,
  schema,
  present: () => ({ widget: "long-text" }),
  normalise: (_item, value) => {
    const text = typeof value === "string" ? typed(value) : null;
    return text !== null && text.length <= LONGEST ? text : null;
  },
  judge: () => null,
  key: () => [],
  summarise: (_item, values) => tallyTexts(values),
} satisfies ItemType<z.infer<typeof schema>>;
