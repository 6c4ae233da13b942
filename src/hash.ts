/** FNV-1a over UTF-16 units, 32 bits: spreads a text over the integers, the same on every node. Not for secrets. */
export const fnv1a = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
};
