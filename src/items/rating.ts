/** A point on a scale of agreement or satisfaction, never judged. */
import { z } from "zod";
import { type ItemType, itemFields, type Option, said } from "./item.ts";
import { always, oneOf, shown, tally } from "./options.ts";

const schema = z
  .object({
    ...itemFields,
    type: z.literal("rating"),
    /** How many points there are. */
    scale: z.int().min(2).max(7).default(5),
    /** None, the words of both ends, or the words of every point. */
    labels: z.array(z.string().trim().min(1).max(80)).default([]),
    /** The statement is worded the other way round: reports turn it, screens do not. */
    reverse: z.boolean().default(false),
  })
  .superRefine(({ scale, labels }: { scale: unknown; labels: unknown }, context) => {
    if (typeof scale !== "number" || !Array.isArray(labels) || [0, 2, scale].includes(labels.length)) return;
    context.addIssue({ path: ["labels"], ...said("labels_count", { scale }) });
  }, always);

/** The points as options, "1" first. A point without words of its own is its number. */
const points = ({ scale, labels }: z.infer<typeof schema>): Option[] =>
  Array.from({ length: scale }, (_, index) => {
    const id = String(index + 1);
    const ends = new Map([
      [0, labels[0]],
      [scale - 1, labels[1]],
    ]);
    return { id, text: (labels.length === scale ? labels[index] : ends.get(index)) ?? id };
  });

export const rating = {
  type: "rating",
  scored: false,
  ordered: true,
  schema,
  present: (item) => ({ widget: "scale", options: shown(points(item)) }),
  normalise: (item, value) => oneOf(points(item), value),
  judge: () => null,
  key: () => [],
  summarise: (item, values) => tally(points(item), values),
} satisfies ItemType<z.infer<typeof schema>>;
