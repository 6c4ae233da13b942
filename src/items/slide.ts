/** Something to look at: a heading, a text, a picture; nothing is answered. */
import { z } from "zod";
import { type ItemType, itemFields } from "./item.ts";

const schema = z.object({ ...itemFields, type: z.literal("slide"), text: z.string().trim().max(2000).optional() });

export const slide = {
  type: "slide",
  scored: false,
  unanswered: true,
  schema,
  present: () => ({ widget: "none" }),
  normalise: () => null,
  judge: () => null,
  key: () => [],
  summarise: () => [],
} satisfies ItemType<z.infer<typeof schema>>;
