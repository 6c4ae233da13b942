/** One right option among 2-6. */
import { z } from "zod";
import { type ItemType, itemFields } from "./item.ts";
import { keyed, oneOf, options, shown, tally } from "./options.ts";

const schema = keyed(
  z.object({ ...itemFields, type: z.literal("single-choice"), options, key: z.array(z.string()).length(1) }),
);

export const singleChoice = {
  type: "single-choice",
  scored: true,
  schema,
  present: (item) => ({ widget: "choose-one", options: shown(item.options) }),
  normalise: (item, value) => oneOf(item.options, value),
  judge: (item, value) => (value === item.key[0] ? 1 : 0),
  key: (item) => item.key,
  summarise: (item, values) => tally(item.options, values),
} satisfies ItemType<z.infer<typeof schema>>;
