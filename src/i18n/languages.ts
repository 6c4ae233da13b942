/** Which languages there are, and which one somebody reads. */

/** Their own names, by tag. */
export const LANGUAGES = { id: "Bahasa Indonesia", en: "English" } as const;
export type Locale = keyof typeof LANGUAGES;

/** The best locale for a list of language tags (`navigator.languages` or a quiz's language); English when none fits. */
export const localeFor = (tags: readonly string[]): Locale => {
  for (const tag of tags) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (base in LANGUAGES) return base as Locale;
    // Older browsers still call Indonesian "in".
    if (base === "in") return "id";
  }
  return "en";
};
