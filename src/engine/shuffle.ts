/** FNV-1a, 32 bit: spreads a name over the integers, the same on every node. */
const hash = (name: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) value = Math.imul(value ^ name.charCodeAt(at), 0x01000193) >>> 0;
  return value;
};

/** The list in an order that depends on `name` and the ids only: a phone that comes back sees its own order again. */
export const shuffled = <T extends { id: string }>(list: readonly T[], name: string): T[] =>
  list
    .map((entry) => ({ entry, place: hash(`${name}:${entry.id}`) }))
    .sort((a, b) => a.place - b.place)
    .map(({ entry }) => entry);
