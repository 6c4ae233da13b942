/** Names that every statistics program takes for a column. */

/** Words that SPSS keeps for itself. */
const RESERVED = /^(all|and|by|eq|ge|gt|le|lt|ne|not|or|to|with)$/i;
const LONGEST = 40;

const nameOf = (id: string): string => {
  const plain = id.replace(/[^A-Za-z0-9_]/g, "_").slice(0, LONGEST);
  return /^[A-Za-z]/.test(plain) && !RESERVED.test(plain) ? plain : `q_${plain}`;
};

/**
 * A name for each id, in order: letters, digits and _, a letter first, none twice (case does not count) and none of `taken`.
 * An id that is such a name already keeps it.
 */
export const variableNames = (ids: readonly string[], taken: readonly string[] = []): string[] => {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const own = new Set(ids.filter((id) => nameOf(id) === id).map((id) => id.toLowerCase()));
  return ids.map((id) => {
    const plain = nameOf(id);
    const free = (name: string) => !used.has(name.toLowerCase()) && (name === id || !own.has(name.toLowerCase()));
    let name = plain;
    for (let count = 2; !free(name); count++) name = `${plain}_${count}`;
    used.add(name.toLowerCase());
    return name;
  });
};
