/** What a round asks of a phone whose processor is six times slower than this one. */
import type { Browser } from "playwright-core";
import type { createResult } from "./figures.ts";

export const SLOWDOWN = 6;
/** What the main thread may be busy with until somebody can type a name, and the longest task of a round, ms. */
export const BUSY_TARGET_MS = 200;
export const TASK_TARGET_MS = 50;

/** Only longer tasks are told of, ms: where there was none, it stands for the longest. */
const TOLD_MS = 50;

const WATCH = `globalThis.long = [];
new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: "longtask", buffered: true });`;

/** A phone, alone in its room, joins, sees a question that `open` opens, answers it and reads its verdict. Times are those of the slowed phone. */
export const playSlowPhone = async (
  browser: Browser,
  url: string,
  open: () => Promise<unknown>,
  add: ReturnType<typeof createResult>["add"],
): Promise<void> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Performance.enable");
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    const busyMs = async (): Promise<number> => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    };
    const before = await busyMs();
    await page.goto(url, { waitUntil: "commit" });
    await page.locator("#nickname").waitFor();
    add("main thread busy until the door", "ms", "Cermat", (await busyMs()) - before);
    await page.locator("#nickname").fill("Ani");
    await page.locator("form .primary").tap();
    await page.locator('body[data-screen="lobby"]').waitFor();
    const joining = await page.evaluate<number>("long.splice(0).reduce((most, one) => Math.max(most, one), 0)");
    await open();
    await page.locator("button.option").first().tap();
    await page.locator('body[data-screen="reveal"]').waitFor();
    const round = await page.evaluate<number>("long.reduce((most, one) => Math.max(most, one), 0)");
    add("longest task before the round", "ms", "Cermat", joining || TOLD_MS);
    add("longest task of a round", "ms", "Cermat", round || TOLD_MS);
  } finally {
    await context.close();
  }
};
