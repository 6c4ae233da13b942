/** The texts of this page. */
import type { Messages } from "../../i18n/en.ts";
import { LOCALES } from "../../i18n/index.ts";
import { locale } from "../shared/language.ts";

/** The texts in the page's language; read them at each drawing, the language may change. */
export const texts = (): Messages => LOCALES[locale()];
