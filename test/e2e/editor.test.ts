import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { freePort } from "../child.ts";
import { HOST_KEY, startApp } from "../support.ts";
import { inspect, launch, phone, projector } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const PNG = await readFile(new URL("../../quizzes/all-kinds/bars.png", import.meta.url));

/** It is stored by itself, a second after the last change. */
const WAIT = { timeout: 15_000, interval: 50 };

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const stems = (page: Page) => page.locator(".item-row .item-stem").allInnerTexts();
/** A frame is drawn by another page: what stands in it. */
const framed = (page: Page, side: "host" | "player") => page.frameLocator(`iframe[src="/framed/${side}"]`);

const serve = async () => {
  const port = await freePort();
  const url = `http://kelas.test:${port}`;
  const server = await startApp({ PUBLIC_URL: url }, {}, undefined, port);
  const document = async (id: string) => (await (await server.fetch(`/api/quizzes/${id}`)).json()) as Stored;
  const editor = (id: string) => `${url}/organiser?key=${HOST_KEY}#quiz=${id}`;
  return { url, server, document, editor, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
};

interface Stored {
  title: string;
  items: { id: string; stem: string; type: string; image?: { file: string; alt: string } }[];
}

test("[ED12] a quiz is made, edited, duplicated, moved and taken back by keyboard, faults stand at their field, and it is stored by itself", async () => {
  await using place = await serve();
  const { editor: words } = LOCALES.id.organiser;
  const { page, context, faults } = await projector(browser, "id-ID", "reduce");
  const seen = inspect(page, "editor", "id");
  await page.goto(`${place.url}/organiser?key=${HOST_KEY}`);
  await page.getByText(words.create, { exact: true }).click();
  await page.locator("#new-quiz-title").fill("Kuis Energi");
  await button(page, words.createDo).click();
  await page.waitForURL(/#quiz=kuis-energi$/);
  const state = page.locator("#state");
  await expect.poll(() => state.innerText(), WAIT).toBe(words.state.saved);

  // [ED6] A new question has nothing in it yet: it is said at each field, and the list marks it.
  await page.locator("#new-type").selectOption("multiple-choice");
  await page.locator("#add-item").press("Enter");
  expect(await page.evaluate("document.activeElement.id")).toBe("at-stem");
  await page.getByText(words.faults.keySome).waitFor();
  expect(await page.locator("#at-stem").getAttribute("aria-invalid")).toBe("true");
  expect(await page.locator("#at-stem-fault").innerText()).toBe(words.faults.empty);
  await expect.poll(() => state.innerText(), WAIT).toMatch(/^Belum tersimpan: 4 kesalahan/);
  expect(await page.locator(".item-row[aria-current] .item-faults").innerText()).toContain("4");
  await seen.look("faults", "editor");
  // [ED7] It is kept on this device, and here again after a reload.
  await page.locator("#at-stem").pressSequentially("Sumber energi?");
  await page.waitForTimeout(1100);
  expect((await place.document("kuis-energi")).items).toHaveLength(1);
  await page.reload();
  await page.getByText(words.resumed).waitFor();
  expect(await stems(page)).toEqual([words.start.stem, "Sumber energi?"]);
  await page.locator(".item-row").nth(1).click();
  await page.locator("#option-a-text").fill("Matahari");
  await page.locator("#option-a-text").press("Enter");
  await page.keyboard.type("Batu");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Angin");
  await page.locator("#option-a-right").check();
  await page.locator("#option-c-right").check();
  expect(await page.locator(".fault:visible").count()).toBe(0);
  await expect.poll(async () => (await place.document("kuis-energi")).items.length, WAIT).toBe(2);

  await page.locator("#item-copy").press("Enter");
  await page.locator("#at-stem").fill("Salinan");
  await page.locator(".item-row[aria-current]").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  expect(await stems(page)).toEqual(["Salinan", words.start.stem, "Sumber energi?"]);
  await page.keyboard.press("ArrowDown");
  expect(await page.locator(".item-row:focus .item-stem").innerText()).toBe(words.start.stem);
  await page.locator("#item-remove").press("Enter");
  expect(await page.locator(".item-row:focus .item-stem").innerText()).toBe("Sumber energi?");
  expect(await stems(page)).toEqual(["Salinan", "Sumber energi?"]);
  for (let step = 0; step < 3; step++) await page.keyboard.press("Control+z");
  expect(await stems(page)).toEqual([words.start.stem, "Sumber energi?", "Salinan"]);
  await page.keyboard.press("Control+Shift+Z");
  await expect
    .poll(async () => (await place.document("kuis-energi")).items.map(({ stem }) => stem), WAIT)
    .toEqual([words.start.stem, "Salinan", "Sumber energi?"]);
  // [ED13] By its handle: Escape leaves it, and to let it go is one step.
  const drag = async (from: number, to: number, dropped: boolean) => {
    const [start, end] = [from, to].map((at) => page.locator(".item-rows .drag-handle").nth(at));
    await start?.hover();
    await page.mouse.down();
    await end?.hover({ position: { x: 5, y: 2 } });
    await page.locator(`.item-rows li:nth-child(${to + 1}).drop-before`).waitFor();
    if (!dropped) await page.keyboard.press("Escape");
    await page.mouse.up();
  };
  await drag(2, 0, false);
  await drag(2, 1, true);
  expect(await stems(page)).toEqual([words.start.stem, "Sumber energi?", "Salinan"]);
  expect(await page.locator(".item-row[aria-current] .item-stem").innerText()).toBe("Sumber energi?");
  await page.keyboard.press("Control+z");
  expect(await stems(page)).toEqual([words.start.stem, "Salinan", "Sumber energi?"]);
  await seen.look("editor");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("button", { name: LOCALES.en.organiser.editor.undo, exact: true }).waitFor();
  const english = inspect(page, "editor", "en");
  await english.look("editor");
  // [ED7] What was typed a moment before the page is left is stored all the same.
  await page.locator("#at-title").fill("Kuis Energi 2");
  await page.getByRole("link", { name: LOCALES.en.organiser.toHost }).click();
  await page.waitForURL(/\/host/);
  expect((await place.document("kuis-energi")).title).toBe("Kuis Energi 2");
  await page.goBack();
  await page.locator("#at-title").fill("Kuis Energi 3");
  await page.goto("about:blank");
  await expect.poll(async () => (await place.document("kuis-energi")).title, WAIT).toBe("Kuis Energi 3");
  expect([...seen.found, ...english.found, ...faults]).toEqual([]);
  await context.close();
});

test("[ED8] of two pages one is told of the other's version, and loads it or keeps its own as a copy", async () => {
  await using place = await serve();
  const { editor: words } = LOCALES.id.organiser;
  const [first, second] = [await projector(browser, "id-ID", "reduce"), await phone(browser, "id-ID", "reduce")];
  const seen = inspect(second.page, "editor-phone", "id");
  const title = (id: string, expected: string) =>
    expect.poll(async () => (await place.document(id)).title, WAIT).toBe(expected);
  for (const { page } of [first, second]) {
    await page.goto(place.editor("all-kinds"));
    await page.locator("#at-title").waitFor();
  }
  await first.page.locator("#at-title").fill("Dari laptop");
  await title("all-kinds", "Dari laptop");
  await second.page.locator("#at-title").fill("Dari ponsel");
  await second.page.getByRole("heading", { name: words.conflict.title }).waitFor();
  await seen.look("conflict");
  await second.page.locator("#keep-copy").tap();
  await second.page.locator("#copy-id").fill("salinan-saya");
  await second.page.getByRole("dialog").getByRole("button", { name: words.copyDo }).tap();
  await second.page.waitForURL(/#quiz=salinan-saya$/);
  // [ED14]
  expect(await second.page.locator(".quiz-head").innerText()).toContain(words.idStays);
  await second.page.locator(".picture-edit img").first().waitFor();
  expect((await place.document("salinan-saya")).title).toContain("Dari ponsel");
  expect((await place.document("all-kinds")).title).toBe("Dari laptop");
  await first.page.locator("#at-title").fill("Dari laptop lagi");
  await title("all-kinds", "Dari laptop lagi");
  await second.page.goto(place.editor("all-kinds"));
  await second.page.locator("#at-title").waitFor();
  await first.page.locator("#at-title").fill("Dari laptop, ketiga");
  await title("all-kinds", "Dari laptop, ketiga");
  await second.page.locator("#at-title").fill("Terakhir");
  await second.page.locator("#take-other").tap();
  await expect.poll(() => second.page.locator("#at-title").inputValue(), WAIT).toBe("Dari laptop, ketiga");
  await button(second.page, words.undo).tap();
  await title("all-kinds", "Terakhir");

  expect(seen.found).toEqual([]);
  const refused = /409 \(Conflict\)/;
  expect([...first.faults, ...second.faults].filter((fault) => !refused.test(fault))).toEqual([]);
  await Promise.all([first.context.close(), second.context.close()]);
});

test("[ED11] a picture is drawn again, small and bare, before it is uploaded; [ED4] the preview shows it on phone and projector", async () => {
  await using place = await serve();
  const { editor: words, quizzes } = LOCALES.id.organiser;
  const { page, context, faults } = await projector(browser, "id-ID", "reduce");
  const seen = inspect(page, "editor", "id");
  await page.goto(`${place.url}/organiser?key=${HOST_KEY}`);
  await button(page, quizzes.duplicateName.replace("{title}", "A little of everything")).click();
  await page.locator("#copy-id").fill("mine");
  await page.locator("#copy-id").press("Enter");
  await page.waitForURL(/#quiz=mine$/);
  // The copy has the pictures of the quiz it was made from.
  await page.locator(".picture-edit > img").waitFor();
  await page.locator(".item-row").nth(1).click();
  const large: string = await page.evaluate(`(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 2400, height: 600 });
    canvas.getContext("2d").fillRect(0, 0, 1200, 600);
    return canvas.toDataURL("image/png").split(",")[1];
  })()`);
  const marked = Buffer.concat([Buffer.from(large, "base64"), Buffer.from("where it was taken")]);
  await page.locator("#at-image-file").setInputFiles({ name: "IMG 01.png", mimeType: "image/png", buffer: marked });
  await page.locator("#at-image-alt").fill("Hitam dan putih");
  const picture = page.locator(".picture-edit > img");
  const stored = await (await fetch(place.server.url + (await picture.getAttribute("src")))).bytes();
  expect(Buffer.from(stored).includes("where it was taken")).toBe(false);
  expect(Buffer.from(stored).subarray(8, 12).toString()).toBe("WEBP");
  const sides = await page.evaluate(`(() => {
    const [image] = document.querySelectorAll(".picture-edit > img");
    return image.decode().then(() => [image.naturalWidth, image.naturalHeight]);
  })()`);
  expect(sides).toEqual([1600, 400]);
  const alt = async () => (await place.document("mine")).items[1]?.image?.alt;
  await expect.poll(alt, WAIT).toBe("Hitam dan putih");
  // Another picture is told in the same words, until somebody changes them.
  const first = await picture.getAttribute("src");
  await page.locator("#at-image-file").setInputFiles({ name: "b.png", mimeType: "image/png", buffer: PNG });
  await expect.poll(() => picture.getAttribute("src"), WAIT).not.toBe(first);
  expect(await page.locator("#at-image-alt").inputValue()).toBe("Hitam dan putih");
  // One that is stored when another question is shown takes the focus from nothing there.
  const held = Promise.withResolvers<void>();
  await page.route("**/images/*", async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.locator("#at-image-file").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: marked });
  await page.locator(".item-row").nth(0).click();
  await page.locator("#at-stem").focus();
  held.resolve();
  await page.getByText(words.picture.stored).waitFor({ state: "attached" });
  expect(await page.evaluate("document.activeElement.id")).toBe("at-stem");
  await page.locator(".item-row").nth(1).click();
  await page
    .locator("#at-image-file")
    .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("no") });
  await page.getByText(words.picture.unreadable).waitFor();
  // What the server says no to is told beside it, too.
  const refused = { status: 429, json: { error: { code: "images_full" } } };
  await page.route("**/images/*", (route) => route.fulfill(refused), { times: 1 });
  await page.locator("#at-image-file").setInputFiles({ name: "c.png", mimeType: "image/png", buffer: marked });
  await page.locator(".picture-edit .fault").getByText(LOCALES.id.errors.images_full).waitFor();

  await page.locator("#preview").click();
  for (const side of ["host", "player"] as const) {
    await framed(page, side).locator(".option").first().waitFor();
    await framed(page, side).getByAltText("Hitam dan putih").waitFor();
  }
  await seen.look("preview");
  await page.locator("#phase-reveal").click();
  await framed(page, "host").getByText("100%", { exact: true }).waitFor();
  // At the first question the focus is handed on, and when the preview closes it is back.
  await button(page, words.preview.before).press("Enter");
  await page.getByText(words.questionOf.replace("{n}", "1").replace("{of}", "11")).last().waitFor();
  expect(await page.evaluate("document.activeElement.textContent")).toBe(words.preview.after);
  await button(page, words.preview.close).click();
  await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("preview");
  expect([...seen.found, ...faults.filter((fault) => !/status of 429/.test(fault))]).toEqual([]);
  await context.close();
});

test("[ED9] a file is shown as it was read, with what was left out and where, and stored only when that is confirmed; [PG31] nothing that was filled in is lost in another language", async () => {
  await using place = await serve();
  const { editor: words, rooms } = LOCALES.id.organiser;
  const { page, context, faults } = await projector(browser, "id-ID", "reduce");
  const seen = inspect(page, "editor", "id");
  const options = [
    { id: "a", text: "Matahari" },
    { id: "b", text: "<b>Batu</b>" },
  ];
  const quiz = {
    schemaVersion: 1,
    id: "energi",
    title: "Energi",
    language: "id",
    items: [{ id: "q1", type: "single-choice", stem: "Sumber?", options, key: ["a"], seconds: 20, points: 1000 }],
  };
  const found = [
    { sheet: "Sheet1", row: 4, column: "B", severity: "error", code: "unheard_of", message: "No right answer." },
    { row: 9, severity: "note", code: "unheard_of", message: "The time became 240." },
  ];
  const answer = { format: "cermat", quiz, rows: 3, faults: found };
  await page.route("**/api/quizzes/import*", (route) => route.fulfill({ json: answer }));
  await page.goto(`${place.url}/organiser?key=${HOST_KEY}`);
  const read = async () => {
    await page.locator("#quiz-file").setInputFiles({ name: "a.xlsx", mimeType: "", buffer: Buffer.from("PK") });
    await button(page, words.read.send).click();
    await page.getByText("<b>Batu</b>", { exact: true }).waitFor();
  };
  await read();
  expect(await page.locator(".read .faults li").innerText()).toBe("Sheet1, baris 4, kolom B No right answer.");
  expect(await page.locator(".read .done li").innerText()).toBe("baris 9 The time became 240.");
  expect(await page.locator(".read-options .is-right").innerText()).toContain("Matahari");
  await seen.look("read");
  await button(page, rooms.cancel).click();
  expect(await page.locator(".read").count()).toBe(0);
  await read();
  // In another language, too, what was read and filled in is there, and the focus where it was.
  await page.locator("#new-quiz > summary").click();
  await page.locator("#new-quiz-title").fill("Setengah jadi");
  await page.locator("#read-title").fill("Energi kita");
  await page.locator("#language-switch").press("Enter");
  await button(page, LOCALES.en.organiser.editor.read.save).waitFor();
  expect(await page.evaluate("document.activeElement.id")).toBe("language-switch");
  await page.locator("#language-switch").press("Enter");
  await button(page, words.read.save).waitFor();
  expect(await page.locator("#new-quiz-title").inputValue()).toBe("Setengah jadi");
  expect(await page.locator("#new-quiz-id").inputValue()).toBe("setengah-jadi");
  expect(await page.locator("#read-title").inputValue()).toBe("Energi kita");
  await page.locator("#read-id").fill("all-kinds");
  await button(page, words.read.save).click();
  await page.getByText("Sudah ada kuis dengan ID").waitFor();
  expect((await place.server.fetch("/api/quizzes/energi")).status).toBe(404);
  await page.locator("#read-id").fill("energi");
  await button(page, words.read.save).click();
  await page.waitForURL(/#quiz=energi$/);
  await page.locator(".editor h1:focus").waitFor();
  expect((await place.document("energi")).items).toHaveLength(1);
  expect(seen.found).toEqual([]);
  expect(faults.filter((fault) => !/409 \(Conflict\)/.test(fault))).toEqual([]);
  await context.close();
});
