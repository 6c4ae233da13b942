import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { advance, type HostClient, joinRoom, openRoom, SMALL_QUIZ } from "../support.ts";
import { launch, outsideOf, phone, weigh } from "./browser.ts";
import { done, each, inBothLanguages, serve } from "./screens.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const join = async (page: Page, url: string, pin: string, nickname: string, texts = LOCALES.id): Promise<void> => {
  await page.goto(`${url}/?pin=${pin}`);
  await page.getByLabel(texts.player.join.nickname, { exact: true }).fill(nickname);
  await page.getByRole("button", { name: texts.player.join.join, exact: true }).tap();
};

const toOpen = async (host: HostClient, round: number): Promise<void> => {
  await advance(host);
  const open = await host.phase("open", round);
  await host.until(() => Date.now() > open.openedAt);
};

const NAMES = { id: "Ani", en: "Anne" };

const OPTIONS = { previewSeconds: 0 } as const;
const WAIT = { timeout: 15_000 };
/** The round of all-kinds in which nothing is answered. */
const SLIDE = 7;

describe("the player page", () => {
  test("[PG1] needs at most 40 KB of files, as they come over the wire, until it can answer, [KT5] and keeps the screen lit", async () => {
    await using place = await serve();
    const { host, pin } = await openRoom(place.server.url, { quiz: SMALL_QUIZ, options: OPTIONS });
    const watched = await phone(browser);
    const { context, page } = watched;
    const { files, bytes } = await weigh(watched);
    const { player } = await joinRoom(place.server.url, { pin, nickname: "Budi" });
    await join(page, place.url, pin, "Ani");
    await page.getByText(LOCALES.id.player.waiting.in).first().waitFor();
    await toOpen(host, 1);
    await page.locator(".option").first().tap();
    await page.getByText(LOCALES.id.player.sent.sent, { exact: true }).first().waitFor();
    expect(files.filter((file) => file.endsWith(".js"))).not.toEqual([]);
    expect(bytes()).toBeGreaterThan(20_000);
    expect(bytes()).toBeLessThanOrEqual(40_000);
    // No wake lock on plain HTTP: the film runs since the tap that joined.
    expect(await page.evaluate("document.querySelector('video.awake').paused")).toBe(false);
    player.socket.disconnect();
    host.socket.disconnect();
    await context.close();
  });

  test("[PG3] is back in its seat on the current screen after a reload and after the network was away", async () => {
    await using place = await serve();
    const { host, pin } = await openRoom(place.server.url, { quiz: SMALL_QUIZ, options: OPTIONS });
    const { context, page } = await phone(browser);
    await join(page, place.url, pin, "Ani");
    await page.getByText(LOCALES.id.player.waiting.in).first().waitFor();
    await page.reload();
    await page.getByText(LOCALES.id.player.waiting.in).first().waitFor();
    const { player } = await joinRoom(place.server.url, { pin, nickname: "Budi" });

    await context.setOffline(true);
    await toOpen(host, 1);
    await context.setOffline(false);
    await page.locator(".option").nth(1).tap();
    await page.getByText(LOCALES.id.player.sent.sent, { exact: true }).first().waitFor();
    await page.reload();
    await page.getByText(LOCALES.id.player.sent.sent, { exact: true }).first().waitFor();
    await host.get("round:close", { round: 1 });
    await page.getByText(LOCALES.id.player.verdict.correct).first().waitFor();

    await host.get("room:finish", {});
    await page.getByText(LOCALES.id.player.finished.title).first().waitFor();
    await page.reload();
    await page.getByText(LOCALES.id.player.finished.title).first().waitFor();
    player.socket.disconnect();
    host.socket.disconnect();
    await context.close();
  });

  test("[PG11] rests when its seat is opened in another tab, until it is tapped or reloaded", async () => {
    await using place = await serve();
    const { host, pin } = await openRoom(place.server.url, { quiz: SMALL_QUIZ, options: OPTIONS });
    const { context, page: first } = await phone(browser);
    const { waiting, closed } = LOCALES.id.player;
    const seated = (page: Page) => page.getByText(waiting.in).first().waitFor();
    const resting = (page: Page) => page.getByText(closed.replaced).first().waitFor();
    await join(first, place.url, pin, "Ani");
    await seated(first);
    const second = await context.newPage();
    await second.goto(place.url);
    await Promise.all([seated(second), resting(first)]);
    // The browser tells a page that it is looked at again, and that the network is back.
    await first.bringToFront();
    await context.setOffline(true);
    await context.setOffline(false);
    await seated(second);
    await resting(first);
    await first.reload();
    await Promise.all([seated(first), resting(second)]);
    await second.getByRole("button", { name: closed.here }).tap();
    await Promise.all([seated(second), resting(first)]);
    host.socket.disconnect();
    await context.close();
  });

  test("[NM3] names the fault beside the field when the nickname looks like one that is there", async () => {
    await using place = await serve();
    const { host, pin } = await openRoom(place.server.url, { quiz: SMALL_QUIZ, options: OPTIONS });
    const [first, second] = [await phone(browser), await phone(browser)];
    await join(first.page, place.url, pin, "Andi");
    await first.page.getByText(LOCALES.id.player.waiting.in).first().waitFor();
    await join(second.page, place.url, pin, "An\u200bdi");
    await second.page.getByText(LOCALES.id.errors.nickname_taken).first().waitFor();
    host.socket.disconnect();
    await Promise.all([first.context.close(), second.context.close()]);
  });

  test("[PG2] speaks the browser's language on every screen, and axe finds nothing on any, [KT8] and asks nothing of any other machine", async () => {
    await using place = await serve();
    const { host, pin } = await openRoom(place.server.url, { quizId: "all-kinds", options: { previewSeconds: 60 } });
    const { player } = await joinRoom(place.server.url, { pin, nickname: "Budi" });
    const phones = await inBothLanguages("player", (locale) => phone(browser, locale, "reduce"));
    /** Waits until both phones show a screen, and looks at it in one language: it has the same elements in the other. */
    const look = async (screen: string, name: string, kind?: string) => {
      await each(phones, ({ page }) => page.locator(`body[data-screen="${screen}"]`).waitFor());
      await phones[0].look(name, kind);
    };
    await each(phones, async ({ page, locale }) => {
      await page.goto(place.url);
      expect(await page.locator("html").getAttribute("lang")).toBe(locale);
    });
    await look("join", "door");
    await phones[1].look("door");
    await each(phones, ({ page, locale, texts }) => join(page, place.url, pin, NAMES[locale], texts));
    await look("lobby", "waiting");
    const { rounds } = host.last ?? { rounds: 0 };
    for (let round = 1; round <= rounds; round++) {
      await advance(host);
      await host.phase("preview", round);
      if (round === SLIDE) {
        await look("ready", "slide");
        continue;
      }
      if (round === 1) {
        await look("ready", "preview");
        // [VW15] The picture is there before its question opens.
        await expect
          .poll(() => phones.every(({ addresses }) => addresses.some((asked) => asked.includes("/images/"))), WAIT)
          .toBe(true);
      }
      await toOpen(host, round);
      const { prompt } = await host.phase("open", round);
      await look("open", `open-${round}`, `open ${prompt.widget}`);
      // Bar C is right, and that sound is slower in water is wrong.
      if (round === 1 || round === 3) {
        await each(phones, ({ page }) => page.locator(".option").nth(1).tap());
        await each(phones, ({ page, texts }) =>
          page.getByText(texts.player.sent.sent, { exact: true }).first().waitFor(),
        );
        await look("sent", `sent-${round}`, "sent");
      }
      await host.get("round:close", { round });
      await look("reveal", `reveal-${round}`, `reveal ${prompt.widget}`);
      await advance(host);
      if (round === 1) await look("leaderboard", "leaderboard");
    }
    await host.get("room:finish", {});
    await each(phones, ({ page, texts }) => page.getByText(texts.player.finished.title).first().waitFor());
    await look("finished", "finished");
    expect(phones.flatMap(outsideOf)).toHaveLength(0);
    await done(phones);
    for (const client of [host, player]) client.socket.disconnect();
  });
});
