import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createAsks, digitsOf } from "../../src/pages/host/asks.ts";
import { createPresses } from "../../src/pages/host/presses.ts";
import { isAway, lightOf, presenceOf } from "../../src/pages/host/roster.ts";
import { untilOptions } from "../../src/pages/shared/opening.ts";

test("[RM73] a press counts on the question that has stood where it is for 700 ms, whatever came or went around it", () => {
  let now = 0;
  const asks = createAsks(() => now);
  expect([asks.add("a"), asks.add("a")]).toEqual([true, false]);
  now = 699;
  expect(asks.stands("a")).toBe(false);
  now = 700;
  for (const id of ["b", "c"]) asks.add(id);
  expect([asks.stands("a"), asks.stands("b")]).toEqual([true, false]);
  now = 2000;
  asks.settle("b");
  // What stood above moves nowhere, what stood below moves up under the pointer.
  expect(["a", "b", "c"].map(asks.stands)).toEqual([true, false, false]);
  now = 2700;
  expect(["a", "b", "c"].map(asks.stands)).toEqual([true, false, true]);
  asks.clear();
  expect(asks.stands("a")).toBe(false);
});

test("[RM73] the two digits follow from the question's id, and questions of one moment differ in them", () => {
  expect(digitsOf("k3")).toMatch(/^\d\d$/);
  expect(digitsOf("k3")).toBe(digitsOf("k3"));
  expect(new Set(["a1", "a2", "b1", "b2", "c9"].map(digitsOf)).size).toBe(5);
});

test("[PA3] whoever answers on paper is missed nowhere; with a phone in hand they are here, and without either away", () => {
  const seat = (present: boolean, paper?: true) => ({ playerId: "p", nickname: "p", present, ...(paper && { paper }) });
  const all = [seat(true), seat(true, true), seat(false, true), seat(false)];
  expect(all.map(presenceOf)).toEqual(["here", "here", "paper", "away"]);
  expect(all.map(isAway)).toEqual([false, false, false, true]);
  expect(all.map((player) => lightOf(player, new Set()))).toEqual(["here", "here", "here", "away"]);
});

test("[RM67] a press for the next step is not meant for a screen that has come in the last half second, nor is a second one", () => {
  let now = 0;
  const presses = createPresses(() => now);
  const at = (ms: number) => {
    now = ms;
    return presses.meant();
  };
  // The first screen has replaced none.
  presses.stands("open 1");
  presses.stands("open 1");
  expect([at(1), at(400), at(501)]).toEqual([true, false, true]);
  now = 2000;
  presses.stands("reveal 1");
  expect([at(2001), at(2499), at(2500)]).toEqual([false, false, true]);
});

test("[TM5] the options of a round that was paused before they showed do not show while it is paused", () => {
  const open = { openedAt: 1000, deadline: 21_000, paused: false };
  expect([untilOptions(open, 900), untilOptions(open, 1000)]).toEqual([100, 0]);
  expect(untilOptions({ ...open, paused: true, remainingMs: 20_100 }, 9000)).toBe(100);
  expect(untilOptions({ ...open, paused: true, remainingMs: 14_000 }, 9000)).toBe(-6000);
  // Without a limit nobody is told when the pause began.
  expect(untilOptions({ ...open, paused: true, deadline: null }, 9000)).toBeLessThan(0);
});

test("[PG20] every movement of a stylesheet stands where motion is welcome", () => {
  const files = globSync("src/pages/**/*.css", { cwd: new URL("../../", import.meta.url) });
  const moving = files.filter((file) => {
    const css = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
    return /^@keyframes/m.test(css.replace(/^@media \(prefers-reduced-motion: no-preference\) \{$.*?^\}$/gms, ""));
  });
  expect(files.length).toBeGreaterThan(40);
  expect(moving).toEqual([]);
});
