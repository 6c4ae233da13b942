/** What this browser keeps between visits. Storage may be full or forbidden; the page must work without it. */
const kept = new Map<string, string>();

/** The stored text, or null. */
export const recall = (key: string): string | null => {
  try {
    return localStorage.getItem(key) ?? kept.get(key) ?? null;
  } catch {
    return kept.get(key) ?? null;
  }
};

/** Stores text under a key; null forgets it. Falls back to the page's own memory. */
export const remember = (key: string, value: string | null): void => {
  if (value === null) kept.delete(key);
  else kept.set(key, value);
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Kept in memory above.
  }
};

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
