/** What the form of a room chooses, as it is seen and played at several sizes; the host works by keyboard alone. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { advance, connectHost, HOST_KEY, joinRoom, openRoom, untilShown } from "../support.ts";
import { launch, phone, projector, shoot } from "./browser.ts";
import { cutOf, scrolls, unseen } from "./cut.ts";
import { heard, phasesOf } from "./heard.ts";
import { choose, forward, keyTo, stage, tabTo } from "./keyboard.ts";
import { serve } from "./screens.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const { player: words } = LOCALES.id;
const LAPTOP = { width: 1280, height: 720 };
const SIZES = [
  { width: 320, height: 568 },
  { width: 740, height: 360 },
  { width: 430, height: 932 },
];

const STEMS = ["Kota mana yang di tepi laut?", "Berapa provinsi kita?", "Siapa penulisnya?", "Kapan terjadi?"] as const;
const right = (round: number) => `Pilihan ${round} yang benar sekali`;
const QUIZ = {
  schemaVersion: 1,
  id: "aaa-options",
  title: "Pilihan ruang",
  language: "id",
  items: STEMS.map((stem, at) => ({
    id: `q${at + 1}`,
    type: "single-choice",
    stem,
    seconds: 240,
    options: [
      { id: "a", text: right(at + 1) },
      ...["b", "c", "d"].map((id) => ({ id, text: `Jawaban ${at + 1}${id} yang lain` })),
    ],
    key: ["a"],
  })),
};

test("[RM2] [RM26] [RM23] [VW5] [VW6] [SC3] [PG36] a room of the form's options, chosen by keyboard, moves on by itself and is read whole at every size", async () => {
  await using place = await serve();
  const write = { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(QUIZ) };
  expect((await place.server.fetch(`/api/quizzes/${QUIZ.id}`, write)).ok).toBe(true);
  const desk = await projector(browser, "id-ID", "reduce", LAPTOP);
  const { page } = desk;
  const atDesk = heard(desk);
  const cuts: string[] = [];
  const look = async (at: Page, name: string) => {
    await shoot(at, `options-${name}`);
    cuts.push(...(await cutOf(at)).map((fault) => `${name}: ${fault}`));
  };

  const press = async (on: string, key: string) => {
    await tabTo(page, on);
    await page.keyboard.press(key);
  };

  await page.goto(`${place.url}/host?key=${HOST_KEY}`);
  await page.locator(".choose-form").waitFor();
  await tabTo(page, "input[name=quiz]");
  await keyTo(page, "ArrowDown", `input[name=quiz][value=${QUIZ.id}]`);
  await tabTo(page, "input[name=scoring]");
  await keyTo(page, "ArrowRight", "input[name=scoring][value=gentle]");
  await choose(page, "previewSeconds", "0");
  await choose(page, "leaderboard", "every 2");
  await press(".more-options > summary", "Enter");
  await press("input[name=autoAdvance]", "Space");
  await choose(page, "revealSeconds", "4");
  await choose(page, "leaderboardSeconds", "6");
  await press("input[name=shuffleOptions]", "Space");
  await press("input[name=questionOnPhone]", "Space");
  await look(page, "host-form");
  await press(".choose-open .primary", "Enter");
  await stage(page, "lobby");
  const roomId = new URL(page.url()).hash.slice("#room=".length);
  expect((await place.server.app.store.room(roomId))?.options).toMatchObject({
    scoring: "gentle",
    previewSeconds: 0,
    leaderboard: "every",
    leaderboardEvery: 2,
    autoAdvance: true,
    revealSeconds: 4,
    leaderboardSeconds: 6,
    shuffleOptions: true,
    questionOnPhone: false,
  });
  // Watches over the wire.
  const over = await connectHost(place.server.url);
  const { pin, snapshot } = await over.get("room:attach", { roomId });
  over.snapshots.push(snapshot);

  const phones = await Promise.all(
    SIZES.map(async (size, at) => {
      const watched = await phone(browser, "id-ID", "reduce", size);
      return { ...watched, ...heard(watched), size: `${size.width}x${size.height}`, nickname: `Peserta ${at + 1}` };
    }),
  );
  const each = (act: (one: (typeof phones)[number]) => Promise<unknown>) => Promise.all(phones.map(act));
  const lookAll = (name: string, screen: string) =>
    each(async ({ page: at, size }) => {
      await at.locator(`body[data-screen="${screen}"]`).waitFor();
      await look(at, `phone-${size}-${name}`);
    });
  await each(({ page: at }) => at.goto(`${place.url}/?pin=${pin}`));
  await each(({ page: at }) => at.locator("#nickname").waitFor());
  await lookAll("join", "join");
  await each(async ({ page: at, nickname }) => {
    await at.locator("#nickname").fill(nickname);
    await at.getByRole("button", { name: words.join.join, exact: true }).tap();
    await at.locator('body[data-screen="lobby"]').waitFor();
  });
  // Who answers last, over the wire: a round stands until then.
  const { player: last } = await joinRoom(place.server.url, { pin, nickname: "Dewi" });
  const respond = (round: number) => last.get("response:submit", { round, attempt: `a${round}`, value: "b" });

  const full = "document.fullscreenElement === document.documentElement";
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(full)).toBe(true);
  await page.locator("[data-control=full]:not(.menu *)").waitFor({ state: "detached" });
  await page.keyboard.press("f");
  await expect.poll(() => page.evaluate(full)).toBe(false);
  await look(page, "host-lobby");

  const phases = await phasesOf(page);
  await forward(page, "Space", "lobby", "open");
  const presses = atDesk.presses();
  expect(presses).toBeGreaterThan(0);
  /** Stops the clock of a reveal that would go by itself. */
  const hold = async (round: number) => {
    await over.phase("reveal", round);
    await over.get("room:pause", { paused: true });
    await over.until(({ last: now }) => now?.phase === "reveal" && now.round === round && now.paused);
  };
  const orders: string[] = [];
  /** All phones tap what is right by its text, but for one that taps what is wrong. */
  const answer = (round: number, wrong = "") =>
    each(async ({ page: at, prompt, size }) => {
      const wanted = size === wrong ? `Jawaban ${round}b yang lain` : right(round);
      await at.locator(".option", { hasText: right(round) }).waitFor();
      const shown = await at.locator(".option-text").allInnerTexts();
      const own = prompt(round)?.options ?? [];
      expect(shown).toEqual(own.map(({ text }) => text));
      expect([...shown].sort()).toEqual(QUIZ.items[round - 1]?.options.map(({ text }) => text).sort());
      orders.push(own.map(({ id }) => id).join(""));
      // Answers only: the question is on the big screen alone.
      expect(await at.locator("body").innerText()).not.toContain(STEMS[round - 1]);
      await at.locator(".option", { hasText: wanted }).tap();
      await at.getByText(words.sent.sent, { exact: true }).first().waitFor();
    });

  await lookAll("open", "open");
  await look(page, "host-open");
  expect(await page.locator(".stem").innerText()).toBe(STEMS[0]);
  await answer(1);
  await respond(1);
  await over.phase("open", 2);
  await answer(2);
  await respond(2);
  await over.phase("leaderboard", 2);
  await over.phase("open", 3);
  await stage(page, "open");
  await page.locator(".stem", { hasText: STEMS[2] }).waitFor();
  // By itself, without a press of this page.
  expect(await phases()).toEqual(["open", "reveal", "open", "reveal", "leaderboard", "open"]);
  expect(atDesk.presses()).toBe(presses);

  await answer(3, phones[2]?.size);
  await respond(3);
  await hold(3);
  await lookAll("verdict", "reveal");
  await look(page, "host-reveal");
  for (const { page: at, size } of phones) {
    const isRight = size !== phones[2]?.size;
    await at.getByRole("heading", { name: isRight ? words.verdict.correct : words.verdict.wrong }).waitFor();
    const points = Number((await at.locator(".points").innerText()).replace(/\D/g, ""));
    // 1,000 for what is right, and up to 499 / 4 for speed.
    expect(points > 1000 && points <= 1124 ? "gentle" : points).toBe(isRight ? "gentle" : 0);
  }
  await forward(page, "Space", "reveal", "open");
  // The options were drawn: all in the order of the quiz, four times over, is as good as impossible.
  await answer(4);
  expect(orders.filter((order) => order !== "abcd")).not.toEqual([]);
  const told = phones.flatMap(({ frames }) => frames);
  expect(told.filter((frame) => STEMS.some((stem) => frame.includes(stem)))).toEqual([]);
  await forward(page, "ArrowRight", "open", "reveal");
  await hold(4);
  await forward(page, "ArrowRight", "reveal", "leaderboard");
  // The page shows how long it stands, and can stop that.
  await page.locator(".line").waitFor();
  await page.keyboard.press("p");
  await over.until(({ last: now }) => now?.phase === "leaderboard" && now.paused);
  await page.locator(".line").waitFor({ state: "hidden" });
  await look(page, "host-leaderboard");
  await forward(page, "ArrowRight", "leaderboard", "finished");
  await lookAll("finished", "finished");
  await look(page, "host-finished");
  const tally = (n: number) => words.finished.right.replace("{right}", String(n)).replace("{of}", "4");
  await each(({ page: at, size }) => at.getByText(tally(size === phones[2]?.size ? 3 : 4), { exact: true }).waitFor());
  expect(cuts).toEqual([]);
  expect([desk, ...phones].flatMap(({ faults }) => faults)).toEqual([]);
  for (const { socket } of [over, last]) socket.disconnect();
  await Promise.all([desk, ...phones].map(({ context }) => context.close()));
});

