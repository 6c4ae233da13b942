/** From the scan to the moment in which one can answer, behind a slow link; the processor is this machine's. */
import { type Browser, chromium } from "playwright-core";
import type { Socket } from "socket.io-client";
import type { HostAnswers } from "../../protocol/events.ts";
import { chromiumPath } from "../chromium.mjs";
import type { Child } from "./child.ts";
import type { createResult } from "./figures.ts";
import { type Link, startSlowLink } from "./slow-link.ts";
import { playSlowPhones } from "./slow-phone.ts";
import { ask, openSocket } from "./socket.ts";

/** 3G as it is in a full hall. */
export const LINK: Link = { bitsPerSecond: 400_000, roundTripMs: 300 };
/** What the first answer may take, ms. */
export const TARGET_MS = 3500;

interface FirstAnswer {
  /** The field for the name is there, ms after the scan. */
  doorMs: number;
  /** The options can be tapped, ms after the scan; the name takes no time to type. */
  answerMs: number;
  receivedBytes: number;
}

const QUIZ = {
  schemaVersion: 1,
  id: "first-answer",
  title: "Komunitas belajar",
  language: "id",
  items: [
    {
      id: "q1",
      type: "single-choice",
      stem: "Siapa saja anggota komunitas belajar?",
      options: ["Murid", "Guru", "Komite", "Pengawas"].map((text, index) => ({ id: "abcd"[index], text })),
      key: ["b"],
      seconds: null,
    },
  ],
};

const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });

/**
 * A hand that types and taps as soon as there is something to, and notes when: in the page, because a driver looks
 * only now and then.
 */
const handFor = (name: string): string => `{
  const seen = (globalThis.seen = {});
  const timer = setInterval(() => {
    const field = document.getElementById("nickname");
    if (field && !seen.doorMs) {
      seen.doorMs = performance.now();
      field.value = ${JSON.stringify(name)};
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.querySelector("form .primary").click();
    }
    if (!document.querySelector("button.option")) return;
    seen.answerMs = performance.now();
    clearInterval(timer);
  }, 5);
}`;

const scan = async (browser: Browser, port: number, pin: string, name: string): Promise<FirstAnswer> => {
  const link = await startSlowLink(port, LINK);
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true });
  try {
    const page = await context.newPage();
    await page.addInitScript(handFor(name));
    await page.goto(`http://127.0.0.1:${link.port}/?pin=${pin}`, { waitUntil: "commit" });
    await page.locator("button.option").first().waitFor();
    const seen = await page.evaluate<Omit<FirstAnswer, "receivedBytes">>("globalThis.seen");
    return { ...seen, receivedBytes: link.received() };
  } finally {
    await context.close();
    link.stop();
  }
};

const openRoom = async (host: Socket): Promise<{ pin: string; open(): Promise<unknown> }> => {
  const payload = { quiz: QUIZ, options: { previewSeconds: 0 } };
  const { pin, snapshot } = (await ask(host, "room:create", payload)) as unknown as HostAnswers["room:create"];
  return {
    pin,
    open: () => ask(host, "room:advance", { version: snapshot.version }),
  };
};

/**
 * Several phones, one after the other, come to a question that is open; none has been here before. Then as many slow ones
 * play a round each.
 */
export const playPhone = async (
  server: Child,
  key: string,
  runs: number,
  add: ReturnType<typeof createResult>["add"],
): Promise<void> => {
  const host = await openSocket(`${server.url}/host`, { key });
  const room = await openRoom(host);
  await room.open();
  const browser = await launch();
  try {
    const port = Number(new URL(server.url).port);
    for (let run = 0; run < runs; run++) {
      const found = await scan(browser, port, room.pin, `Ani ${run + 1}`);
      add("door shown after", "ms", "Cermat", found.doorMs);
      add("first answer possible after", "ms", "Cermat", found.answerMs);
      add("received", "bytes", "Cermat", found.receivedBytes);
    }
    const slow = async () => {
      const { pin, open } = await openRoom(host);
      return { url: `${server.url}/?pin=${pin}`, open };
    };
    await playSlowPhones(browser, slow, runs, add);
  } finally {
    await browser.close();
    host.disconnect();
  }
};
