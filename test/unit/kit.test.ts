import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLink, type Link } from "../../src/pages/player/link.ts";

const PAGES = join(import.meta.dirname, "..", "..", "src", "pages");

/** A file for the browser, whose globals this project does not know, is read by path. */
const AWAKE = "../../src/pages/shared/awake.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("[KT4] a phone says after a second that it is out of reach, and after six what to do; being back ends both", () => {
  const told: Link[] = [];
  const link = createLink((now) => told.push(now));
  link(false);
  vi.advanceTimersByTime(999);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(["away"]);
  vi.advanceTimersByTime(4999);
  link(false);
  vi.advanceTimersByTime(5999);
  expect(told).toEqual(["away", "away"]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(["away", "away", "lost"]);
  link(true);
  link(false);
  link(true);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(["away", "away", "lost", "up", "up"]);
});

describe("the light of the screen", () => {
  /** A browser of these abilities; what it was asked for is written down. */
  const browser = async (abilities: { lock?: "granted" | "refused"; waits?: boolean; vendor?: string }) => {
    const log: string[] = [];
    const told = new Map<string, () => void>();
    const listen = (event: string, handler: () => void) => void told.set(event, handler);
    const document = {
      hidden: false,
      addEventListener: listen,
      body: { append: () => log.push("shown") },
      createElement: (tag: string) => ({
        tag,
        muted: false,
        setAttribute: () => undefined,
        getContext: () => ({ fillRect: () => undefined }),
        captureStream: () => ({
          addTrack: (track: string) => log.push(track),
          getTracks: () => [{ stop: () => log.push("stopped") }],
        }),
        play() {
          log.push(this.muted ? "muted play" : "play");
          return state.waits ? Promise.reject(new Error("NotAllowedError")) : Promise.resolve();
        },
        remove: () => log.push("removed"),
      }),
    };
    const state = { document, waits: abilities.waits ?? false };
    const wakeLock = {
      request: () => {
        log.push("asked");
        if (abilities.lock === "refused") return Promise.reject(new Error("NotAllowedError"));
        return Promise.resolve({ release: () => Promise.resolve(void log.push("released")) });
      },
    };
    vi.resetModules();
    vi.stubGlobal("document", document);
    vi.stubGlobal("addEventListener", listen);
    vi.stubGlobal("navigator", { vendor: abilities.vendor ?? "", ...(abilities.lock && { wakeLock }) });
    vi.stubGlobal(
      "AudioContext",
      class {
        createMediaStreamDestination = () => ({ stream: { getAudioTracks: () => ["silence"] } });
      },
    );
    const { createAwake }: { createAwake(): (wanted: boolean) => void } = await import(AWAKE);
    const settle = () => vi.advanceTimersByTimeAsync(1);
    const tell = async (event: string) => {
      told.get(event)?.();
      await settle();
    };
    const awake = createAwake();
    const want = async (wanted: boolean) => {
      awake(wanted);
      await settle();
    };
    return { log, state, want, tell };
  };

  test("[KT5] is kept by the browser's wake lock, asked for again when the page is looked at again, and released", async () => {
    const { log, state, want, tell } = await browser({ lock: "granted" });
    await tell("click");
    expect(log).toEqual([]);
    await want(true);
    await want(true);
    state.document.hidden = true;
    await tell("visibilitychange");
    expect(log).toEqual(["asked"]);
    state.document.hidden = false;
    await tell("visibilitychange");
    await tell("click");
    expect(log).toEqual(["asked", "asked"]);
    await want(false);
    expect(log).toEqual(["asked", "asked", "released"]);
    await tell("visibilitychange");
    expect(log).toHaveLength(3);
  });

  test("[KT5] is kept by a muted film on a plain-HTTP page, from the first tap on where the browser waits for one", async () => {
    const { log, state, want, tell } = await browser({ waits: true });
    await want(true);
    expect(log).toEqual(["shown", "muted play"]);
    state.waits = false;
    await tell("pointerup");
    await tell("click");
    expect(log).toEqual(["shown", "muted play", "muted play"]);
    await want(false);
    expect(log.slice(3)).toEqual(["stopped", "removed"]);
    await tell("click");
    expect(log).toHaveLength(5);
    await want(true);
    expect(log.slice(5)).toEqual(["shown", "muted play"]);
  });

  test("[KT5] is kept by the film where the lock is refused, with a silent sound where Apple's browsers want one", async () => {
    const { log, want } = await browser({ lock: "refused", vendor: "Apple Computer, Inc." });
    await want(true);
    expect(log).toEqual(["asked", "silence", "shown", "play"]);
  });
});

test("[KT6] pages use nothing that a plain-HTTP page lacks, but for what has another way beside it", () => {
  const secure =
    /serviceWorker|wakeLock|\.clipboard|mediaDevices|getUserMedia|randomUUID\(|crypto\.subtle|navigator\.(share|bluetooth|usb|geolocation|storage|locks|credentials)|Notification\b|PushManager|caches\.|showSaveFilePicker|SharedArrayBuffer|window\.cookieStore/;
  const files = readdirSync(PAGES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const code = (file: string) => readFileSync(join(PAGES, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => secure.test(code(file))).sort()).toEqual(["organiser/copy.ts", "shared/awake.ts"]);
});
