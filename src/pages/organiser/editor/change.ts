/** Changes of a quiz and of its items: the document in, the next one out. Ids are given, never places. */
import { type Draft, type DraftItem, type DraftOption, MOST_ITEMS, OPTIONS } from "./document.ts";
import { kindOf } from "./kinds.ts";

export type Change = (draft: Draft) => Draft;

/** The list with its entry at `from` at `to`; the same list when it stands there already, or there is no such place. */
const moved = <Entry>(list: readonly Entry[], from: number, to: number): readonly Entry[] => {
  const entry = list[from];
  if (entry === undefined || to < 0 || to >= list.length || to === from) return list;
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), entry, ...rest.slice(to)];
};

/** The list with one entry before another one, by their ids; null: at the end. */
const movedBefore = <Entry extends { id: string }>(
  list: readonly Entry[],
  entryId: string,
  before: string | null,
): readonly Entry[] => {
  const from = list.findIndex(({ id }) => id === entryId);
  const at = before === null ? list.length : list.findIndex(({ id }) => id === before);
  return at < 0 ? list : moved(list, from, at > from ? at - 1 : at);
};

const placeOf = ({ items }: Draft, itemId: string): number => items.findIndex(({ id }) => id === itemId);

/** Fields of the quiz itself. */
export const withQuiz =
  (fields: Partial<Pick<Draft, "title" | "language">>): Change =>
  (draft) => ({ ...draft, ...fields });

/** Fields of one item; undefined takes a field away. */
export const withItem =
  (itemId: string, fields: { [Name in keyof DraftItem]?: DraftItem[Name] | undefined }): Change =>
  (draft) => ({
    ...draft,
    items: draft.items.map((item) => {
      if (item.id !== itemId) return item;
      const all = Object.entries({ ...item, ...fields }).filter(([, value]) => value !== undefined);
      return Object.fromEntries(all) as unknown as DraftItem;
    }),
  });

/** An item of a type, with nothing in it yet. */
const freshItem = (id: string, type: string): DraftItem => ({
  id,
  type,
  stem: "",
  seconds: 20,
  points: 1000,
  ...kindOf(type).fresh,
});

const inserted = (draft: Draft, at: number, item: DraftItem): Draft =>
  draft.items.length >= MOST_ITEMS
    ? draft
    : { ...draft, items: [...draft.items.slice(0, at), item, ...draft.items.slice(at)] };

/** A new item after another one; "" puts it at the end. */
export const withNewItem =
  (id: string, type: string, after: string): Change =>
  (draft) => {
    const at = placeOf(draft, after);
    return inserted(draft, at < 0 ? draft.items.length : at + 1, freshItem(id, type));
  };

/** The same item once more, right after it, under another id. */
export const withCopyOf =
  (itemId: string, id: string): Change =>
  (draft) => {
    const item = draft.items.find((each) => each.id === itemId);
    return item ? inserted(draft, placeOf(draft, itemId) + 1, { ...item, id }) : draft;
  };

export const withoutItem =
  (itemId: string): Change =>
  (draft) => ({ ...draft, items: draft.items.filter(({ id }) => id !== itemId) });

/** An item up (-1) or down (1). */
export const withItemMoved =
  (itemId: string, by: number): Change =>
  (draft) => {
    const at = placeOf(draft, itemId);
    const items = moved(draft.items, at, at + by);
    return items === draft.items ? draft : { ...draft, items };
  };

/** An item before another one; null: at the end. */
export const withItemBefore =
  (itemId: string, before: string | null): Change =>
  (draft) => {
    const items = movedBefore(draft.items, itemId, before);
    return items === draft.items ? draft : { ...draft, items };
  };

/** The options as they are edited: where the key is their order, in that order. */
export const optionsOf = ({ type, options = [], key = [] }: DraftItem): readonly DraftOption[] =>
  kindOf(type).keyed === "order" ? [...options].sort((a, b) => key.indexOf(a.id) - key.indexOf(b.id)) : options;

