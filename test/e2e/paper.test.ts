import { parse } from "csv-parse/sync";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { HOST_KEY } from "../support.ts";
import { inspect, launch, phone, projector, shoot } from "./browser.ts";
import { serve } from "./screens.ts";

const { host: texts, common } = LOCALES.id;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const options = ["Murid", "Guru satu sekolah", "Orang tua"].map((text, place) => ({ id: "abc"[place], text }));
const QUIZ = {
  schemaVersion: 1,
  id: "gladi",
  title: "Komunitas belajar",
  language: "id",
  items: [
    { id: "q1", type: "single-choice", stem: "Siapa anggota komunitas belajar?", options, key: ["b"], seconds: null },
    { id: "q2", type: "true-false", stem: "Komunitas belajar bertemu rutin.", key: ["true"], seconds: null },
  ],
};

describe("rehearsal and paper on the host page", () => {
  test("[RH3] a rehearsal with 45 phones through two rounds, [PA13] and somebody's paper typed in by keyboard, [PA10] which the file tells", async () => {
    await using place = await serve();
    const put = { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(QUIZ) };
    expect((await place.server.fetch("/api/quizzes/gladi", put)).status).toBeLessThan(300);
    const { page, context, faults } = await projector(browser, "id-ID", "reduce");
    const { look, found } = inspect(page, "paper", "id");
    await page.goto(`${place.url}/host?key=${HOST_KEY}`);
    await page.locator("label:has(input[name=quiz][value=gladi])").click();
    await page
      .locator("select[name=previewSeconds], input[name=previewSeconds]")
      .first()
      .waitFor({ state: "attached" });
    await look("choose");
    await page.getByRole("button", { name: texts.choose.rehearse }).click();
    await page.locator('.stage[data-phase="lobby"]').waitFor();
    const roomId = new URL(page.url()).hash.replace("#room=", "");
    const pin = (await place.server.app.store.room(roomId))?.pin;
    const guest = await phone(browser, "id-ID", "reduce");
    await guest.page.goto(`${place.url}/?pin=${pin}`);
    await guest.page.getByLabel(LOCALES.id.player.join.nickname, { exact: true }).fill("Bu Sri");
    await guest.page.getByRole("button", { name: LOCALES.id.player.join.join, exact: true }).tap();
    await guest.page.locator(".ribbon", { hasText: common.rehearsal }).waitFor();
    await page.locator(".lobby-number", { hasText: "46" }).waitFor();
    await shoot(page, "paper-id-lobby");
    await shoot(guest.page, "paper-id-phone");
    const { store } = place.server.app;
    for (const round of [1, 2]) {
      await page.keyboard.press("Space");
      if (round === 1) await page.locator('.stage[data-phase="preview"]').waitFor();
      else await page.locator('.stage[data-phase="preview"] >> text=rutin').waitFor();
      await page.waitForTimeout(600);
      await page.keyboard.press("Space");
      await page.locator('.stage[data-phase="open"]').waitFor();
      await expect
        .poll(async () => (await store.responded(roomId, round)).length, { timeout: 10_000 })
        .toBeGreaterThan(5);
      await page.keyboard.press("Space");
      await page.locator('.stage[data-phase="reveal"]').waitFor();
      if (round === 2) break;
      await page.waitForTimeout(600);
      await page.keyboard.press("Space");
      await page.locator('.stage[data-phase="leaderboard"]').waitFor();
      await page.waitForTimeout(600);
    }
    const add = async () => {
      await page.locator(".menu summary").click();
      await page.locator('[data-control="paper"]').click();
      await page.locator("#paper-name").fill("Pak Udin");
      await page.keyboard.press("Enter");
      await page.locator(".paper-field").first().waitFor();
    };
    await add();
    await page.keyboard.type("z");
    await page.keyboard.press("Enter");
    await page.locator(".paper-state.wrong").waitFor();
    await page.keyboard.type("b");
    await page.keyboard.press("Enter");
    await page.locator(".paper-state", { hasText: texts.paper.saved }).waitFor();
    await look("panel");
    await page.locator('[name="round-1"]').fill("B");
    await page.keyboard.press("Tab");
    await page.locator(".paper-state", { hasText: texts.paper.saved }).nth(1).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot(page, "paper-id-panel-narrow");
    expect(await page.evaluate("document.querySelector('.paper-panel').scrollWidth <= innerWidth")).toBe(true);
    await page.setViewportSize({ width: 1920, height: 1080 });
    const close = page.getByRole("button", { name: texts.paper.close });
    await page.locator('[name="round-1"]').fill("z");
    await close.click();
    await page.getByRole("heading", { name: texts.paper.unsaved }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator('[name="round-1"]').fill("A");
    await close.click();
    await page.locator(".paper-panel").waitFor({ state: "detached" });
    const csv = await (await place.server.fetch(`/api/rooms/${roomId}/responses.csv`)).text();
    const rows = parse<Record<string, string>>(csv, { columns: true });
    const own = rows.filter(({ nickname }) => nickname === "Pak Udin");
    expect(own).toMatchObject([1, 2].map(() => ({ source: "paper", rehearsal: "1" })));
    await page.goto(`${place.url}/organiser#room=${roomId}`);
    await page.getByText("2 jawaban diketik dari kertas.").waitFor();
    await shoot(page, "paper-id-report");
    await guest.page.locator(".ribbon").waitFor();
    expect([found, faults, guest.faults]).toEqual([[], [], []]);
    await Promise.all([context.close(), guest.context.close()]);
  });
});