test("[TE12] [PG32] the names of 40 groups are all read in the lobby and on the leaderboard of a laptop, by keyboard where they go on", async () => {
  await using place = await serve();
  const names = Array.from({ length: 40 }, (_, at) => `Kelompok ${at + 1}`);
  names[6] = "Kelompok Cendrawasih";
  const quiz = { ...QUIZ, items: [{ ...QUIZ.items[0], seconds: null }] };
  const options = { previewSeconds: 0, teams: { mode: "dealt" as const, names } };
  const { host, pin, roomId } = await openRoom(place.server.url, { quiz, options });
  const players = await Promise.all(
    names.map((_, at) => joinRoom(place.server.url, { pin, nickname: `Peserta ${at + 1}` })),
  );
  const { context, page, faults } = await projector(browser, "id-ID", "reduce", LAPTOP);
  await page.goto(`${place.url}/host?key=${HOST_KEY}`);
  await page.goto(`${place.url}/host#room=${roomId}`);
  await stage(page, "lobby");
  await expect.poll(() => page.locator(".team .chip").count()).toBe(40);
  await shoot(page, "options-host-40-lobby");
  expect(await page.locator(".team h2 bdi").allInnerTexts()).toEqual(names);
  const below = await unseen(page, ".team h2 bdi");
  if (below.length > 0) {
    await tabTo(page, ".team-board");
    await page.keyboard.press("End");
    await expect.poll(() => unseen(page, ".team:last-child .chip")).toEqual([]);
    await shoot(page, "options-host-40-lobby-end");
    const above = await unseen(page, ".team h2 bdi");
    expect(above.filter((name) => below.includes(name))).toEqual([]);
  }
  expect(await scrolls(page)).toBe(false);

  await advance(host);
  await host.phase("open");
  await untilShown(host);
  await Promise.all(players.map(({ player }) => player.get("response:submit", { round: 1, attempt: "a", value: "a" })));
  await host.phase("reveal");
  await advance(host);
  await stage(page, "leaderboard");
  await shoot(page, "options-host-40-leaderboard");
  expect((await page.locator(".place-name").allInnerTexts()).sort()).toEqual([...names].sort());
  expect(await unseen(page, ".place-name")).toEqual([]);
  expect(await cutOf(page)).toEqual([]);
  expect(await scrolls(page)).toBe(false);
  expect(faults).toEqual([]);
  for (const { socket } of [host, ...players.map(({ player }) => player)]) socket.disconnect();
  await context.close();
});
