/** A game, moment by moment: what is done to get there, and whose screens are looked at. */
import { setTimeout as wait } from "node:timers/promises";
import { LOCALES } from "../../../src/i18n/index.ts";
import { advance, HOST_KEY, type HostClient, joinRoom, openRoom, type PlayerClient } from "../../support.ts";
import { PLAYED, QUIZ } from "./quiz.ts";
import type { Open } from "./views.ts";

export interface Game {
  url: string;
  host: HostClient;
  pin: string;
  roomId: string;
  /** Players without a screen. */
  others: PlayerClient[];
  hosts: readonly Open[];
  phones: readonly Open[];
}

export interface Moment {
  name: string;
  /** Whose screens are looked at once it is there. */
  of: readonly ("host" | "phone")[];
  act: (game: Game) => Promise<unknown>;
}

const NAMES =
  "Ani,Budi Santoso,Candra,Dewi Lestari,Eka,Fitri Handayani,Gilang,Maria Goreti Naibaho,I Made Wirawan".split(",");
const OWN = { id: "Rina", en: "Ruth" };

const each = (views: readonly Open[], act: (view: Open) => Promise<unknown>) => Promise.all(views.map(act));
const texts = ({ locale }: Open) => LOCALES[locale];
const tap = ({ page }: Open, selector: string, nth = 0) => page.locator(selector).nth(nth).tap();
const shows = (phones: readonly Open[], screen: string) =>
  each(phones, ({ page }) => page.locator(`body[data-screen="${screen}"]`).waitFor());

/** Advances, and waits until every screen is there. */
const go = async ({ host, hosts }: Game, phase: string) => {
  // On a slow machine a preview may have ended by itself while it was looked at.
  if (phase !== "open" || host.last?.phase !== "open") await advance(host);
  const next = await host.until(({ last }) => last?.phase === phase && last);
  await each(hosts, ({ page }) => page.locator(`.stage[data-phase="${phase}"]`).waitFor());
  if (next.phase === "open") await wait(Math.max(0, next.openedAt - next.serverNow) + 200);
};

/** A room with some people in it. */
export const openGame = async (
  url: string,
  views: readonly Open[],
  items = QUIZ.items,
  options: NonNullable<Parameters<typeof openRoom>[1]["options"]> = {},
): Promise<Game> => {
  const { host, pin, roomId } = await openRoom(url, {
    quiz: { ...QUIZ, items },
    options: { previewSeconds: 60, ...options },
  });
  const [hosts, phones] = (["host", "phone"] as const).map((group) => views.filter((view) => view.group === group));
  return { url, host, pin, roomId, others: [], hosts: hosts ?? [], phones: phones ?? [] };
};

export const endGame = ({ host, others }: Game): void => {
  for (const client of [host, ...others]) client.socket.disconnect();
};

const join: Moment[] = [
  {
    name: "key",
    of: ["host"],
    act: ({ hosts, url }) => each(hosts, ({ page }) => page.goto(`${url}/host`)),
  },
  {
    name: "choose",
    of: ["host"],
    act: ({ hosts, url }) =>
      each(hosts, async ({ page }) => {
        await page.goto(`${url}/host?key=${HOST_KEY}`);
        await page.locator("input[name=quiz]").first().waitFor();
      }),
  },
  {
    name: "lobby-empty",
    of: ["host"],
    act: ({ hosts, url, roomId }) =>
      each(hosts, async ({ page }) => {
        await page.goto(`${url}/host#room=${roomId}`);
        await page.reload();
        await page.locator(".lobby").waitFor();
      }),
  },
  { name: "pin", of: ["phone"], act: ({ phones, url }) => each(phones, ({ page }) => page.goto(url)) },
  {
    name: "name",
    of: ["phone"],
    act: ({ phones, url, pin }) =>
      each(phones, async (view) => {
        await view.page.goto(`${url}/?pin=${pin}`);
        await view.page
          .getByLabel(texts(view).player.join.nickname, { exact: true })
          .fill(`${OWN[view.locale]} ${view.width}`);
      }),
  },
  {
    name: "lobby",
    of: ["host", "phone"],
    act: async ({ phones, url, pin, others }) => {
      for (const nickname of NAMES) others.push((await joinRoom(url, { pin, nickname })).player);
      await each(phones, (view) => tap(view, ".primary"));
      await shows(phones, "lobby");
    },
  },
  {
    name: "lobby-address",
    of: ["host"],
    act: ({ hosts }) =>
      each(hosts, async ({ page }) => {
        const row = (address: string, network: string, kind: string) => ({
          ...{ url: `http://${address}:3000`, network, kind, likely: true },
        });
        const addresses = [row("192.168.1.5", "Wi-Fi", "wifi"), row("10.20.30.40", "Ethernet", "wired")];
        await page.route("**/api/addresses", (route) => route.fulfill({ json: { fixed: null, addresses } }));
        await page.reload();
        await page.locator(".lobby-other").waitFor();
      }),
  },
];