/** The key that holds of these options: what of the old one still fits. */
const keyFor = (
  type: string,
  options: readonly DraftOption[],
  key: readonly string[],
): readonly string[] | undefined => {
  const ids = options.map(({ id }) => id);
  const held = key.filter((id) => ids.includes(id));
  switch (kindOf(type).keyed) {
    case "one":
      return held.slice(0, 1);
    case "some":
      return held;
    case "order":
      return ids;
    case "none":
      return undefined;
  }
};

/** Fields that belong to some types only. */
const OF_TYPES = ["options", "key", "accept", "answer", "tolerance", "scale", "labels", "reverse", "text"] as const;

/** Another type: what both have stays, what only the old one had goes. */
export const withType =
  (itemId: string, type: string): Change =>
  (draft) => {
    const item = draft.items.find(({ id }) => id === itemId);
    if (!item || item.type === type) return draft;
    const { fresh, parts } = kindOf(type);
    // An order says nothing of what is right.
    const right = kindOf(item.type).keyed === "order" ? [] : (item.key ?? []);
    const fields = Object.fromEntries(
      OF_TYPES.map((name) => [name, name in fresh ? (item[name] ?? fresh[name]) : undefined]),
    ) as Partial<DraftItem>;
    const keyed = parts.includes("options") ? { key: keyFor(type, fields.options ?? [], right) } : {};
    const sides = parts.includes("sides") ? { key: [] } : {};
    return withItem(itemId, { type, ...fields, ...keyed, ...sides })(draft);
  };

/** Other options; the key follows them. */
const withOptions = (item: DraftItem, options: readonly DraftOption[]): Change =>
  withItem(item.id, { options, key: keyFor(item.type, options, item.key ?? []) });

const LETTERS = ["a", "b", "c", "d", "e", "f"];

/** One more option, under the first letter that is free. */
export const withNewOption = (item: DraftItem): Change => {
  const options = optionsOf(item);
  const id = LETTERS.find((letter) => !options.some((option) => option.id === letter)) ?? `o${options.length + 1}`;
  return options.length >= OPTIONS.most ? (draft) => draft : withOptions(item, [...options, { id, text: "" }]);
};

export const withoutOption = (item: DraftItem, optionId: string): Change =>
  withOptions(
    item,
    optionsOf(item).filter(({ id }) => id !== optionId),
  );

export const withOptionMoved = (item: DraftItem, optionId: string, by: number): Change => {
  const options = optionsOf(item);
  const at = options.findIndex(({ id }) => id === optionId);
  return withOptions(item, moved(options, at, at + by));
};

/** An option before another one; null: at the end. */
export const withOptionBefore = (item: DraftItem, optionId: string, before: string | null): Change => {
  const options = optionsOf(item);
  const next = movedBefore(options, optionId, before);
  return next === options ? (draft) => draft : withOptions(item, next);
};

/** What stands in one option, which stays where it is written; `image: null` takes its picture away. */
export const withOption = (
  item: DraftItem,
  optionId: string,
  { image, ...fields }: { text?: string; image?: DraftOption["image"] | null },
): Change =>
  withItem(item.id, {
    options: (item.options ?? []).map((option) => {
      if (option.id !== optionId) return option;
      const { image: before, ...rest } = option;
      const after = image === undefined ? before : image;
      return { ...rest, ...fields, ...(after ? { image: after } : {}) };
    }),
  });

/** An option is right, or is not; where only one can be, the others are not. */
export const withRight = (item: DraftItem, optionId: string, right: boolean): Change => {
  const { key = [], options = [] } = item;
  if (kindOf(item.type).keyed === "one") return withItem(item.id, { key: right ? [optionId] : [] });
  const ids = new Set(right ? [...key, optionId] : key.filter((id) => id !== optionId));
  return withItem(item.id, { key: options.flatMap(({ id }) => (ids.has(id) ? [id] : [])) });
};

/** So many words of a scale: the last one stays the last, the others stand where they stood. */
export const relabelled = (labels: readonly string[], count: number): string[] => {
  const last = labels.length - 1;
  return Array.from(
    { length: count },
    (_, at) => (at === count - 1 ? labels[last] : at < last ? labels[at] : "") ?? "",
  );
};
