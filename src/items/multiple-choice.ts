/** Several right options among 2-6; credit grows with the hits, a wrong pick takes it all. */
import { z } from "zod";
import { type ItemType, itemFields } from "./item.ts";
import { keyed, options, shown, someOf, tally } from "./options.ts";

const schema = keyed(
  z.object({ ...itemFields, type: z.literal("multiple-choice"), options, key: z.array(z.string()).min(1) }),
);

export const multipleChoice = {
  type: "multiple-choice",
  scored: true,
  schema,
  present: (item) => ({ widget: "choose-many", options: shown(item.options) }),
  normalise: (item, value) => someOf(item.options, value),
  judge: (item, value) => {
    if (!Array.isArray(value) || value.some((id) => !item.key.includes(id))) return 0;
    return new Set(value).size / item.key.length;
  },
  key: (item) => item.key,
  summarise: (item, values) => tally(item.options, values),
} satisfies ItemType<z.infer<typeof schema>>;