const rounds: Moment[] = PLAYED.flatMap(({ item, taps, typed, values, preview }, index): Moment[] => {
  const slide = item.type === "slide";
  const respond = async ({ others, host, phones }: Game) => {
    await each(phones, async (view) => {
      for (const nth of taps ?? []) await tap(view, ".option", nth);
      if (typed !== undefined) await view.page.locator("main input, main textarea").first().fill(typed);
      if (typed !== undefined || (taps?.length ?? 0) > 1) await tap(view, "main .primary");
      if (typed !== undefined || taps !== undefined) await view.page.locator('body[data-screen="sent"]').waitFor();
    });
    const { round, prompt } = await host.phase("open");
    // The ids of an ordering are drawn for the room: its values are texts.
    const drawn = (text: string) => prompt.options?.find((option) => option.text === text)?.id ?? text;
    for (const [at, value] of values.entries()) {
      const given = Array.isArray(value) ? value.map(drawn) : value;
      await others[at]?.get("response:submit", { round, attempt: `a${round}`, value: given });
    }
  };
  const before: Moment = {
    name: slide ? item.id : `preview-${item.id}`,
    of: preview || slide ? ["host", "phone"] : [],
    act: (game) => go(game, "preview"),
  };
  if (slide) return [before];
  return [
    before,
    { name: `open-${item.id}`, of: ["host", "phone"], act: (game) => go(game, "open") },
    { name: `sent-${item.id}`, of: taps || typed ? ["host", "phone"] : [], act: respond },
    { name: `reveal-${item.id}`, of: ["host", "phone"], act: (game) => go(game, "reveal") },
    ...(index === PLAYED.length - 1 || PLAYED[index + 1] !== undefined
      ? [
          {
            name: `leaderboard-${item.id}`,
            of: index === 0 ? (["host", "phone"] as const) : [],
            act: (game: Game) => go(game, "leaderboard"),
          },
        ]
      : []),
  ];
});

const end: Moment[] = [
  {
    name: "menu",
    of: ["host"],
    act: ({ hosts }) => each(hosts, ({ page }) => page.locator("details.menu summary").click()),
  },
  { name: "podium", of: ["host", "phone"], act: (game) => go(game, "finished") },
  {
    name: "summary",
    of: ["host"],
    act: ({ hosts }) => each(hosts, ({ page }) => page.locator('[data-control="next"]').click()),
  },
];

/** A whole game, from the door to the summary. */
export const GAME: readonly Moment[] = [...join, ...rounds, ...end];

const enter: Moment = {
  name: "pretest-lobby",
  of: [],
  act: async ({ hosts, phones, url, roomId, pin, others }) => {
    for (const nickname of NAMES) others.push((await joinRoom(url, { pin, nickname })).player);
    await each(hosts, async ({ page }) => {
      await page.goto(`${url}/host#room=${roomId}`);
      await page.reload();
      await page.locator(".lobby").waitFor();
    });
    await each(phones, async (view) => {
      await view.page.goto(`${url}/?pin=${pin}`);
      await view.page
        .getByLabel(texts(view).player.join.nickname, { exact: true })
        .fill(`${OWN[view.locale]} ${view.width}`);
      await tap(view, ".primary");
    });
    await shows(phones, "lobby");
  },
};

/** A pre-test of one question, then the screens that nobody hopes for. */
export const PRETEST: readonly Moment[] = [
  enter,
  {
    name: "pretest-paused",
    of: ["host", "phone"],
    act: async (game) => {
      await go(game, "preview");
      await go(game, "open");
      await game.host.get("room:pause", { paused: true });
      await wait(300);
    },
  },
  {
    name: "pretest-saving",
    of: ["phone"],
    act: async ({ phones, host }) => {
      await host.get("room:pause", { paused: false });
      await each(phones, ({ page }) => page.locator(".option:not([disabled])").first().waitFor());
      await each(phones, ({ page }) => page.context().setOffline(true));
      await each(phones, (view) => tap(view, ".option"));
      await shows(phones, "sent");
    },
  },
  { name: "lost", of: ["phone"], act: ({ phones }) => each(phones, ({ page }) => page.locator(".lost").waitFor()) },
  {
    name: "pretest-reveal",
    of: ["host", "phone"],
    act: async (game) => {
      await each(game.phones, ({ page }) => page.context().setOffline(false));
      await each(game.phones, (view) =>
        view.page.getByText(texts(view).player.sent.sent, { exact: true }).first().waitFor(),
      );
      await go(game, "reveal");
      await shows(game.phones, "reveal");
    },
  },
  {
    name: "pretest-finished",
    of: ["host", "phone"],
    act: (game) => go(game, "finished"),
  },
];
