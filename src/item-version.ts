import { hash32 } from "./hash.ts";
import type { Item } from "./items/index.ts";

/** 8 hex digits of the item's content: the same words and key give the same version, any change another. */
export const itemVersion = (item: Item): string => hash32(JSON.stringify(item)).toString(16).padStart(8, "0");
