/** What this browser keeps between visits. Storage may be full or forbidden; the page must work without it. */

/** What the storage did not take: newer than anything that is stored. */
const kept = new Map<string, string>();

/** The stored text, or null. */
export const recall = (key: string): string | null => {
  const held = kept.get(key);
  if (held !== undefined) return held;
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const forget = (key: string): void => {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing can be stored, so nothing is.
  }
};

/** Stores text under a key; null forgets it. False: it is only in the page's own memory. */
export const remember = (key: string, value: string | null): boolean => {
  kept.delete(key);
  if (value === null) {
    forget(key);
    return true;
  }
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    kept.set(key, value);
    // What is stored there is an older one, which a reload must not bring back.
    forget(key);
    return false;
  }
};

const storedKeys = (): string[] => {
  try {
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "");
  } catch {
    return [];
  }
};

/** Everything that is stored under keys that begin so. */
export const recallAll = (prefix: string): { key: string; text: string }[] =>
  [...new Set([...storedKeys(), ...kept.keys()])].flatMap((key) => {
    const text = key.startsWith(prefix) ? recall(key) : null;
    return text === null ? [] : [{ key, text }];
  });

/** A stored JSON value, or null when there is none or it is not JSON. */
export const recallJson = (key: string): unknown => {
  const text = recall(key);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
