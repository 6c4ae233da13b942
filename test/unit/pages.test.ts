import fc from "fast-check";
import { expect, test } from "vitest";
import type { PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { wordCloud } from "../../src/items/word-cloud.ts";
import { readNumber } from "../../src/pages/player/number.ts";
import { phrase } from "../../src/pages/player/phrase.ts";
import { accept, emptyForm, type Play, type Reply, timeLeft, UNKNOWN } from "../../src/pages/player/state.ts";
import { createStopwatch } from "../../src/pages/player/stopwatch.ts";
import { createClock } from "../../src/pages/shared/clock.ts";

const common = { version: 5, serverNow: 0, round: 2, rounds: 7, language: "en", paused: false };
const lobby: PlayerSnapshotOf = { ...common, phase: "lobby", nickname: "Ani", code: "6FR8B" };
const preview: PlayerSnapshotOf = { ...common, phase: "preview", opensAt: 9000 };
const reply: Reply = { token: "t", round: 2, attempt: "a", value: "b", elapsedMs: 1200, status: "sent" };

const play = (changes: Partial<Play> = {}): Play => ({
  ...UNKNOWN,
  stage: "room",
  form: emptyForm("", ""),
  seat: { token: "t", nickname: "ani", code: "", pin: "482913" },
  snapshot: lobby,
  linked: true,
  outdated: false,
  ...changes,
});

/** A steady clock that the test moves. */
const hand = () => {
  const clock = { at: 0, now: () => clock.at };
  return clock;
};

test("[TM1] the phone's idea of the server's clock comes from the probe with the shortest round trip", () => {
  const phone = hand();
  const clock = createClock(phone.now);
  clock.sample(0, 400, 10_200);
  clock.sample(400, 440, 10_460);
  clock.sample(440, 940, 10_780);
  phone.at = 1000;
  expect(clock.serverNow()).toBe(11_040);
});

test("[TM1] a probe that contradicts the kept one replaces it, as after the phone has slept", () => {
  const phone = hand();
  const clock = createClock(phone.now);
  clock.sample(0, 20, 10_010);
  phone.at = 1000;
  clock.sample(900, 1000, 70_950);
  expect(clock.serverNow()).toBe(71_000);
});

test("[TM1] a message moves the phone's idea of the server's clock forward, never back", () => {
  const phone = hand();
  const clock = createClock(phone.now);
  clock.sample(0, 20, 10_010);
  clock.atLeast(9000);
  expect(clock.serverNow()).toBe(10_000);
  clock.atLeast(12_000);
  expect(clock.serverNow()).toBe(12_000);
});

test("[TM9] what a phone claims as thinking time starts with the round and leaves out pauses", () => {
  const phone = hand();
  const watch = createStopwatch(phone.now);
  watch.showing("1", false);
  phone.at = 1000;
  watch.showing("1", true);
  phone.at = 5000;
  expect(watch.elapsedMs()).toBe(1000);
  watch.showing("1", false);
  phone.at = 5500;
  expect(watch.elapsedMs()).toBe(1500);
  watch.showing("2", false);
  phone.at = 5700;
  expect(watch.elapsedMs()).toBe(200);
});

test("[TM5] the time left stands still while paused, is never below 0, and null where nothing ends by itself", () => {
  expect(timeLeft(preview, 8000)).toBe(1000);
  expect(timeLeft(preview, 9500)).toBe(0);
  expect(timeLeft({ ...preview, paused: true, remainingMs: 2500 }, 60_000)).toBe(2500);
  expect(timeLeft({ ...preview, opensAt: null }, 8000)).toBeNull();
  expect(timeLeft(lobby, 8000)).toBeNull();
});

test("[PG3] an older snapshot changes nothing, an equal or newer one is shown, whatever was missed between", () => {
  const state = play();
  expect(accept(state, { ...preview, version: 4 })).toBe(false);
  expect(state.snapshot).toBe(lobby);
  for (const next of [preview, { ...preview, version: 40 }]) {
    expect(accept(state, next)).toBe(true);
    expect(state.snapshot).toBe(next);
  }
});

test("[PG3] a response and a draft survive a snapshot of their own round and go with the next round", () => {
  const state = play({ reply, draft: "c" });
  accept(state, { ...preview, version: 6 });
  expect([state.reply, state.draft]).toEqual([reply, "c"]);
  accept(state, { ...preview, version: 7, round: 3 });
  expect([state.reply, state.draft]).toEqual([null, null]);
});

test("[PG3] a page that starts again keeps the response of the round it comes back to", () => {
  const state = play({ snapshot: null, reply });
  accept(state, preview);
  expect(state.reply).toBe(reply);
});

test("[PG3] the seat takes the name and code that the server gave it, the total stays until another is told", () => {
  const state = play({ total: 900 });
  accept(state, { ...lobby, version: 6 });
  expect(state.seat).toEqual({ token: "t", nickname: "Ani", code: "6FR8B", pin: "482913" });
  expect(state.total).toBe(900);
  accept(state, { ...common, version: 7, phase: "leaderboard", total: 1783, rank: 1, of: 2 });
  expect(state.total).toBe(1783);
});

test("[PG3] a link with a PIN opens on the nickname, any other on the PIN", () => {
  expect(emptyForm("482913", "").step).toBe("nickname");
  expect(emptyForm("", "6FR8B").step).toBe("pin");
});

test.each([
  ["1.783", "id", 1783],
  ["1.783", "en", 1.783],
  ["1,783", "id", 1.783],
  ["1,783", "en", 1783],
  ["8,3", "en", 8.3],
  ["1.234.567,5", "en", 1_234_567.5],
  [" \u22124 ", "id", -4],
  [".5", "en", 0.5],
  ["1.2.3", "id", null],
  ["8 menit", "id", null],
  ["1e3", "en", null],
  ["", "id", null],
])("[PG2] a number is read as the language writes it: %j in %s is %s", (typed, locale, value) => {
  expect(readNumber(typed, locale)).toBe(value);
});

test("[QZ12] words that are typed one a field stay as many, whatever signs stand in them", () => {
  const item = wordCloud.schema.parse({ type: "word-cloud", id: "w", stem: "Which?" });
  const sign = fc.constantFrom("a", " ", ",", ";", "\u3001", "\uff0c", "b c");
  const typed = fc.array(fc.array(sign, { maxLength: 7 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(typed, (fields) => {
      const words = fields.map((signs) => phrase(signs.join("")).trim()).filter((word) => word !== "");
      fc.pre(words.length > 0);
      expect(wordCloud.normalise(item, words.join(", "))).not.toBeNull();
    }),
  );
});
