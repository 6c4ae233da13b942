/** In which browsers screens are looked at: a size, a language, a theme. */
import type { Browser, Page } from "playwright-core";
import type { Locale } from "../../../src/i18n/languages.ts";

export interface View {
  group: "host" | "phone" | "organiser";
  /** Part of the name of its pictures. */
  name: string;
  locale: Locale;
  width: number;
  height: number;
  light?: true;
}

export interface Open extends View {
  page: Page;
}

const LOCALES = ["id", "en"] as const;
const of = (group: View["group"], name: string, width: number, height: number, light?: true): View[] =>
  LOCALES.map((locale) => ({ group, name: `${name}-${locale}`, locale, width, height, ...(light && { light }) }));

/** What `npm run sheet` shows: the sizes that the screens are made for. */
export const USUAL: readonly View[] = [
  ...of("host", "night", 1920, 1080),
  ...of("host", "light", 1920, 1080, true),
  ...of("phone", "phone", 360, 740),
  ...of("organiser", "desk", 1440, 900),
];

/** And with --sizes: the ones at the edge. */
export const EDGES: readonly View[] = [
  ...of("host", "small", 1280, 720).slice(0, 1),
  ...of("phone", "narrow", 320, 568).slice(0, 1),
  ...of("phone", "wide", 430, 932).slice(1),
  ...of("phone", "landscape", 740, 360).slice(0, 1),
  ...of("organiser", "pocket", 360, 740).slice(0, 1),
];

/** Opens a browser of that size and language, which moves nothing. */
export const openView = async (browser: Browser, view: View): Promise<Open> => {
  const { group, locale, width, height, light } = view;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: locale === "id" ? "id-ID" : "en-GB",
    reducedMotion: "reduce",
    ...(group === "phone" && { isMobile: true, hasTouch: true, deviceScaleFactor: 2 }),
  });
  // Several browsers share a machine, which may be slow.
  context.setDefaultTimeout(120_000);
  if (light) await context.addInitScript('localStorage.setItem("cermat.host.theme", "light")');
  return { ...view, page: await context.newPage() };
};
