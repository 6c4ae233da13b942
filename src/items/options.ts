/** What the types that offer options share. */
import { z } from "zod";
import type { Value } from "../../protocol/payloads.ts";
import { type Distribution, Option, type Presented, said } from "./item.ts";

/** Runs a check although other fields have faults: an author sees all of them at once. Values may then be raw. */
export const always = { when: () => true };

const idsOf = (options: unknown): unknown[] =>
  Array.isArray(options) ? options.map((option: { id?: unknown } | null) => option?.id) : [];

/** 2-6 options whose ids differ. */
export const options = z
  .array(Option)
  .min(2)
  .max(6)
  .superRefine((list, context) => {
    idsOf(list).forEach((id, index, ids) => {
      if (typeof id === "string" && ids.indexOf(id) < index)
        context.addIssue({ path: [index, "id"], ...said("option_id_twice", { value: id }) });
    });
  }, always);

/** Refines an item: each entry of its key is the id of one of its options, and none stands there twice. */
export const keyed = <Schema extends z.ZodObject<{ options: typeof options; key: z.ZodArray<z.ZodString> }>>(
  schema: Schema,
): Schema =>
  schema.superRefine((item, context) => {
    const { options: list, key } = item as { options?: unknown; key?: unknown };
    const ids = idsOf(list);
    if (!Array.isArray(key) || !ids.every((id) => typeof id === "string") || ids.length === 0) return;
    key.forEach((id: unknown, index) => {
      if (typeof id !== "string") return;
      const path = ["key", index];
      if (!ids.includes(id)) context.addIssue({ path, ...said("key_stranger", { value: id }) });
      else if (key.indexOf(id) < index) context.addIssue({ path, ...said("key_twice", { value: id }) });
    });
  }, always);

/** Options as every screen may see them; the mark is the authored position, so it survives shuffling. */
export const shown = (list: readonly Option[]): NonNullable<Presented["options"]> =>
  list.map((option, mark) => ({ ...option, mark }));

/** The value when it is the id of an option, null otherwise. */
export const oneOf = (list: readonly Option[], value: Value): string | null =>
  list.find((option) => option.id === value)?.id ?? null;

/** The chosen ids in authored order and without repeats; null when nothing is chosen or an id is unknown. */
export const someOf = (list: readonly Option[], value: Value): string[] | null => {
  if (!Array.isArray(value) || value.length === 0) return null;
  if (value.some((id) => oneOf(list, id) === null)) return null;
  return list.filter((option) => value.includes(option.id)).map((option) => option.id);
};

/** A row per option in authored order: how many of the values chose it. */
export const tally = (list: readonly Option[], values: readonly Value[]): Distribution =>
  list.map(({ id }) => ({
    id,
    count: values.filter((value) => (Array.isArray(value) ? value.includes(id) : value === id)).length,
  }));
