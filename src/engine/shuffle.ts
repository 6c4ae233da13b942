import { hash32 } from "../hash.ts";

/** The list in an order that depends on `name` and the ids only: a phone that comes back sees its own order again. */
export const shuffled = <T extends { id: string }>(list: readonly T[], name: string): T[] =>
  list
    .map((entry) => ({ entry, place: hash32(`${name}:${entry.id}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry);
