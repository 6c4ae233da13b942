/** The texts this page shows; taken part by part, so that the others are not downloaded. */
import {
  common as commonEn,
  errors as errorsEn,
  host as hostEn,
  type Messages,
  signing as signingEn,
} from "../../i18n/en.ts";
import { common as commonId, errors as errorsId, host as hostId, signing as signingId } from "../../i18n/id.ts";
import type { Locale } from "../../i18n/languages.ts";
import { locale } from "../shared/language.ts";

type Texts = Pick<Messages, "common" | "errors" | "host" | "signing">;

const TEXTS: Record<Locale, Texts> = {
  id: { common: commonId, errors: errorsId, host: hostId, signing: signingId },
  en: { common: commonEn, errors: errorsEn, host: hostEn, signing: signingEn },
};

/** The texts in the page's language; read them at each drawing, the language may change. */
export const texts = (): Texts => TEXTS[locale()];
