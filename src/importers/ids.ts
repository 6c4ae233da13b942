import { ItemId } from "../items/item.ts";

/** Letters as ASCII where they have such a form; each run of `others` is one dash. */
const plain = (text: string, others: RegExp): string =>
  text
    .normalize("NFKD")
    .replace(others, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64);

/** A text of any kind as an id of ours; "" when nothing of it can be kept. */
export const idOf = (text: string): string => (ItemId.safeParse(text).success ? text : plain(text, /[^A-Za-z0-9_-]+/g));

/** A title as the id of a quiz. */
export const slugOf = (title: string): string => plain(title, /[^A-Za-z0-9]+/g) || "imported";
