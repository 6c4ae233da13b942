import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { freePort } from "../child.ts";
import {
  advance,
  connectHost,
  HOST_KEY,
  type HostClient,
  joinRoom,
  openRoom,
  SMALL_QUIZ,
  startApp,
} from "../support.ts";
import { inspect, launch, phone, projector } from "./browser.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** A server under the plain-HTTP name. */
const serve = async () => {
  const port = await freePort();
  const url = `http://kelas.test:${port}`;
  const server = await startApp({ PUBLIC_URL: url }, {}, undefined, port);
  return { server, url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
};

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

const OPTIONS = { previewSeconds: 0 } as const;

describe("the player page", () => {
  test("[PG1] needs at most 40 KB of files, as they come over the wire, until it can answer", async () => {
    await using place = await serve();
    const { host, pin } = await openRoom(place.server.url, { quiz: SMALL_QUIZ, options: OPTIONS });
    const { context, page } = await phone(browser);
    const network = await context.newCDPSession(page);
    await network.send("Network.enable");
    const files: string[] = [];
    // What came before the body: the headers, which are not the page's.
    const before = new Map<string, number>();
    let bytes = 0;
    network.on("Network.responseReceived", ({ requestId, response }) => {
      if (!/^http/.test(response.url)) return;
      files.push(response.url);
      before.set(requestId, response.encodedDataLength);
    });
    network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      bytes += encodedDataLength - (before.get(requestId) ?? encodedDataLength);
    });
    const { player } = await joinRoom(place.server.url, { pin, nickname: "Budi" });
    await join(page, place.url, pin, "Ani");
    await page.getByText(LOCALES.id.player.waiting.in).first().waitFor();
    await toOpen(host, 1);
    await page.locator(".option").first().tap();
    await page.getByText(LOCALES.id.player.sent.sent, { exact: true }).first().waitFor();
    expect(files.filter((file) => file.endsWith(".js"))).not.toEqual([]);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThanOrEqual(40_000);
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

  test.each(["id", "en"] as const)("[PG2] speaks %s on every screen, and axe finds nothing on any", async (locale) => {
    const texts = LOCALES[locale];
    await using place = await serve();
    const { host, pin } = await openRoom(place.server.url, { quizId: "all-kinds", options: OPTIONS });
    const { context, page, faults } = await phone(browser, locale === "id" ? "id-ID" : "en-GB");
    const { look, found } = inspect(page, "player", locale, 300);
    const { player } = await joinRoom(place.server.url, { pin, nickname: "Budi" });
    await page.goto(place.url);
    expect(await page.locator("html").getAttribute("lang")).toBe(locale);
    await look("door");
    await join(page, place.url, pin, "Ani", texts);
    await page.getByText(texts.player.waiting.in).first().waitFor();
    await look("waiting");
    const { rounds } = host.last ?? { rounds: 0 };
    for (let round = 1; round <= rounds; round++) {
      await toOpen(host, round);
      await page.waitForTimeout(200);
      await look(`open-${round}`);
      // Bar C is right, and that sound is slower in water is wrong.
      if (round === 1 || round === 3) {
        await page.locator(".option").nth(1).tap();
        await page.getByText(texts.player.sent.sent, { exact: true }).first().waitFor();
        await look(`sent-${round}`);
      }
      await host.get("round:close", { round });
      await look(`reveal-${round}`);
      await advance(host);
      if (round === 1) await look("leaderboard");
    }
    await host.get("room:finish", {});
    await page.getByText(texts.player.finished.title).first().waitFor();
    await look("finished");
    expect(found).toEqual([]);
    expect(faults).toEqual([]);
    for (const client of [host, player]) client.socket.disconnect();
    await context.close();
  });
});

/** The responses of two people to all-kinds: who is right, and who is wrong wherever that can be. */
const RESPONSES = [
  ["b", "d"],
  [
    ["a", "c", "d"],
    ["a", "b"],
  ],
  ["true", "false"],
  ["Planet mars", "Venus"],
  [8.5, 12],
  ["c", "a"],
  ["4", "2"],
  ["Why penguins do not freeze", "The deep sea"],
];

/** The room as it is now, and not as it once was, in this phase and round. */
const now = (host: HostClient, phase: string, round: number) =>
  host.until(({ last }) => last?.phase === phase && last.round === round);

describe("the host and organiser pages", () => {
  test.each(["id", "en"] as const)(
    "[PG4] are accessible in %s through a whole game, and the report can be taken home",
    async (locale) => {
      const texts = LOCALES[locale];
      await using place = await serve();
      const { context, page, faults } = await projector(browser, locale === "id" ? "id-ID" : "en-GB");
      const { look, found } = inspect(page, "host", locale, 900);
      await page.goto(`${place.url}/host?key=${HOST_KEY}`);
      await page.locator("label:has(input[name=quiz][value=all-kinds])").click();
      await look("choose");
      await page.getByRole("button", { name: texts.host.choose.open }).click();
      await page.waitForURL(/#room=/);
      const roomId = new URL(page.url()).hash.replace("#room=", "");
      const host = await connectHost(place.server.url);
      const { pin, snapshot } = await host.get("room:attach", { roomId });
      host.snapshots.push(snapshot);
      const seats = [];
      for (const nickname of ["Ani", "Maria Goreti Naibaho", "Candra"]) {
        seats.push(await joinRoom(place.server.url, { pin, nickname }));
        await page.getByText(nickname).first().waitFor();
      }
      await look("lobby");
      const { rounds } = snapshot;
      for (let round = 1; round <= rounds; round++) {
        await advance(host);
        await now(host, "preview", round);
        if (round === 1) {
          await host.get("room:pause", { paused: true });
          await look("preview");
          await host.get("room:pause", { paused: false });
          await host.until(({ last }) => last?.paused === false);
        }
        await advance(host);
        const open = await now(host, "open", round).then(() => host.phase("open", round));
        await host.until(() => Date.now() > open.openedAt);
        await look(`open-${round}`);
        // Candra never answers: a round ends by itself when everybody has.
        for (const [index, value] of (RESPONSES[round - 1] ?? []).entries()) {
          await seats[index]?.player.get("response:submit", { round, attempt: `${round}`, value });
        }
        await host.get("round:close", { round });
        await now(host, "reveal", round);
        await look(`reveal-${round}`);
        await advance(host);
        await now(host, "leaderboard", round);
        if (round === 1) await look("leaderboard");
      }
      await advance(host);
      await now(host, "finished", rounds);
      await page.getByText(texts.host.finish.podium).first().waitFor();
      await page.waitForTimeout(2000);
      await look("podium");
      await page.keyboard.press("Space");
      await page.getByText(texts.host.finish.summary).first().waitFor();
      await look("summary");

      await page.getByRole("link", { name: texts.host.finish.report }).click();
      await page.getByText(texts.organiser.room.questions).first().waitFor();
      await look("report");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: texts.organiser.room.csv }).click(),
      ]);
      expect(readFileSync(await download.path(), "utf8")).toMatch(/^item_id,position,type,stem,n,correct,/);
      await page.goto(`${place.url}/organiser`);
      await page.getByText("A little of everything").first().waitFor();
      await look("rooms");
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
      for (const client of [host, ...seats.map(({ player }) => player)]) client.socket.disconnect();
      await context.close();
    },
  );
});
