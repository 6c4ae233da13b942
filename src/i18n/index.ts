/** The list of languages: adding one is a file and a line here, in languages.ts and in the pages that take parts. */
import * as en from "./en.ts";
import * as id from "./id.ts";
import type { Locale } from "./languages.ts";

export const LOCALES = { id, en } as const satisfies Record<Locale, en.Messages>;
