/** The shipped quiz with 45 players: a host in a browser, three phones in browsers, 42 over the wire. */
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import * as texts from "../../src/i18n/id.ts";
import { leaks } from "../contract/taint-records.ts";
import { connectHost, HOST_KEY, type HostClient, joinRoom, type PlayerClient } from "../support.ts";
import { keptSecrets, phone, projector, shoot, type Watched } from "./browser.ts";
import { KEYS, TABLE } from "./table.ts";

const PHONES = 3;
const QUIZ = "komunitas-belajar";

/** Where the server is: one address for the host's browser, and those over which players spread. */
export interface Place {
  name: string;
  host: string;
  players: string[];
  /** The first round runs to its deadline; all others are closed by the host. */
  toDeadline: boolean;
}

export interface Played {
  roomId: string;
  faults: string[];
}

const openRoom = async (place: Place, page: Page): Promise<{ pin: string; roomId: string; host: HostClient }> => {
  await page.goto(`${place.host}/host?key=${HOST_KEY}`);
  expect(page.url()).toBe(`${place.host}/host`);
  await page.locator(`label:has(input[name=quiz][value=${QUIZ}])`).click();
  await shoot(page, `${place.name}-host-choose`);
  await page.getByRole("button", { name: texts.host.choose.open }).click();
  await page.waitForURL(/#room=/);
  const roomId = new URL(page.url()).hash.replace("#room=", "");
  // A second host device on the same room, over the wire.
  const host = await connectHost(place.host.replace("kelas.test", "127.0.0.1"));
  const attached = await host.get("room:attach", { roomId });
  host.snapshots.push(attached.snapshot);
  return { pin: attached.pin, roomId, host };
};

const joinPhone = async (watched: Watched, url: string, pin: string, nickname: string): Promise<void> => {
  const { page } = watched;
  await page.goto(`${url}/?pin=${pin}`);
  expect(await page.evaluate("isSecureContext")).toBe(false);
  await page.getByLabel(texts.player.join.nickname, { exact: true }).fill(nickname);
  await page.getByRole("button", { name: texts.player.join.join, exact: true }).tap();
  await page.getByText(texts.player.waiting.in).first().waitFor();
};

const answerPhone = async ({ page }: Watched, sign: string): Promise<void> => {
  if (sign === "-") return;
  await page.locator(".option").nth("abcd".indexOf(sign)).tap();
  await page.getByText(texts.player.sent.sent, { exact: true }).first().waitFor();
};

/** The host page takes no press this soon after another one, or after its screen has changed, ms. */
const BOUNCE_MS = 600;

/** Presses a key that moves the host page on, once it shows the phase it is to leave. */
const next = async (page: Page, shown: string, key: "Space" | "ArrowRight"): Promise<void> => {
  await page.locator(`.stage[data-phase="${shown}"]`).waitFor();
  await page.waitForTimeout(BOUNCE_MS);
  await page.keyboard.press(key);
};

/** Addresses that bear the key, a session or a token, but for the link that the host was given. */
const leaksOf = (link: string, browsers: readonly Watched[], kept: readonly string[]): string[] => {
  const asked = browsers.flatMap(({ addresses }) => addresses).filter((address) => address !== link);
  const records = asked.map((where) => ({ by: "a browser", where, text: "" }));
  return leaks(
    records,
    [HOST_KEY, ...kept].map((text) => ({ name: "a secret", text })),
  );
};

export const playShippedQuiz = async (browser: Browser, place: Place): Promise<Played> => {
  const stage = await projector(browser, "id-ID", "reduce");
  const { pin, roomId, host } = await openRoom(place, stage.page);
  const phones = await Promise.all(Array.from({ length: PHONES }, () => phone(browser, "id-ID", "reduce")));
  const wire = new Map<string, PlayerClient>();
  const addressOf = (index: number) => place.players[index % place.players.length] ?? place.host;
  const joinWire = async (index: number) => {
    const nickname = TABLE[index]?.[0] ?? "";
    const { player } = await joinRoom(addressOf(index).replace("kelas.test", "127.0.0.1"), { pin, nickname });
    wire.set(nickname, player);
  };

  // In the table's order, which is the order of the report.
  for (const [index, [nickname, answers]] of TABLE.entries()) {
    const watched = phones[index];
    if (watched) await joinPhone(watched, addressOf(index), pin, nickname);
    else if (!answers.startsWith(".")) await joinWire(index);
  }
  const browsers = [stage, ...phones];
  const kept = (await Promise.all(browsers.map(keptSecrets))).flat();
  // The host's session, and the token of each phone.
  expect(kept.length).toBeGreaterThan(PHONES);
  await host.until(({ events }) => events.length > 0);
  await shoot(stage.page, `${place.name}-host-lobby`);
  if (phones[0]) await shoot(phones[0].page, `${place.name}-phone-waiting`);

  for (const [at, key] of [...KEYS].entries()) {
    const round = at + 1;
    await next(stage.page, round === 1 ? "lobby" : "leaderboard", "Space");
    await host.phase("preview", round);
    await next(stage.page, "preview", "ArrowRight");
    const open = await host.phase("open", round);
    await host.until(() => Date.now() > open.openedAt);
    const signOf = (answers: string) => answers[at] ?? ".";
    const answered = TABLE.slice(PHONES).filter(([, answers]) => "abcd".includes(signOf(answers)));
    await Promise.all(
      answered.map(async ([nickname, answers]) => {
        const submission = { round, attempt: `a${round}`, value: signOf(answers) };
        expect(await wire.get(nickname)?.ask("response:submit", submission)).toMatchObject({ ok: true });
      }),
    );
    if (round === 3) await shoot(stage.page, `${place.name}-host-open`);
    if (round === 3 && phones[0]) await shoot(phones[0].page, `${place.name}-phone-open`);
    const ends = round === 1 && place.toDeadline;
    // A slow machine has time for everything.
    if (!ends) await host.get("round:extend", { round, seconds: 120 });
    await Promise.all(phones.map((watched, index) => answerPhone(watched, signOf(TABLE[index]?.[1] ?? ""))));
    if (!ends) await next(stage.page, "open", "Space");
    await host.until(({ last }) => last?.phase === "reveal" && last.round === round, 40_000);
    for (const [nickname, answers] of TABLE.slice(PHONES)) {
      if (signOf(answers) !== "l") continue;
      const late = await wire.get(nickname)?.ask("response:submit", { round, attempt: `a${round}`, value: key });
      expect(late).toMatchObject({ ok: false, error: { code: "round_closed" } });
    }
    if (round === 3) {
      await shoot(stage.page, `${place.name}-host-reveal`);
      if (phones[0]) await shoot(phones[0].page, `${place.name}-phone-verdict`);
    }
    if (round === 2) {
      for (const [index, [, answers]] of TABLE.entries()) if (answers.startsWith("..")) await joinWire(index);
      // A phone that reloads is back in its seat, on the current screen.
      await phones[1]?.page.reload();
      await phones[1]?.page
        .getByText(TABLE[1]?.[0] ?? "")
        .first()
        .waitFor();
    }
    await next(stage.page, "reveal", "Space");
    await host.phase("leaderboard", round);
    if (round === 3) {
      await stage.page.reload();
      await stage.page.getByText(texts.host.leaderboard.title).first().waitFor();
      await shoot(stage.page, `${place.name}-host-leaderboard`);
    }
  }
  await next(stage.page, "leaderboard", "Space");
  await host.phase("finished");
  await stage.page.getByText(texts.host.finish.podium).first().waitFor();
  await shoot(stage.page, `${place.name}-host-podium`);
  await next(stage.page, "finished", "Space");
  await stage.page.getByText(texts.host.finish.summary).first().waitFor();
  await shoot(stage.page, `${place.name}-host-summary`);
  await phones[0]?.page.getByText(texts.player.finished.title).first().waitFor();
  if (phones[0]) await shoot(phones[0].page, `${place.name}-phone-finished`);

  for (const client of [host, ...wire.values()]) client.socket.disconnect();
  const faults = browsers.flatMap((watched) => watched.faults);
  faults.push(...leaksOf(`${place.host}/host?key=${HOST_KEY}`, browsers, kept));
  await Promise.all(browsers.map(({ context }) => context.close()));
  return { roomId, faults };
};
