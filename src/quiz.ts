/** The quiz document: its schema, and its faults. */
import { z } from "zod";
import type { DocumentFaultCode } from "../protocol/imports.ts";
import { shapeOf } from "../protocol/shape.ts";
import { type Fault, faultsIn, issuesOf, TELLING, toldBy } from "./document-fault.ts";
import { type Locale, localeFor } from "./i18n/languages.ts";
import { ITEM_TYPES, ItemSchema, typeOf } from "./items/index.ts";
import { type Image, ItemId, itemFields, said } from "./items/item.ts";

const TYPE_NAMES: readonly string[] = ITEM_TYPES.map(({ type }) => type);
const AnyItem = z.object(itemFields);

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
        const blanks = { value: id, other: `items[${before}]` };
        context.addIssue({ path: ["items", index, "id"], ...said("id_twice", blanks) });
      }
    }
    if (typeof item !== "object" || item === null || TYPE_NAMES.includes(String(type))) return;
    for (const issue of shapeOf(AnyItem, item, TELLING).error?.issues ?? []) {
      const { code, params } = toldBy(issue);
      context.addIssue({ path: ["items", index, ...issue.path], ...said(code, params) });
    }
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
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, "language_form" satisfies DocumentFaultCode)
      .default("id"),
    items: z.array(ItemSchema).min(1).max(200),
  })
  .superRefine(acrossItems, { when: () => true });

export type Quiz = z.infer<typeof QuizDocument>;

/** Reads a quiz document (schemaVersion 1). Unknown fields are dropped, defaults filled in; all faults are named. */
export const parseQuiz = (document: unknown): { quiz: Quiz } | { faults: Fault[] } => {
  const { data, error } = shapeOf(QuizDocument, document, TELLING);
  return error ? { faults: faultsIn({ issues: issuesOf(QuizDocument, document) }) } : { quiz: data };
};

/** The interface language nearest to a quiz's own. */
export const quizLocale = (quiz: Quiz): Locale => localeFor([quiz.language]);

/** How many questions a quiz asks: slides are none. */
export const questionsIn = ({ items }: Pick<Quiz, "items">): number =>
  items.filter((item) => !typeOf(item).unanswered).length;

/** The images that a quiz names, at its items and at their options. */
export const imagesIn = ({ items }: Pick<Quiz, "items">): Image[] =>
  items
    .flatMap((item) => [item, ...("options" in item ? item.options : [])])
    .flatMap(({ image }) => (image ? [image] : []));
