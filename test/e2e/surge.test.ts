import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { connectPlayer, HOST_KEY, joinRoom, openRoom, SMALL_QUIZ } from "../support.ts";
import { inspect, launch, projector, shoot } from "./browser.ts";
import { serve } from "./screens.ts";

const EARLY = ["Ani", "Budi", "Citra", "Dewi", "Eka"];
const BOTS = 60;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test("[AB11] the host of a flooded room pauses the joins, removes the rush at once, and who was in before stays", async () => {
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
  await Promise.all(bots.map((bot, index) => bot.get("room:join", { pin, nickname: `Tamu ${index + 100}x` })));
  await page.getByRole("heading", { name: surge.title }).waitFor();
  await shoot(page, "surge-id-card");
  await page.getByRole("button", { name: surge.pause, exact: true }).press("Enter");
  await page.getByRole("heading", { name: surge.paused }).waitFor();
  await look("paused");
  await page.getByRole("button", { name: surge.remove, exact: true }).press("Enter");
  await page.getByRole("dialog").waitFor();
  await look("removal");
  await page.getByRole("button", { name: pick.remove.replace("{n}", String(BOTS)), exact: true }).press("Enter");
  await page.getByRole("button", { name: surge.reopen, exact: true }).press("Enter");
  const stay = await host.until(({ last }) => last?.phase === "lobby" && !last.locked && last);
  expect(stay.phase === "lobby" && stay.players.map(({ nickname }) => nickname)).toEqual(EARLY);
  await look("over");
  expect(found).toEqual([]);
  for (const bot of bots)
    await bot.until(({ events }) => events.some(({ payload }) => JSON.stringify(payload).includes("removed")));
  for (const client of [host, ...early, ...bots]) client.socket.disconnect();
  await context.close();
});
