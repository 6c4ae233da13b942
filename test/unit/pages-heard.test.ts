import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { HostSnapshotOf, PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { cueOf } from "../../src/pages/player/cue.ts";
import { SOUNDS } from "../../src/pages/shared/sounds.ts";
import { createSpoken } from "../../src/pages/shared/spoken.ts";

/** Files for the browser, whose globals this project does not know, are read by path. */
const PAGES = "../../src/pages";

interface Tone {
  hz: number;
  from: number;
  until: number;
}

/** A browser's audio that writes down what it is to play. */
const fakeAudio = () => {
  const heard: Tone[] = [];
  const made: { state: string }[] = [];
  class FakeAudio {
    state = "running";
    currentTime = 100;
    destination = {};
    constructor() {
      made.push(this);
    }
    createOscillator() {
      const oscillator = {
        frequency: { value: 0 },
        connect: (next: unknown) => next,
        start: (from: number) => heard.push({ hz: oscillator.frequency.value, from, until: Number.NaN }),
        stop: (until: number) => Object.assign(heard.at(-1) ?? {}, { until }),
      };
      return oscillator;
    }
    createGain() {
      const change = (value: number, at: number) => {
        // An exponential ramp may not touch 0.
        if (value <= 0 || at < this.currentTime) throw new RangeError("gain");
      };
      const gain = { setValueAtTime: change, exponentialRampToValueAtTime: change };
      return { gain, connect: (next: unknown) => next };
    }
    async resume() {
      this.state = "running";
    }
    async suspend() {
      this.state = "suspended";
    }
  }
  return { heard, made, FakeAudio };
};

const gestures = new Map<string, () => void>();
const stored = new Map<string, string>();

beforeEach(() => {
  vi.resetModules();
  gestures.clear();
  stored.clear();
  vi.stubGlobal("addEventListener", (event: string, handler: () => void) => gestures.set(event, handler));
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("document", { documentElement: {}, addEventListener: () => undefined });
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the time left", () => {
  const heard = (lefts: number[]) => {
    const spoken = createSpoken();
    return lefts.map((left) => spoken(left)).filter((seconds) => seconds !== null);
  };
  const down = (from: number, to = 0, step = 100) =>
    Array.from({ length: (from - to) / step + 1 }, (_, index) => from - index * step);

  test("[PG17] is said at ten and at five seconds, once each", () => {
    expect(heard(down(20_000))).toEqual([10, 5]);
    expect(heard(down(20_000, 0, 1000))).toEqual([10, 5]);
  });

  test("[PG17] is not said for what was over when somebody came, and again after an extension", () => {
    expect(heard(down(7000))).toEqual([5]);
    expect(heard(down(5000))).toEqual([]);
    expect(heard([12_000, 3000, 0])).toEqual([5]);
    expect(heard([12_000, 0])).toEqual([]);
    expect(heard([...down(12_000, 8000), ...down(18_000)])).toEqual([10, 10, 5]);
  });
});

const common = { version: 5, serverNow: 0, round: 2, rounds: 7, language: "en", paused: false };
const prompt = {
  id: "q",
  type: "single-choice",
  widget: "choose-one",
  stem: "Who learns?",
  options: [
    { id: "a", text: "Pupils", mark: 0 },
    { id: "b", text: "Teachers", mark: 1 },
  ],
  seconds: 20,
  points: 1000,
} as const;
const open = { ...common, phase: "open", prompt, openedAt: 0, deadline: 20_000, responded: false } as never as Extract<
  PlayerSnapshotOf,
  { phase: "open" }
>;
const verdict = { credit: 1, correct: true, points: 928, streak: 1, answered: true };
const reveal = { ...common, phase: "reveal", prompt, verdict, key: ["b"], total: 928, rank: 3, of: 45 };

describe("what a phone says to screen readers", () => {
  const said = async (snapshot: object, reply: object | null = null): Promise<string> => {
    const { chooseScreen }: { chooseScreen(context: object): { say: string } } = await import(
      `${PAGES}/player/choose.ts`
    );
    const play = { stage: "room", seat: { token: "t" }, snapshot, reply, draft: null, total: 0, linked: true };
    return chooseScreen({ play, act: {}, now: () => 5000 }).say;
  };

  test("[PG17] is the question, that the response is stored, and the verdict with what is right", async () => {
    expect(await said({ ...common, phase: "preview", stem: "Who learns?", opensAt: 9000 })).toMatch(
      /2 of 7.*Who learns\?/,
    );
    expect(await said(open)).toMatch(/open.*Who learns\?/);
    expect(await said(open, { round: 2, status: "sent", value: "b" })).toMatch(/^Sent/);
    expect(await said(reveal)).toMatch(/^Correct.*928.*3 of 45/);
    const wrong = { ...reveal, verdict: { ...verdict, credit: 0, correct: false, points: 0, streak: 0 } };
    expect(await said(wrong)).toMatch(/^Not quite.*Teachers/);
  });

  test("[PG33] is what the picture of the right option shows, too", async () => {
    const options = [{ id: "b", text: "B", mark: 1, image: { url: "/b.png", alt: "Growth by year" } }];
    const wrong = { ...reveal, prompt: { ...prompt, options }, verdict: { ...verdict, correct: false, credit: 0 } };
    expect(await said(wrong)).toMatch(/: B \(Growth by year\)/);
  });

  test("[WC4] is not what would have been right in a round that is void, because that may be wrong itself", async () => {
    const voided = { ...reveal, voided: true, verdict: { ...verdict, credit: null, correct: null, points: 0 } };
    expect(await said(voided)).toMatch(/does not count/);
    expect(await said(voided)).not.toMatch(/Teachers/);
  });
});

describe("sounds", () => {
  interface Sound {
    set(on: boolean): void;
    play(name: string): void;
  }
  const load = async (on: boolean) => {
    const audio = fakeAudio();
    vi.stubGlobal("AudioContext", audio.FakeAudio);
    const { createSound }: { createSound(on: boolean): Sound } = await import(`${PAGES}/shared/sound.ts`);
    return { ...audio, sound: createSound(on) };
  };

  test("[PG18] are tones of the browser's own, short and one after the other", async () => {
    const { sound, heard } = await load(false);
    sound.set(true);
    for (const name of Object.keys(SOUNDS)) {
      const before = heard.length;
      sound.play(name);
      const tones = heard.slice(before);
      expect(tones.length).toBeGreaterThan(0);
      for (const { hz, from, until } of tones) {
        expect(hz).toBeGreaterThan(200);
        expect(hz).toBeLessThan(2000);
        expect(from).toBeGreaterThanOrEqual(100);
        expect(until).toBeGreaterThan(from);
        expect(until).toBeLessThanOrEqual(102.1);
      }
    }
  });

  test("[PG18] are off until they are switched on, and no audio is made before a tap or key", async () => {
    const off = await load(false);
    gestures.get("keydown")?.();
    off.sound.play("open");
    expect(off.made).toHaveLength(0);

    const { sound, heard, made } = await load(true);
    sound.play("open");
    expect(made).toHaveLength(0);
    gestures.get("pointerup")?.();
    sound.play("tick");
    expect([made.length, heard.length]).toEqual([1, 1]);
    sound.set(false);
    sound.play("tick");
    expect(heard).toHaveLength(1);
    sound.set(true);
    sound.play("tick");
    gestures.get("keydown")?.();
    expect([made.length, heard.length]).toEqual([1, 2]);
  });

  test("[PG18] are nothing where a browser has no audio", async () => {
    const { sound } = await load(false);
    vi.stubGlobal("AudioContext", undefined);
    sound.set(true);
    sound.play("open");
  });

  test("[PG18] of the host page tell of opening, reveal and podium, and of a pre-test's closing alone", async () => {
    const host: { cueOf(snapshot: HostSnapshotOf): string | null } = await import(`${PAGES}/host/sound.ts`);
    const at = (phase: string, more = {}) => host.cueOf({ ...common, phase, ...more } as never);
    expect([at("lobby"), at("preview"), at("open"), at("leaderboard")]).toEqual([null, null, "open", null]);
    expect([at("reveal", { prompt }), at("reveal")]).toEqual(["reveal", "close"]);
    expect([at("finished", { podium: [{}] }), at("finished", { podium: [] }), at("finished")]).toEqual([
      "podium",
      null,
      null,
    ]);
  });

  test("[PG18] of a phone tell of a stored response and of a verdict", () => {
    const of = (snapshot: object, status?: string) =>
      cueOf({ snapshot, reply: status ? { status } : null } as Parameters<typeof cueOf>[0]);
    expect([of(open), of(open, "saving"), of(open, "sent"), of(open, "late")]).toEqual([null, null, "sent", null]);
    const judged = (change: object) => of({ ...reveal, verdict: { ...verdict, ...change } }, "sent");
    expect([judged({}), judged({ correct: false, credit: 0.5 })]).toEqual(["right", "wrong"]);
    expect([judged({ correct: null, credit: null }), judged({ answered: false, correct: false })]).toEqual([
      null,
      null,
    ]);
    expect(of({ ...common, phase: "reveal" }, "sent")).toBeNull();
  });

  test("[PG18] that were switched on are on at the next visit", async () => {
    vi.stubGlobal("AudioContext", fakeAudio().FakeAudio);
    const host = `${PAGES}/host/sound.ts`;
    const first: { isSounding(): boolean; toggleSound(): void } = await import(host);
    expect(first.isSounding()).toBe(false);
    first.toggleSound();
    vi.resetModules();
    expect(((await import(host)) as typeof first).isSounding()).toBe(true);
  });
});
