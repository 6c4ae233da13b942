/**
 * FNV-1a over UTF-16 units, 32 bits, with the finish of MurmurHash3 so that texts that differ in one sign end far apart.
 * The same on every node. Not for secrets.
 */
export const hash32 = (text: string): number => {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};
