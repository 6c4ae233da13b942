/** One to three words or short phrases, drawn as a cloud; never judged. */
import { z } from "zod";
import { type ItemType, itemFields } from "./item.ts";
import { comparisonForm, tallyTexts, typed } from "./spelling.ts";

const MOST = 3;
const LONGEST = 30;
const BREAK = /[,;\n\u3001\uff0c]/u;

const schema = z.object({ ...itemFields, type: z.literal("word-cloud") });

/** The words of a value; each once, as first written. */
const wordsOf = (value: string): string[] => {
  const words = value.split(BREAK).flatMap((part) => typed(part) ?? []);
  return [...new Map(words.toReversed().map((word) => [comparisonForm(word), word])).values()].reverse();
};

export const wordCloud = {
  type: "word-cloud",
  scored: false,
  schema,
  present: () => ({ widget: "words" }),
  normalise: (_item, value) => {
    const words = typeof value === "string" ? wordsOf(value) : [];
    const fits = words.length > 0 && words.length <= MOST && words.every((word) => word.length <= LONGEST);
    return fits ? words.join(", ") : null;
  },
  judge: () => null,
  key: () => [],
  summarise: (_item, values) =>
    tallyTexts(values.flatMap((value) => (typeof value === "string" ? wordsOf(value) : []))),
} satisfies ItemType<z.infer<typeof schema>>;
