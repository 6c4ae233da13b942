/**
 * What the player page asks of a phone whose processor is six times slower than this one: the time of its main thread
 * in tasks, by the clock of that thread, which stands still while other programs of this machine have the processor.
 */
import { createServer } from "node:http";
import type { Browser, Page } from "playwright-core";
import type { createResult } from "./figures.ts";
import { mainThreadOf } from "./main-thread.ts";

export const SLOWDOWN = 6;
/** What the main thread may be busy with until somebody can type a name, and the longest task of a round, ms. */
export const BUSY_TARGET_MS = 200;
export const TASK_TARGET_MS = 50;
/** A page with nothing but the field: what the browser itself needs for any page. */
export const EMPTY_PAGE = "a bare field";

const LATE_MS = 60_000;

type Step = "door" | "lobby" | "reveal";

/**
 * A hand in the page, because a driver's way of looking is work for the page too: types and taps when there is
 * something to, marks when a screen stands, and tells of it a frame later.
 */
const HAND = `addEventListener("DOMContentLoaded", () => {
  const once = new Set();
  const is = (step) => {
    if (once.has(step)) return false;
    once.add(step);
    performance.mark(step);
    requestAnimationFrame(() => setTimeout(() => {
      performance.mark(step + " drawn");
      reached(step);
    }));
    return true;
  };
  const look = () => {
    const field = document.getElementById("nickname");
    if (field && is("door")) globalThis.enter = () => {
      field.value = "Ani";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector("form .primary").click();
    };
    const { screen } = document.body.dataset;
    if (screen === "lobby" || screen === "reveal") is(screen);
    const option = document.querySelector("button.option");
    if (option && !once.has("option")) {
      once.add("option");
      setTimeout(() => option.click());
    }
  };
  new MutationObserver(look).observe(document, { attributes: true, childList: true, subtree: true });
  look();
});`;

const openPage = async (
  browser: Browser,
  visit: (page: Page, step: (name: Step) => Promise<void>) => Promise<void>,
) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const reached = new Set<string>();
    let look = () => {};
    devtools.on("Runtime.bindingCalled", ({ payload }) => {
      reached.add(payload);
      look();
    });
    await devtools.send("Runtime.enable");
    await devtools.send("Runtime.addBinding", { name: "reached" });
    await page.addInitScript(HAND);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
    const step = (name: Step) =>
      new Promise<void>((done, fail) => {
        const late = setTimeout(() => fail(new Error(`The slow phone has not reached its ${name}.`)), LATE_MS);
        look = () => {
          if (!reached.has(name)) return;
          clearTimeout(late);
          done();
        };
        look();
      });
    await browser.startTracing(page, { categories: ["blink.user_timing", "disabled-by-default-devtools.timeline"] });
    await visit(page, step);
    return mainThreadOf(await browser.stopTracing());
  } finally {
    await context.close();
  }
};

/** The server of the yardstick. */
const serveBareField = async () => {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html");
    response.end('<!doctype html><html lang="id"><title>Cermat</title><body><input id="nickname"></body></html>');
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`, close: () => server.close() };
};

interface Slow {
  /** The address of a room in which the phone is alone. */
  url: string;
  open(): Promise<unknown>;
}

/** Phones, one after the other, join, see a question that opens then, answer it and read their verdict; the first counts nowhere. */
export const playSlowPhones = async (
  browser: Browser,
  room: () => Promise<Slow>,
  runs: number,
  add: ReturnType<typeof createResult>["add"],
): Promise<void> => {
  const bare = await serveBareField();
  const door = "main thread busy until the door";
  try {
    for (let run = 0; run <= runs; run++) {
      const { url, open } = await room();
      const own = await openPage(browser, async (page, step) => {
        await page.goto(url, { waitUntil: "commit" });
        await step("door");
        await page.evaluate("enter()");
        await step("lobby");
        await open();
        await step("reveal");
      });
      const other = await openPage(browser, async (page, step) => {
        await page.goto(bare.url, { waitUntil: "commit" });
        await step("door");
      });
      if (run === 0) continue;
      add(door, "ms", "Cermat", own("navigationStart", "door").busyMs);
      add(door, "ms", EMPTY_PAGE, other("navigationStart", "door").busyMs);
      add("longest task until the door", "ms", "Cermat", own("navigationStart", "door").longestMs);
      add("longest task until the door", "ms", EMPTY_PAGE, other("navigationStart", "door").longestMs);
      add("main thread busy in a round", "ms", "Cermat", own("lobby drawn", "reveal drawn").busyMs);
      add("longest task of a round", "ms", "Cermat", own("lobby drawn", "reveal drawn").longestMs);
    }
  } finally {
    bare.close();
  }
};
