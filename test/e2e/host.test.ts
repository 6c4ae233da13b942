import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PromptOf } from "../../protocol/snapshots.ts";
import { LOCALES } from "../../src/i18n/index.ts";
import { advance, connectHost, HOST_KEY, type HostClient, joinRoom, openRoom, SMALL_QUIZ } from "../support.ts";
import { launch, outsideOf, projector, weigh } from "./browser.ts";
import { done, each, inBothLanguages, type Shown, serve } from "./screens.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** The responses of two people to all-kinds: who is right, and who is wrong wherever that can be. */
const RESPONSES = [
  ["b", "d"],
  [
    ["a", "c", "d"],
    ["a", "b"],
  ],
  ["true", "false"],
  ["Planet mars", "Venus"],
  [8.3, 12],
  // An ordering, by its texts: its ids are drawn for the room.
  [
    ["Egg", "Caterpillar", "Chrysalis", "Butterfly"],
    ["Caterpillar", "Chrysalis", "Butterfly", "Egg"],
  ],
  // A slide.
  [],
  ["c", "a"],
  ["4", "2"],
  ["ice, flightless", "ice, cold"],
  ["Why penguins do not freeze", "The deep sea"],
];

/** Waits until the lights of Ani, Maria and Candra say this, in words that a screen reader reads, and in three shapes. */
const lightsAre = async (page: Page, { host }: Shown["texts"], lights: ("Answered" | "Here" | "Away")[]) => {
  for (const [index, nickname] of ["Ani", "Maria Goreti Naibaho", "Candra"].entries()) {
    const light = lights[index] ?? "Here";
    const said = host.open[`light${light}`].replace("{nickname}", nickname);
    await page.locator(`.lights-field .light.${light.toLowerCase()}[title="${said}"]`).waitFor();
  }
};

/** The room as it is now, and not as it once was, in this phase and round. */
const now = (host: HostClient, phase: string, round: number) =>
  host.until(({ last }) => last?.phase === phase && last.round === round);

