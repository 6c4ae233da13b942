/** The list of languages: adding one is a file and a line here. */
import { en, type Messages } from "./en.ts";
import { id } from "./id.ts";

export const LOCALES = { id, en } as const satisfies Record<string, Messages>;
export type Locale = keyof typeof LOCALES;
export type { Messages } from "./en.ts";

/** The best locale for a list of language tags (`navigator.languages` or a quiz's language); English when none fits. */
export const localeFor = (tags: readonly string[]): Locale => {
  for (const tag of tags) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    if (base in LOCALES) return base as Locale;
    // Older browsers still call Indonesian "in".
    if (base === "in") return "id";
  }
  return "en";
};
