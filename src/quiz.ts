/** The quiz document: its schema, and its faults in plain words. */
import { z } from "zod";
import { shapeOf } from "../protocol/shape.ts";
import { type Locale, localeFor } from "./i18n/languages.ts";
import { ITEM_TYPES, ItemSchema, typeOf } from "./items/index.ts";
import { ItemId, itemFields } from "./items/item.ts";

const TYPE_NAMES: readonly string[] = ITEM_TYPES.map(({ type }) => type);
const AnyItem = z.object(itemFields);
const NOUNS: Record<string, string> = {
  string: "text",
  number: "a number",
  array: "a list",
  object: "an object",
  int: "a whole number",
  boolean: "true or false",
};

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(", ");

/** "at least 2 entries", "at most 200 characters", "at least 5" */
const bound = (side: string, limit: number | bigint, origin: string): string => {
  const units: Record<string, string> = { string: "character", array: "entr" };
  const unit = units[origin];
  if (unit === undefined) return `must be ${side} ${limit}`;
  const plural = unit === "entr" ? (limit === 1 ? "y" : "ies") : limit === 1 ? "" : "s";
  return `must have ${side} ${limit} ${unit}${plural}`;
};

/** One issue as a sentence that follows a path. */
const words: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "invalid_union") {
    const { type } = issue.input as { type?: unknown };
    const given = type === undefined ? "is missing" : `${listed([type]).slice(0, 60)} is not an item type`;
    return `${given}; there are ${TYPE_NAMES.join(", ")}`;
  }
  if (issue.input === undefined) return "is missing";
  if (issue.code === "invalid_type") return `must be ${NOUNS[issue.expected] ?? issue.expected}`;
  if (issue.code === "invalid_value")
    return `must be ${issue.values.length > 1 ? "one of " : ""}${listed(issue.values)}`;
  if (issue.code === "too_small") {
    if (issue.origin === "string" && issue.minimum === 1) return "is empty";
    return bound(issue.exact ? "exactly" : "at least", issue.minimum, issue.origin);
  }
  if (issue.code === "too_big") return bound(issue.exact ? "exactly" : "at most", issue.maximum, issue.origin);
  return undefined;
};

/** Faults across items, and those of items whose type is unknown; runs on raw values, so that no fault hides another. */
const acrossItems = (quiz: { items?: unknown }, context: z.RefinementCtx): void => {
  if (!Array.isArray(quiz?.items)) return;
  const first = new Map<string, number>();
  quiz.items.forEach((item: { id?: unknown; type?: unknown } | null, index) => {
    const { id, type } = item ?? {};
    if (typeof id === "string") {
      const before = first.get(id);
      if (before === undefined) first.set(id, index);
      else {
        const message = `"${id}" is already the id of items[${before}]`;
        context.addIssue({ code: "custom", path: ["items", index, "id"], message });
      }
    }
    if (typeof item !== "object" || item === null || TYPE_NAMES.includes(String(type))) return;
    for (const issue of shapeOf(AnyItem, item, { error: words }).error?.issues ?? [])
      context.addIssue({ code: "custom", path: ["items", index, ...issue.path], message: issue.message });
  });
};

export const QuizDocument = z
  .object({
    schemaVersion: z.literal(1),
    id: ItemId,
    title: z.string().trim().min(1).max(200),
    language: z
      .string()
      .max(35)
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag such as "id" or "en-GB"')
      .default("id"),
    items: z.array(ItemSchema).min(1).max(200),
  })
  .superRefine(acrossItems, { when: () => true });

export type Quiz = z.infer<typeof QuizDocument>;

/** `path` as in `items[2].options[0].text`, empty for the document itself; `message` follows it as a sentence. */
export type Fault = { path: string; message: string };

/** Reads a quiz document (schemaVersion 1). Unknown fields are dropped, defaults filled in; all faults are named. */
export const parseQuiz = (document: unknown): { quiz: Quiz } | { faults: Fault[] } => {
  const { data, error } = shapeOf(QuizDocument, document, { error: words });
  if (!error) return { quiz: data };
  return { faults: error.issues.map(({ path, message }) => ({ path: z.core.toDotPath(path), message })) };
};

/** The interface language nearest to a quiz's own. */
export const quizLocale = (quiz: Quiz): Locale => localeFor([quiz.language]);

/** How many questions a quiz asks: slides are none. */
export const questionsIn = ({ items }: Pick<Quiz, "items">): number =>
  items.filter((item) => !typeOf(item).unanswered).length;
