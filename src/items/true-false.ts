/** A statement to judge; its two options have fixed ids and are worded in the quiz's language. */
import { z } from "zod";
import { LOCALES } from "../i18n/index.ts";
import type { Locale } from "../i18n/languages.ts";
import { type ItemType, itemFields } from "./item.ts";
import { oneOf, shown, tally } from "./options.ts";

const SIDES = ["true", "false"] as const;

const schema = z.object({ ...itemFields, type: z.literal("true-false"), key: z.array(z.enum(SIDES)).length(1) });

const sides = (locale: Locale) => SIDES.map((id) => ({ id, text: LOCALES[locale].common[id] }));

export const trueFalse = {
  type: "true-false",
  scored: true,
  schema,
  present: (_item, locale) => ({ widget: "choose-one", options: shown(sides(locale)) }),
  normalise: (_item, value) => oneOf(sides("en"), value),
  judge: (item, value) => (value === item.key[0] ? 1 : 0),
  key: (item) => item.key,
  summarise: (_item, values) => tally(sides("en"), values),
} satisfies ItemType<z.infer<typeof schema>>;
