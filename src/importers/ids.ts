import { ItemId } from "../items/item.ts";

/** A text of any kind as an id of ours. */
export const idOf = (text: string): string =>
  ItemId.safeParse(text).success
    ? text
    : text
        .normalize("NFKD")
        .replace(/[^A-Za-z0-9_-]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 64);
