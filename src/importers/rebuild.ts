/** An item made again from what rows tell of it: ids for wording, unless a codebook has better. */
import type { PastFaultCode } from "../../protocol/imports.ts";
import type { Value } from "../../protocol/payloads.ts";
import { type Item, typeOf } from "../items/index.ts";
import { ItemId } from "../items/item.ts";
import { numeric } from "../items/numeric.ts";
import type { Wording } from "./codebook.ts";
import type { Params } from "./faults.ts";
import { itemOf } from "./item-of.ts";

/** All that the rows of one item say. */
export interface ItemFacts {
  id: string;
  /** As the file names it; blank: to be told from the answers. */
  type: string;
  key: string;
  /** Different responses, in the order of the file. */
  responses: ReadonlySet<string>;
  /** Those of them that the file marks correct. */
  right: ReadonlySet<string>;
  wording: Wording | undefined;
}

/** An item, and how a cell of the file becomes a value of it: option ids as the file has them -> ids of the item. */
export interface ReadItem {
  item: Item;
  ids: ReadonlyMap<string, string>;
}

/** The value that a cell stands for; null when it does not fit the item. */
export const readValue = ({ item, ids }: ReadItem, cell: string): Value | null => {
  const type = typeOf(item);
  const id = (part: string) => ids.get(part.trim()) ?? part.trim();
  // Spreadsheets write true as TRUE.
  return (
    type.normalise(item, id(cell)) ??
    type.normalise(item, cell.split(";").map(id)) ??
    type.normalise(item, cell.trim().toLowerCase())
  );
};

const parts = (cell: string): string[] =>
  cell
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Options from the codebook, and every other one that stands in the key or was chosen; at least two. */
const choice = (facts: ItemFacts, several: boolean) => {
  const split = (cell: string) => (several ? parts(cell) : [cell.trim()].filter((part) => part !== ""));
  const worded = facts.wording?.options ?? [];
  const key = facts.wording?.key ?? split(facts.key);
  const seen = new Set([...key, ...[...facts.responses].flatMap(split)]);
  for (const { id } of worded) seen.delete(id);
  const raw = [...worded, ...[...seen].sort().map((id) => ({ id, text: id }))];
  const ids = new Map<string, string>();
  const options = raw.map(({ id, text }, index) => {
    const own = ItemId.safeParse(id).success ? id : `option-${index + 1}`;
    ids.set(id, own);
    return { id: own, text };
  });
  // Everybody chose the same one, and the others are not known.
  if (options.length === 1) options.push({ id: options[0]?.id === "other" ? "others" : "other", text: "…" });
  return { ids, options, key: key.map((id) => ids.get(id) ?? id) };
};

const NO_ITEM = { type: "numeric", id: "n", stem: "n", answer: 0, tolerance: 0, seconds: null, points: 0 } as const;
const numberOf = (cell: string): number => {
  const value = numeric.normalise({ ...NO_ITEM }, cell);
  return typeof value === "number" ? value : Number.NaN;
};

/** How far the answers that count as right lie from the key. */
const numericKey = ({ key, right, wording }: ItemFacts) => {
  const answer = numberOf(key);
  if (wording?.tolerance !== undefined) return { answer, tolerance: wording.tolerance };
  const off = [...right].map((cell) => Math.abs(numberOf(cell) - answer));
  return { answer, tolerance: off.reduce((most, distance) => (distance > most ? distance : most), 0) };
};

const scaleOf = ({ wording, responses }: ItemFacts): number =>
  wording?.scale ?? (responses.has("7") ? 7 : responses.has("6") ? 6 : 5);

/** The words of the points: of all, of both ends, or none. */
const labelsOf = ({ wording }: ItemFacts): string[] => {
  const worded = wording?.options?.filter(({ id, text }) => id !== text) ?? [];
  return worded.length === 2 || worded.length === wording?.scale ? worded.map(({ text }) => text) : [];
};

interface Parts {
  fields: object;
  ids?: ReadonlyMap<string, string>;
}

const chosen = (facts: ItemFacts, several: boolean, keyed: boolean): Parts => {
  const { ids, options, key } = choice(facts, several);
  return { fields: keyed ? { options, key } : { options }, ids };
};

/** By type: the fields that only items of this type have. */
const FIELDS: Record<string, (facts: ItemFacts) => Parts> = {
  "single-choice": (facts) => chosen(facts, false, true),
  "multiple-choice": (facts) => chosen(facts, true, true),
  poll: (facts) => chosen(facts, false, false),
  "true-false": ({ key }) => ({ fields: { key: [key.toLowerCase()] } }),
  "short-answer": ({ key, wording }) => ({ fields: { accept: wording?.key ?? parts(key) } }),
  numeric: (facts) => ({ fields: numericKey(facts) }),
  rating: (facts) => ({ fields: { scale: scaleOf(facts), labels: labelsOf(facts), reverse: facts.wording?.reverse } }),
  "open-text": () => ({ fields: {} }),
  "word-cloud": () => ({ fields: {} }),
  ordering: (facts) => chosen(facts, true, true),
};

/** The type that fits the answers of an item for which the file names none. */
const likelyType = ({ key, responses, wording }: ItemFacts): string => {
  const options = wording?.options?.length ?? new Set([...responses, ...parts(key)]).size;
  if (key === "") return options <= 6 ? "poll" : "open-text";
  if (parts(key).length > 1) return "multiple-choice";
  return options <= 6 ? "single-choice" : "short-answer";
};

/** Makes the item, or says why none can be made. */
export const rebuilt = (facts: ItemFacts): ReadItem | { fault: PastFaultCode; params: Params } => {
  const type = facts.type === "" ? likelyType(facts) : facts.type;
  const fields = Object.hasOwn(FIELDS, type) ? FIELDS[type]?.(facts) : undefined;
  if (!fields) return { fault: "type_unknown", params: { type } };
  const read = itemOf({
    id: facts.id,
    type,
    stem: facts.wording?.stem ?? facts.id,
    seconds: facts.wording?.seconds ?? null,
    ...fields.fields,
  });
  if ("item" in read) return { item: read.item, ids: fields.ids ?? new Map() };
  return { fault: "item_impossible", params: read.blanks };
};
