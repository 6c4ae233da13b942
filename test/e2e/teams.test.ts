import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { HOST_KEY, SMALL_QUIZ } from "../support.ts";
import { inspect, launch, phone, projector } from "./browser.ts";
import { serve } from "./screens.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

test("[TE12] groups are chosen on the phone, seen and changed in the lobby, and stand first in leaderboard and podium", async () => {
  await using place = await serve();
  const { host: words, player } = LOCALES.id;
  const key = { authorization: `Bearer ${HOST_KEY}`, "content-type": "application/json" };
  const quiz = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.slice(0, 1).map((item) => ({ ...item, seconds: null })) };
  await fetch(`${place.server.url}/api/quizzes/small`, { method: "PUT", headers: key, body: JSON.stringify(quiz) });
  const host = await projector(browser, "id-ID", "reduce");
  const seen = inspect(host.page, "teams-host", "id");
  await host.page.goto(`${place.url}/host?key=${HOST_KEY}`);
  await host.page.locator(".choose-form").waitFor();
  await host.page.goto(`${place.url}/host#new=small`);
  const choose = host.page.locator(".team-fields");
  await choose.getByText(words.choose.groupsChosen, { exact: true }).click();
  await choose.locator("select").selectOption("3");
  await choose.locator("textarea").fill("Merah\nPutih\nHijau");
  await host.page.locator('select[name="previewSeconds"]').selectOption("0");
  await seen.look("choose");
  await host.page.getByRole("button", { name: words.choose.open }).click();
  const pin = (await host.page.locator(".lobby-pin").innerText()).replace(/\D/g, "");

  const ani = await phone(browser, "id-ID", "reduce");
  const shown = inspect(ani.page, "teams-phone", "id");
  await ani.page.goto(`${place.url}/?pin=${pin}`);
  await ani.page.locator("#nickname").fill("Ani");
  await ani.page.keyboard.press("Enter");
  await ani.page.getByRole("button", { name: "Putih" }).click();
  await shown.look("team");
  await ani.page.getByRole("button", { name: player.join.join, exact: true }).click();
  await ani.page.locator(".own-team", { hasText: "Putih" }).waitFor();

  const team = (name: string) => host.page.locator(".team", { has: host.page.locator("h2", { hasText: name }) });
  await team("Putih").locator(".chip", { hasText: "Ani" }).click();
  await host.page.locator("#to-team").selectOption({ label: "Hijau" });
  await seen.look("move");
  await host.page.getByRole("button", { name: words.groups.moveDo, exact: true }).click();
  await team("Hijau").locator(".chip", { hasText: "Ani" }).waitFor();
  await ani.page.locator(".own-team", { hasText: "Hijau" }).waitFor();
  await seen.look("lobby");

  await host.page.keyboard.press("ArrowRight");
  await ani.page.locator(".option").nth(1).click();
  await host.page.locator(".stage[data-phase=reveal]").waitFor();
  await host.page.waitForTimeout(600);
  await host.page.keyboard.press("ArrowRight");
  const first = host.page.locator(".place.first .place-name");
  await expect.poll(() => first.textContent()).toBe("Hijau");
  await seen.look("leaderboard");
  await ani.page.locator(".team-card", { hasText: "Hijau" }).waitFor();
  await host.page.keyboard.press("g");
  await expect.poll(() => first.textContent()).toBe("Ani");
  await host.page.keyboard.press("g");
  await host.page.waitForTimeout(600);
  await host.page.keyboard.press("ArrowRight");
  await expect.poll(() => host.page.locator(".step-1 .step-name").textContent()).toBe("Hijau");
  await seen.look("podium", "leaderboard");
  await ani.page.locator(".finished .team-card").waitFor();
  await shown.look("finished", "team");
  expect([...seen.found, ...shown.found, ...host.faults, ...ani.faults]).toEqual([]);
});
