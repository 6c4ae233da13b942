/** An opinion: options without a key, never judged. */
import { z } from "zod";
import { type ItemType, itemFields } from "./item.ts";
import { oneOf, options, shown, tally } from "./options.ts";

const schema = z.object({ ...itemFields, type: z.literal("poll"), options });

export const poll = {
  type: "poll",
  scored: false,
  schema,
  present: (item) => ({ widget: "choose-one", options: shown(item.options) }),
  normalise: (item, value) => oneOf(item.options, value),
  judge: () => null,
  key: () => [],
  summarise: (item, values) => tally(item.options, values),
} satisfies ItemType<z.infer<typeof schema>>;
