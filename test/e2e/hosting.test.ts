import type { Browser, Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { connectHost, HOST_KEY, joinRoom, SMALL_QUIZ } from "../support.ts";
import { inspect, launch, phone, projector } from "./browser.ts";
import { serve } from "./screens.ts";

const { host: words, player } = LOCALES.id;
const QUIZ = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: 240 })) };

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

/** The network of a page that is not loaded yet, which can be gone for a while. */
const networkOf = async (page: Page) => {
  const lines: WebSocketRoute[] = [];
  let away = false;
  await page.routeWebSocket(/socket\.io/, (line) => {
    if (away) return void line.close();
    line.connectToServer();
    lines.push(line);
  });
  return {
    goes: async () => {
      away = true;
      await Promise.all(lines.splice(0).map((line) => line.close()));
    },
    comes: () => {
      away = false;
    },
  };
};

/** Opens what a control of the menu opens. */
const fromMenu = async (page: Page, control: string) => {
  await page.locator("[data-control=menu]").click();
  await page.locator(`.menu [data-control=${control}]`).click();
};
const stage = (page: Page, phase: string) => page.locator(`.stage[data-phase="${phase}"]`).waitFor();

test("[RM67] [RM68] [RM69] [RM71] a host, a phone as remote and a phone that plays, through a game and into the next one", async () => {
  await using place = await serve();
  const over = await connectHost(place.server.url);
  const options = { previewSeconds: 0, names: "generated", leaderboard: "none" };
  const { roomId, pin } = await over.get("room:create", { quiz: QUIZ, options });
  const [desk, remote, phoneOne] = [
    await projector(browser, "id-ID", "reduce"),
    await phone(browser, "id-ID", "reduce"),
    await phone(browser, "id-ID", "reduce"),
  ];
  const looks = [inspect(desk.page, "hosting", "id"), inspect(remote.page, "hosting-remote", "id")] as const;
  const [atDesk, atRemote] = looks;

  const network = await networkOf(desk.page);
  await desk.page.goto(`${place.url}/host?key=${HOST_KEY}`);
  await desk.page.goto(`${place.url}/host#room=${roomId}`);
  await stage(desk.page, "lobby");
  // [RM72]
  await remote.page.goto(`${place.url}/host#ask=${pin}`);
  await remote.page.locator(".key-ask[open] button").tap();
  // [RM73]
  const card = desk.page.locator(".asked");
  await remote.page
    .locator(".key-state")
    .getByText(await card.locator("b").innerText())
    .waitFor();
  await desk.page.waitForTimeout(700);
  await card.getByRole("button", { name: words.asked.allow }).click();
  await stage(remote.page, "lobby");

  // [NM8]
  await phoneOne.page.goto(`${place.url}/?pin=${pin}`);
  await phoneOne.page.getByText(player.join.drawn).waitFor();
  expect(await phoneOne.page.locator("input").count()).toBe(0);
  await phoneOne.page.getByRole("button", { name: player.join.join, exact: true }).tap();
  await phoneOne.page.getByText(player.waiting.in).first().waitFor();
  const drawn = await phoneOne.page.locator("h1").innerText();
  expect(drawn).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/);

  // [PG3] Who has come while the desk was away is there when it is back, and a chip tells who is away.
  await network.goes();
  // Somebody who never answers: no round ends by itself.
  const silent = await joinRoom(place.server.url, { pin, nickname: "-" });
  network.comes();
  const chip = desk.page.locator(".chip", { hasText: silent.nickname });
  await chip.waitFor();
  expect(await desk.page.locator(".chip").allInnerTexts()).toEqual([silent.nickname, drawn]);
  await silent.player.get("room:leave", {});
  await desk.page.locator(".chip.away", { hasText: silent.nickname }).waitFor();
  await silent.player.get("room:resume", { token: silent.token });
  await desk.page.locator(".chip.away").waitFor({ state: "detached" });
  await chip.waitFor();

  await desk.page.keyboard.press("r");
  const panel = desk.page.locator("dialog.people");
  await panel.getByText(drawn).waitFor();
  const gone = await joinRoom(place.server.url, { pin, nickname: "-" });
  await panel.getByText(gone.nickname).waitFor();
  await gone.player.get("room:leave", {});
  await panel.locator(".person.gone").waitFor();
  await atDesk.look("people");
  const row = panel.locator(".person", { hasText: drawn });
  await row.locator("[data-act=rename]").click();
  await desk.page.keyboard.press("Escape");
  await row.locator("[data-act=rename]").click();
  await panel.locator(".person-name").fill("Bu Rina");
  await desk.page.keyboard.press("Enter");
  await phoneOne.page.getByText("Bu Rina").first().waitFor();
  const sought = panel.locator("input[type=search]");
  await sought.fill("RÍNA bu");
  expect(await panel.locator(".person bdi").allInnerTexts()).toEqual(["Bu Rina"]);
  await sought.fill("");
  await panel.getByRole("button", { name: words.panel.tickAway }).click();
  await panel.getByRole("button", { name: words.pick.remove.split("|")[0]?.replace("{n}", "1") ?? "" }).click();
  await desk.page.getByRole("button", { name: words.lobby.removeDo, exact: true }).click();
  await panel.getByText(gone.nickname).waitFor({ state: "detached" });
  expect(await desk.page.evaluate("document.activeElement.id")).toBe("people-title");
  await desk.page.keyboard.press("Escape");

  // [RM67]
  await desk.page.keyboard.press("?");
  await atDesk.look("keys");
  await desk.page.keyboard.press("?");
  await desk.page.locator("dialog.help").waitFor({ state: "detached" });

  // [RM69] The next step by the remote's large button, which says what it is.
  const next = remote.page.locator("[data-control=next]");
  await next.tap();
  await stage(remote.page, "open");
  expect(await next.innerText()).toContain(words.control.close);
  expect(await remote.page.locator(".glance").innerText()).toMatch(/^[34]:\d\d\n0 dari 2/);
  await remote.page.locator("[data-control=extend-30]").tap();
  await over.until(({ last }) => last?.phase === "open" && (last.deadline ?? 0) - last.openedAt === 270_000);
  await atRemote.look("open");
  await phoneOne.page.locator(".option").first().tap();
  await remote.page.locator(".glance").getByText("1 dari 2").waitFor();
  await desk.page.locator("[data-control=menu]").click();
  await next.tap();
  await stage(remote.page, "reveal");
  // The next screen is not covered by a menu of the last one.
  await desk.page.locator('.stage[data-phase="reveal"] details.menu:not([open])').waitFor();
  expect(await next.innerText()).toContain(words.control.nextRound.replace("{round}", "2").replace("{rounds}", "3"));
  await remote.page.waitForTimeout(600);
  await next.tap();
  await stage(remote.page, "open");
  // Nobody has answered: it is skipped at once; once somebody has, the host is asked.
  await remote.page.locator("[data-control=skip-now]").tap();
  await desk.page.getByText("3 dari 3").first().waitFor();
  await phoneOne.page.locator(".option").first().tap();
  await desk.page.locator(".light.answered").waitFor();
  await fromMenu(desk.page, "skip");
  await atDesk.look("skip");
  await desk.page.getByRole("button", { name: words.control.skip, exact: true }).last().click();
  await stage(desk.page, "finished");
  await fromMenu(desk.page, "void");
  await atDesk.look("void");
  await desk.page.locator("dialog.pick input").first().check();
  await desk.page.locator("dialog.pick .primary").click();
  await over.until(({ last }) => last?.phase === "finished" && last.perItem?.every(({ voided }) => voided));

  // [RM70], [RM71] The panel of the old room goes with it.
  await fromMenu(remote.page, "paper");
  await remote.page.locator("dialog.paper-panel").waitFor();
  await desk.page.getByRole("button", { name: words.finish.again }).click();
  // [RM74]
  await desk.page.locator("dialog.again summary").first().click();
  expect(await desk.page.locator("dialog.again input[name=scoring]:checked").inputValue()).toBe("classic");
  await desk.page.locator("dialog.again .segment", { hasText: words.choose.accuracy }).click();
  await atDesk.look("again");
  await desk.page.getByRole("button", { name: words.again.go }).click();
  await stage(desk.page, "lobby");
  const nextId = new URL(desk.page.url()).hash.slice("#room=".length);
  expect((await place.server.app.store.room(nextId))?.options).toMatchObject({
    scoring: "accuracy",
    names: "generated",
  });
  await phoneOne.page.getByText(player.waiting.in).first().waitFor();
  expect(await phoneOne.page.locator("h1").innerText()).toBe("Bu Rina");
  await stage(remote.page, "lobby");
  expect(await remote.page.locator("dialog[open]").count()).toBe(0);
  const hashes = [desk, remote].map(({ page }) => new URL(page.url()).hash);
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[0]).not.toContain(roomId);
  // Who opens the old room stays in it.
  await remote.page.goto(`${place.url}/host?key=${HOST_KEY}`);
  await remote.page.goto(`${place.url}/host#room=${roomId}`);
  await stage(remote.page, "finished");
  await remote.page.getByRole("button", { name: words.finish.next }).waitFor();

  expect(looks.flatMap(({ found }) => found)).toEqual([]);
  expect([desk, remote, phoneOne].flatMap(({ faults }) => faults)).toEqual([]);
  await Promise.all([desk, remote, phoneOne].map(({ context }) => context.close()));
  for (const client of [over, gone.player, silent.player]) client.socket.disconnect();
});