describe("the host and organiser pages", () => {
  test("[RM37] a device without the key is told that it waits, was refused or was not asked, and is in when a host allows it", async () => {
    await using place = await serve();
    const { host, pin } = await openRoom(place.server.url, { quiz: SMALL_QUIZ });
    const { context, page } = await projector(browser);
    const { key } = LOCALES.id.host;
    const state = page.locator(".key-state");
    const send = page.locator(".key-ask button");
    await page.goto(`${place.url}/host`);
    await page.locator(".key-ask summary").click();
    const ask = async (wanted: string) => {
      await page.locator("#ask-pin").fill(wanted);
      await page.locator("#ask-device").fill("Laptop Bu Rina");
      await send.click();
    };
    const asked = (count: number) =>
      host.until(({ events }) => events.filter(({ name }) => name === "host:asked").length === count);
    const answer = async (allow: boolean) => {
      const { payload } = host.events.findLast(({ name }) => name === "host:asked") ?? {};
      await host.get("host:approve", { askId: (payload as { askId: string }).askId, allow });
    };
    await ask(pin === "000001" ? "000002" : "000001");
    await page.getByText(LOCALES.id.errors.room_not_found).first().waitFor();
    expect(await state.textContent()).toBe("");
    await ask(pin);
    await asked(1);
    await page.getByText(key.waiting).waitFor();
    expect(await send.isDisabled()).toBe(true);
    await answer(false);
    await page.getByText(key.refused).waitFor();
    await ask(pin);
    await asked(2);
    await answer(true);
    await page.locator('.stage[data-phase="lobby"]').waitFor();
    host.socket.disconnect();
    await context.close();
  });

  test("[PG4] are accessible through a whole game, and the report can be taken home, [PG34] what is right is said once, [KT8] nothing is asked of any other machine, [PG19] and the host page needs at most 120 KB", async () => {
    await using place = await serve();
    const both = await inBothLanguages("host", (locale) => projector(browser, locale, "reduce"));
    const [first, second] = both;
    const { page, texts, look } = first;
    const stage = async (phase: string, name: string, kind?: string) => {
      await page.locator(`.stage[data-phase="${phase}"]`).waitFor();
      await look(name, kind);
    };
    const { files, bytes } = await weigh(first);
    await each(both, async (shown) => {
      await shown.page.goto(`${place.url}/host?key=${HOST_KEY}`);
      await shown.page.locator("label:has(input[name=quiz][value=all-kinds])").click();
      await shown.look("choose");
    });
    // What has been filled in outlives the other language.
    await page.locator("input[name=identity][value=roster]").check({ force: true });
    await page.locator("#names").fill("Ani");
    for (const _ of both) await page.locator("#language-switch").click();
    expect(await page.locator("#names").inputValue()).toBe("Ani");
    await page.locator("input[name=identity][value=coded]").check({ force: true });
    // It has the same elements in both; `npm run sheet` looks at all of them.
    await done([second]);
    await page.getByRole("button", { name: texts.host.choose.open }).click();
    await page.waitForURL(/#room=/);
    const { hash } = new URL(page.url());
    const host = await connectHost(place.server.url);
    const { pin, snapshot } = await host.get("room:attach", { roomId: hash.replace("#room=", "") });
    host.snapshots.push(snapshot);
    const seats: Awaited<ReturnType<typeof joinRoom>>[] = [];
    for (const nickname of ["Ani", "Maria Goreti Naibaho", "Candra"]) {
      seats.push(await joinRoom(place.server.url, { pin, nickname }));
      await page.getByText(nickname).first().waitFor();
    }
    const respond = async (index: number, { round, prompt }: { round: number; prompt: PromptOf }) => {
      const given = RESPONSES[round - 1]?.[index];
      const drawn = (text: string) => prompt.options?.find((option) => option.text === text)?.id ?? text;
      const value = Array.isArray(given) ? given.map(drawn) : given;
      if (value !== undefined) await seats[index]?.player.get("response:submit", { round, attempt: `${round}`, value });
    };
    await stage("lobby", "lobby");
    expect(files.filter((file) => file.endsWith(".js"))).not.toEqual([]);
    expect(bytes()).toBeGreaterThan(40_000);
    expect(bytes()).toBeLessThanOrEqual(120_000);
    const { rounds } = snapshot;
    for (let round = 1; round <= rounds; round++) {
      await advance(host);
      await now(host, "preview", round);
      if (RESPONSES[round - 1]?.length === 0) {
        await stage("preview", "slide");
        continue;
      }
      if (round === 1) {
        await host.get("room:pause", { paused: true });
        await stage("preview", "preview");
        await host.get("room:pause", { paused: false });
        await host.until(({ last }) => last?.paused === false);
      }
      await advance(host);
      const open = await now(host, "open", round).then(() => host.phase("open", round));
      await host.until(() => Date.now() > open.openedAt);
      if (round === 2) {
        await respond(0, open);
        await seats[2]?.player.get("room:leave", {});
        await lightsAre(page, texts, ["Answered", "Here", "Away"]);
      }
      await stage("open", `open-${round}`, `open ${open.prompt.widget} ${round === 2}`);
      if (round === 2) {
        await seats[2]?.player.get("room:resume", { token: seats[2].token });
        await lightsAre(page, texts, ["Answered", "Here", "Here"]);
      }
      // Candra never answers: a round ends by itself when everybody has.
      for (const index of [0, 1]) await respond(index, open);
      await host.get("round:close", { round });
      await now(host, "reveal", round);
      await stage("reveal", `reveal-${round}`, `reveal ${open.prompt.widget}`);
      // [PG34] 8.3 has a row; other spellings of Mars have none.
      const { widget } = open.prompt;
      if (["text", "number"].includes(widget))
        expect(await page.locator(".accepted").count()).toBe(widget === "text" ? 1 : 0);
      await advance(host);
      await now(host, "leaderboard", round);
      if (round === 1) await stage("leaderboard", "leaderboard");
    }
    await advance(host);
    await now(host, "finished", rounds);
    await page.getByText(texts.host.finish.podium).first().waitFor();
    // [PG20]
    expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    await look("podium");
    // The page takes no press this soon after its screen has changed.
    await page.waitForTimeout(600);
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
    await page.getByText("A little of everything").filter({ visible: true }).first().waitFor();
    await look("rooms");
    expect(both.flatMap(outsideOf)).toHaveLength(0);
    await done([first]);
    for (const client of [host, ...seats.map(({ player }) => player)]) client.socket.disconnect();
  });
});
