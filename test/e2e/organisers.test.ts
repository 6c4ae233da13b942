import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { freePort } from "../child.ts";
import { HOST_KEY, startApp } from "../support.ts";
import { inspect, launch, phone, projector } from "./browser.ts";

const PASSWORD = "kata sandi 2026";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("[AU15] the administrator names an organiser, who signs in on a phone, hosts, sees only own rooms, and signs out", async () => {
  const port = await freePort();
  const url = `http://kelas.test:${port}`;
  await using _server = await startApp({ PUBLIC_URL: url }, {}, undefined, port);
  const { organiser, signing, host } = LOCALES.id;
  const words = organiser.organisers;

  const wide = await projector(browser);
  const seen = inspect(wide.page, "organisers", "id");
  await wide.page.goto(`${url}/organiser`);
  await wide.page.getByRole("heading", { name: signing.byKey }).waitFor();
  expect(await wide.page.getByRole("heading", { name: signing.byName }).count()).toBe(0);
  await wide.page.getByLabel(signing.key, { exact: true }).fill("not the key");
  await button(wide.page, signing.open).click();
  await wide.page.getByText(signing.keyFailed).waitFor();
  await wide.page.getByLabel(signing.key, { exact: true }).fill(HOST_KEY);
  await button(wide.page, signing.open).click();
  await wide.page.getByRole("link", { name: words.title, exact: true }).click();
  await wide.page.getByLabel(words.name, { exact: true }).fill("Bu Rina");
  await wide.page.getByLabel(words.password, { exact: true }).fill(PASSWORD);
  await button(wide.page, words.addDo).click();
  await wide.page.getByRole("rowheader", { name: "Bu Rina" }).waitFor();
  await seen.look("administration");
  expect(wide.page.url()).not.toContain(HOST_KEY);

  const small = await phone(browser);
  const looked = inspect(small.page, "organisers-phone", "id");
  await small.page.goto(`${url}/organiser`);
  await small.page.getByLabel(signing.name, { exact: true }).fill("bu rina");
  await small.page.getByLabel(signing.password, { exact: true }).fill(PASSWORD);
  await looked.look("signin");
  await button(small.page, signing.signIn).tap();
  await small.page.getByText("Masuk sebagai Bu Rina").waitFor();
  expect(await small.page.getByRole("link", { name: words.title, exact: true }).count()).toBe(0);
  await small.page.goto(`${url}/host`);
  await small.page.getByText("Masuk sebagai Bu Rina").waitFor();
  await button(small.page, host.choose.open).tap();
  await small.page.waitForURL(/#room=/);
  await wide.page.goto(`${url}/organiser`);
  await wide.page.getByText("milik Bu Rina").first().waitFor();

  await small.page.goto(`${url}/host`);
  await button(small.page, signing.signOut).tap();
  await small.page.getByRole("heading", { name: signing.title }).waitFor();
  await looked.look("host");
  await wide.page.goto(`${url}/host`);
  await button(wide.page, signing.signOut).click();
  await wide.page.getByRole("heading", { name: signing.title }).waitFor();
  await seen.look("host");
  expect([...seen.found, ...looked.found]).toEqual([]);
  const refused = /401 \(Unauthorized\)/;
  expect([...wide.faults, ...small.faults].filter((fault) => !refused.test(fault))).toEqual([]);
  await Promise.all([wide.context.close(), small.context.close()]);
});
