import { mkdirSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { chromiumPath } from "../../scripts/chromium.mjs";

export const ARTIFACTS = join(import.meta.dirname, "..", "..", "artifacts");

/** Headless Chromium that knows kelas.test as this machine: a plain-HTTP name that is no secure context, as schools have. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--host-resolver-rules=MAP kelas.test 127.0.0.1",
    ],
  });

export interface Watched {
  context: BrowserContext;
  page: Page;
  /** Errors of the page and requests that left the server. */
  faults: string[];
  /** Everything it asked for, sockets too. */
  addresses: string[];
}

const isOutside = (address: string): boolean =>
  !/^(https?|wss?):\/\/(kelas\.test|127\.0\.0\.1)[:/]|^data:/.test(address);

const watch = async (context: BrowserContext): Promise<Watched> => {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // A socket that a stopped server drops is said on the console by the browser itself.
    if (message.type() === "error" && !/WebSocket|ERR_CONNECTION/.test(message.text())) faults.push(message.text());
  });
  const addresses: string[] = [];
  const asked = (address: string) => {
    addresses.push(address);
    if (isOutside(address)) faults.push(address);
  };
  page.on("request", (request) => asked(request.url()));
  page.on("websocket", (socket) => asked(socket.url()));
  return { context, page, faults, addresses };
};

/** Addresses of other machines among those that were asked. */
export const outsideOf = ({ addresses }: Watched): string[] => addresses.filter(isOutside);

/** Counts what a page loads, as it comes over the wire, without headers, which are not the page's. */
export const weigh = async ({ context, page }: Watched) => {
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  const files: string[] = [];
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
  return { files, bytes: () => bytes };
};

/** What a browser keeps that nobody else may have: its session, its tokens, and whatever else is as long. */
export const keptSecrets = async ({ context, page }: Watched): Promise<string[]> => {
  const stored: string = await page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])");
  return [...(await context.cookies()).map(({ value }) => value), ...(stored.match(/[\w.-]{22,}/g) ?? [])];
};

/** Without motion everything simply is: nothing is waited for before a picture. */
type Motion = "no-preference" | "reduce";

/** A phone, of 360x740 unless another size is given. */
export const phone = async (
  browser: Browser,
  locale = "id-ID",
  reducedMotion: Motion = "no-preference",
  viewport = { width: 360, height: 740 },
): Promise<Watched> =>
  watch(
    await browser.newContext({
      viewport,
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      locale,
      reducedMotion,
    }),
  );

/** A projector, of 1920x1080 unless another size is given, or a laptop. */
export const projector = async (
  browser: Browser,
  locale = "id-ID",
  reducedMotion: Motion = "no-preference",
  viewport = { width: 1920, height: 1080 },
): Promise<Watched> => watch(await browser.newContext({ viewport, locale, reducedMotion }));

/** Fonts and pictures are there, and every movement that ends has ended. */
const SETTLED = `new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))).then(() => Promise.all([
  document.fonts.ready,
  ...[...document.images].map((image) => image.decode().catch(() => {})),
  ...document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished.catch(() => {})),
])).then(() => {})`;

/** Keeps a picture of the page, once it has settled, for people to look at. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  await page.evaluate(SETTLED);
  mkdirSync(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
};

/** What stands in frames is judged where it is a page; nothing here plays media or asks for a way to hold a phone. */
const AXE = {
  iframes: false,
  preload: false,
  resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
};

/** What axe finds on a page as it is now, by the rules of WCAG 2.2 AA. */
export const judge = async (page: Page): Promise<string[]> => {
  // Reading axe takes a page longer than being judged: once for each document is enough.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${JSON.stringify(AXE)})`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
};

/** Looks at screens: keeps a picture and collects what axe finds, once for each kind of screen. `npm run sheet` judges all of them. */
export const inspect = (page: Page, prefix: string, locale: string) => {
  const found: string[] = [];
  const judged = new Set<string>();
  const look = async (name: string, kind = name): Promise<void> => {
    if (judged.has(kind)) return;
    judged.add(kind);
    await shoot(page, `${prefix}-${locale}-${name}`);
    found.push(...(await judge(page)).map((fault) => `${name} ${fault}`));
  };
  return { look, found };
};
