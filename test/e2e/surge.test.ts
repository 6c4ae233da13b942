import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { connectHost, connectPlayer, HOST_KEY, joinRoom, openRoom, SMALL_QUIZ } from "../support.ts";
import { inspect, launch, phone, projector, shoot } from "./browser.ts";
import { serve } from "./screens.ts";

const EARLY = ["Ani", "Budi", "Citra", "Dewi", "Eka"];
const BOTS = 60;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** Somebody honest who comes with the rush, and what they do once they have been removed with it. */
const honest = async (url: string, pin: string) => {
  const { join, waiting, closed } = LOCALES.en.player;
  const { context, page } = await phone(browser, "en-GB");
  const tap = (name: string) => page.getByRole("button", { name, exact: true }).tap();
  const isIn = () => page.getByText(waiting.in).first().waitFor();
  await page.goto(`${url}/?pin=${pin}`);
  await page.getByLabel(join.nickname, { exact: true }).fill("Fitri");
  return {
    join: () => tap(join.join),
    isIn,
    comesBack: async () => {
      await page.getByText(closed.removed).first().waitFor();
      await tap(join.next);
      await tap(join.join);
      await page.getByText(join.removed).first().waitFor();
      await shoot(page, "surge-en-phone");
      await tap(join.join);
      await isIn();
      await context.close();
    },
  };
};

test("[AB11] the host of a flooded room pauses the joins, removes the rush at once, and who was in before stays; somebody honest comes back", async () => {
  await using place = await serve();
  const { surge, pick } = LOCALES.id.host;
  const { host, pin, roomId } = await openRoom(place.server.url, { quiz: SMALL_QUIZ });
  const early = [];
  for (const nickname of EARLY) early.push((await joinRoom(place.server.url, { pin, nickname })).player);
  const { context, page } = await projector(browser);
  const { look, found } = inspect(page, "surge", "id");
  await page.goto(`${place.url}/host?key=${HOST_KEY}`);
  await page.goto(`${place.url}/host#room=${roomId}`);
  await page
    .locator(".chips li")
    .nth(EARLY.length - 1)
    .waitFor();
  // The rush is another moment than their joins.
  await page.waitForTimeout(3200);

  const bots = await Promise.all(Array.from({ length: BOTS }, () => connectPlayer(place.server.url)));
  const one = await honest(place.url, pin);
  await one.join();
  await Promise.all(bots.map((bot, index) => bot.get("room:join", { pin, nickname: `Tamu ${index + 100}x` })));
  // At once: a rush of this length is over in three seconds.
  await page.getByRole("button", { name: surge.pause, exact: true }).press("Enter");
  await page.getByRole("heading", { name: surge.paused }).waitFor();
  await one.isIn();
  // [RM73] Questions stand in a column of their own, and go with those who asked.
  const devices = await Promise.all(Array.from({ length: 4 }, () => connectHost(place.server.url, {})));
  for (const device of devices) await device.get("host:ask", { pin, label: "HP" });
  await page.locator(".asks > .asked").nth(3).waitFor({ state: "attached" });
  await look("paused");
  for (const device of devices) device.socket.disconnect();
  await page.locator(".asks > .asked").first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: surge.remove, exact: true }).press("Enter");
  await page.getByRole("dialog").waitFor();
  await look("removal");
  await page.getByRole("button", { name: pick.remove.replace("{n}", String(BOTS + 1)), exact: true }).press("Enter");
  await page.getByRole("button", { name: surge.reopen, exact: true }).press("Enter");
  const stay = await host.until(({ last }) => last?.phase === "lobby" && !last.locked && last);
  expect(stay.phase === "lobby" && stay.players.map(({ nickname }) => nickname)).toEqual(EARLY);
  await look("over");
  expect(found).toEqual([]);
  for (const bot of bots)
    await bot.until(({ events }) => events.some(({ payload }) => JSON.stringify(payload).includes("removed")));
  await one.comesBack();
  for (const client of [host, ...early, ...bots]) client.socket.disconnect();
  await context.close();
});
