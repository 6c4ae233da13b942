/** Pages beside each other in both languages, on a server under the plain-HTTP name. */
import { expect } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { freePort } from "../child.ts";
import { startApp } from "../support.ts";
import { inspect, type Watched } from "./browser.ts";

/** A server under the plain-HTTP name. */
export const serve = async () => {
  const port = await freePort();
  const url = `http://kelas.test:${port}`;
  const server = await startApp({ PUBLIC_URL: url }, {}, undefined, port);
  return { server, url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
};

/** The same page in both languages, to be looked at side by side. */
export const inBothLanguages = async (prefix: string, open: (locale: string) => Promise<Watched>) => {
  const opened = async (locale: "id" | "en", tag: string) => {
    const watched = await open(tag);
    return { ...watched, ...inspect(watched.page, prefix, locale), locale, texts: LOCALES[locale] };
  };
  return [await opened("id", "id-ID"), await opened("en", "en-GB")] as const;
};

export type Shown = Awaited<ReturnType<typeof inBothLanguages>>[number];

export const each = async (shown: readonly Shown[], act: (one: Shown) => Promise<unknown>): Promise<void> => {
  await Promise.all(shown.map(act));
};

export const done = (shown: readonly Shown[]): Promise<void> =>
  each(shown, async ({ context, found, faults }) => {
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });
