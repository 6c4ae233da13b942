import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { advance, HOST_KEY, openRoom } from "../support.ts";
import { launch, phone, projector, shoot } from "./browser.ts";
import { serve } from "./screens.ts";

const PICTURE = readFileSync(join(import.meta.dirname, "..", "..", "quizzes", "all-kinds", "bars.png"));
const LONG = "Teachers of one school who learn together every week, with a goal that all of them know and can measure";
const QUIZ = {
  schemaVersion: 1,
  id: "long",
  title: "Long",
  language: "en",
  items: [
    {
      id: "slide",
      type: "slide",
      stem: "Now in your groups",
      text: `${LONG}. ${LONG}. ${LONG}.`,
      image: { file: "bars.png", alt: "Bars" },
    },
    {
      id: "six",
      type: "single-choice",
      stem: "Who?",
      options: [..."abcdef"].map((id) => ({ id, text: `${id} ${LONG.toLowerCase()}` })),
      key: ["b"],
      previewSeconds: 0,
    },
    {
      id: "charts",
      type: "single-choice",
      stem: "Which chart shows the growth?",
      options: [..."abcd"].map((id) => {
        const image = id === "d" ? {} : { image: { file: "bars.png", alt: `Chart of class ${id}` } };
        return { id, text: id.toUpperCase(), ...image };
      }),
      key: ["b"],
      previewSeconds: 0,
    },
  ],
};

/** Boxes of the page in which something is cut. */
const cutIn = (boxes: string) => `[...document.querySelectorAll("${boxes}")]
  .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1).length`;

/** The pictures in a place that have come, by what they are said to show. */
const picturesIn = (place: string) => `[...document.querySelectorAll("${place} img")]
  .map((image) => image.naturalWidth > 0 && image.alt)`;

test("[PG32] a slide beside a picture that comes late, and six long options at the reveal, are read to their ends; [PG33] an option keeps its picture at the reveal, on host and phone", async () => {
  await using place = await serve();
  const write = { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(QUIZ) };
  await place.server.fetch("/api/quizzes/long", write);
  const image = { method: "PUT", headers: { "content-type": "image/png" }, body: PICTURE };
  expect((await place.server.fetch("/api/quizzes/long/images/bars.png", image)).ok).toBe(true);
  const { host, roomId, pin } = await openRoom(place.server.url, { quizId: "long", options: { leaderboard: "none" } });
  const browser = await launch();
  const { page, faults } = await projector(browser, "en-GB", "reduce");
  const held = Promise.withResolvers<void>();
  await page.route("**/images/*", async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto(`${place.url}/host?key=${HOST_KEY}`);
  await page.goto(`${place.url}/host#room=${roomId}`);
  await page.locator('.stage[data-phase="lobby"]').waitFor();
  await advance(host);
  await page.locator(".slide-text").waitFor();
  held.resolve();
  await page.waitForFunction("document.querySelector('.picture img')?.naturalWidth > 0");
  await shoot(page, "long-en-slide");
  expect(await page.evaluate(cutIn(".stem-box"))).toBe(0);
  await advance(host);
  await host.phase("open");
  await page.locator(".option").first().waitFor();
  await advance(host);
  await page.locator(".row-words").first().waitFor();
  await shoot(page, "long-en-reveal");
  expect(await page.evaluate("document.querySelectorAll('.row-words').length")).toBe(6);
  expect(await page.evaluate(cutIn(".row-words"))).toBe(0);

  const ani = await phone(browser, "id-ID", "reduce");
  await ani.page.goto(`${place.url}/?pin=${pin}`);
  await ani.page.locator("#nickname").fill("Ani");
  await ani.page.keyboard.press("Enter");
  await ani.page.locator("body[data-screen=reveal]").waitFor();
  await advance(host);
  await host.phase("open", 3);
  await ani.page.locator(".option").first().tap();
  // Her answer is the last: the round ends by itself.
  await page.locator(".row-words").getByText("D", { exact: true }).waitFor();
  await shoot(page, "long-en-pictures");
  expect(await page.evaluate(picturesIn(".rows"))).toEqual(["a", "b", "c"].map((id) => `Chart of class ${id}`));
  expect(await page.evaluate(cutIn(".reveal"))).toBe(0);
  await ani.page.locator(".lesson").waitFor();
  await shoot(ani.page, "long-id-pictures");
  expect(await ani.page.evaluate(picturesIn(".lesson"))).toEqual(["Chart of class a", "Chart of class b"]);
  expect([...faults, ...ani.faults]).toEqual([]);
  host.socket.disconnect();
  await browser.close();
});
