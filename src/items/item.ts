/** What every item type provides. Shared code never branches on a type: it asks the type found in index.ts. */
import { z } from "zod";
import type { DocumentFaultCode } from "../../protocol/imports.ts";
import type { Value } from "../../protocol/payloads.ts";
import type { PromptOf } from "../../protocol/snapshots.ts";
import type { Locale } from "../i18n/languages.ts";

/** An issue of a check of our own: a code, and what fills its blanks. The checks of zod say a code as their message. */
export const said = (code: DocumentFaultCode, params: Record<string, string | number> = {}) => ({
  code: "custom" as const,
  params: { code, ...params },
});

export const ItemId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "id_form" satisfies DocumentFaultCode);

/** The file name of an item's image. */
export const ImageFile = z
  .string()
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}\.(png|jpe?g|webp)$/i, "file_form" satisfies DocumentFaultCode);

const Image = z.object({ file: ImageFile, alt: z.string().trim().max(300) });
export type Image = z.infer<typeof Image>;

export const Option = z.object({ id: ItemId, text: z.string().trim().min(1).max(300), image: Image.optional() });
export type Option = z.infer<typeof Option>;

/** Fields that may stand on any item. */
export const itemFields = {
  id: ItemId,
  stem: z.string().trim().min(1).max(1000),
  seconds: z.number().min(5).max(240).nullable().default(20),
  points: z.literal([0, 1000, 2000]).default(1000),
  explanation: z.string().trim().max(1000).optional(),
  image: Image.optional(),
  /** Its own reading time before it opens, instead of the room's; 0: none. */
  previewSeconds: z.number().min(0).max(60).optional(),
};

interface ItemBase {
  id: string;
  type: string;
  stem: string;
  seconds: number | null;
  points: number;
  explanation?: string | undefined;
  image?: Image | undefined;
  previewSeconds?: number | undefined;
}

/** What an item adds to its prompt beside the fields every prompt has. */
export type Presented = Pick<PromptOf, "widget"> & { options?: (Option & { mark: number })[] };

/** How often each answer was given; `text` where the id is not an option's (typed answers). */
export type Distribution = { id: string; text?: string; count: number }[];

export interface ItemType<Item extends ItemBase> {
  type: Item["type"];
  /** False: never judged, no key, no points (a poll, a questionnaire). */
  scored: boolean;
  /** Its options have an order of their own, which no phone shuffles. */
  ordered?: true;
  /** There is nothing to answer: it stands until the host goes on, and counts nowhere. */
  unanswered?: true;
  schema: z.ZodType<Item>;
  /** The redacted widget and options; the key cannot be told from it. `locale` words fixed options. */
  present(item: Item, locale: Locale): Presented;
  /** The canonical form of a submitted value, or null when it does not fit the item. */
  normalise(item: Item, value: Value): Value | null;
  /** Credit 0..1 of a normalised value, null for unscored types. */
  judge(item: Item, value: Value): number | null;
  /** What is right, as shown at reveal: option ids, accepted texts or the number as text; empty for unscored types. */
  key(item: Item): string[];
  /** The item under other option ids, in the order of these; left out: ids and order of its options do not tell the key. */
  renamed?(item: Item, ids: ReadonlyMap<string, string>): Item;
  /** The options for which an answer counts in the distribution; left out: those it names. */
  picks?(item: Item, value: Value): string[];
  /** Counts of normalised values. Every option has a row, in authored order, also at 0. */
  summarise(item: Item, values: Value[]): Distribution;
}
