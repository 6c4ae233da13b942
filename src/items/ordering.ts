/** Options to be put in order; right when the whole order is. */
import { z } from "zod";
import { type ItemType, itemFields, said } from "./item.ts";
import { always, keyed, options, shown, someOf } from "./options.ts";

const schema = keyed(
  z.object({ ...itemFields, type: z.literal("ordering"), options, key: z.array(z.string()).min(2) }),
).superRefine((item, context) => {
  const { options: list, key } = item as { options?: unknown; key?: unknown };
  if (!Array.isArray(list) || !Array.isArray(key) || key.length >= list.length) return;
  context.addIssue({ path: ["key"], ...said("key_incomplete") });
}, always);

export const ordering = {
  type: "ordering",
  scored: true,
  schema,
  present: (item) => ({ widget: "order", options: shown(item.options) }),
  normalise: (item, value) => {
    const named = someOf(item.options, value);
    return Array.isArray(value) && named?.length === item.options.length && value.length === named.length
      ? value
      : null;
  },
  judge: (item, value) => (Array.isArray(value) && item.key.every((id, place) => value[place] === id) ? 1 : 0),
  key: (item) => item.key,
  renamed: (item, ids) => {
    const nameOf = (id: string) => ids.get(id) ?? id;
    const list = item.options.map((option) => ({ ...option, id: nameOf(option.id) }));
    return { ...item, options: list.sort((a, b) => (a.id < b.id ? -1 : 1)), key: item.key.map(nameOf) };
  },
  picks: (item, value) => (Array.isArray(value) ? value.filter((id, place) => item.key[place] === id) : []),
  summarise: (item, values) =>
    item.options.map(({ id }) => {
      const place = item.key.indexOf(id);
      return { id, count: values.filter((value) => Array.isArray(value) && value[place] === id).length };
    }),
} satisfies ItemType<z.infer<typeof schema>>;
