/** The texts this page shows; taken part by part, so that the others are not downloaded. */
import { common as commonEn, errors as errorsEn, player as playerEn } from "../../i18n/en.ts";
import { common as commonId, errors as errorsId, player as playerId } from "../../i18n/id.ts";
import type { Locale } from "../../i18n/languages.ts";
import { locale } from "../shared/language.ts";
import type { Texts } from "./state.ts";

const TEXTS: Record<Locale, Texts> = {
  id: { common: commonId, errors: errorsId, player: playerId },
  en: { common: commonEn, errors: errorsEn, player: playerEn },
};

/** The texts in the page's language; read them at each drawing, the language may change. */
export const texts = (): Texts => TEXTS[locale()];
