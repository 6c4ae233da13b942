import { expect, test } from "vitest";
import type { Room } from "../../src/room.ts";
import { pairAmong, preOf, wasHeld, wasOverBefore } from "../../src/rooms/workshop-pair.ts";
import { advanced, ask, quizOf, roomOf } from "./fixtures.ts";

const quiz = quizOf([{ id: "q1", type: "true-false", stem: "True?", key: ["true"], seconds: null }]);
const lobby = (id: string, createdAt = 0): Room => ({
  ...roomOf(quiz, { previewSeconds: 0, preset: "pretest" }),
  id,
  createdAt,
});
const open = (id: string, from: number, createdAt = 0): Room => advanced(lobby(id, createdAt), from);
/** Left at its last reveal. */
const played = (id: string, from: number, to: number, createdAt = 0): Room =>
  ask(open(id, from, createdAt), { kind: "close", round: 1 }, to);
const ended = (room: Room, at: number): Room => ask(room, { kind: "finish" }, at);

const stored = (...rooms: Room[]) => rooms.map((room) => ({ room, seats: 0, beatAt: null }));

test("[RM45] held are tests whose last round was closed, ended or not; not one that waits, goes on, or asked nothing", () => {
  expect(wasHeld(played("a", 1_000, 9_000))).toBe(true);
  expect(wasHeld(ended(open("a", 1_000), 9_000))).toBe(true);
  expect(wasHeld(lobby("a"))).toBe(false);
  expect(wasHeld(open("a", 1_000))).toBe(false);
  expect(wasHeld(ended(lobby("a"), 9_000))).toBe(false);
  // Closed before its options showed, the round was open to nobody.
  expect(wasHeld(ended(open("a", 1_000), 1_200))).toBe(false);
});

test("[RM45] a pre-test was over in time when its last round was closed no later than its post-test began", () => {
  const post = played("post", 20_000, 30_000);
  expect(wasOverBefore(played("pre", 1_000, 20_000), post)).toBe(true);
  expect(wasOverBefore(played("pre", 1_000, 20_001), post)).toBe(false);
  expect(wasOverBefore(ended(played("pre", 1_000, 9_000), 90_000), post)).toBe(true);
  expect(wasOverBefore(lobby("pre"), post)).toBe(false);
  // Of two rooms never each is over before the other.
  expect(wasOverBefore(post, played("pre", 1_000, 20_000))).toBe(false);
});

test("[WS5] of the tests that were held the one begun last is compared, whichever room was made last", () => {
  const monday = played("made early", 5_000, 9_000, 1);
  const tuesday = played("made late", 2_000, 3_000, 2);
  const mistake = lobby("mistake", 9_500);
  const found = { pre: stored(mistake, tuesday, monday), post: stored(mistake) };
  expect(pairAmong(found)).toMatchObject({ pre: { id: "made early" }, post: { id: "mistake" } });
  expect(pairAmong(found, { pre: "made late", post: null })).toMatchObject({ pre: { id: "made late" } });
  expect(pairAmong(found, { pre: "gone", post: null })).toMatchObject({ pre: { id: "made early" } });
});

test("[RM46] a post-test's pre-test is the chosen one, else the last that was over before it; never itself", () => {
  const post = played("post", 20_000, 30_000);
  const rooms = [played("first", 1_000, 2_000), played("second", 3_000, 4_000), played("later", 40_000, 50_000)];
  const found = { pre: stored(...rooms, post), post: stored(post) };
  expect(preOf(post, found)?.id).toBe("second");
  expect(preOf(post, found, { pre: "later", post: null })?.id).toBe("later");
  expect(preOf(post, found, { pre: "post", post: null })?.id).toBe("second");
  expect(preOf(post, { ...found, pre: stored(lobby("lobby")) })).toBeUndefined();
});
