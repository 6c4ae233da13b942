import { expect, test } from "vitest";
import { simulate } from "./run.ts";
import { soakSimulation } from "./soak.ts";

const GAMES = 2000;
/** The machine may be busy with other tests. */
const LIMIT_MS = 600_000;

test(
  "[RS9] 2,000 games of 45 on three nodes, whatever fails: no receipt is revoked, no round closes twice, everybody gets to the end",
  async () => {
    const figures = await soakSimulation({ count: GAMES, seed: 1, say: console.log });
    // Games in which nothing goes wrong, or nobody answers, show nothing.
    expect(figures.games).toBe(GAMES);
    expect(figures.crashes).toBeGreaterThan(GAMES);
    expect(figures.pauses).toBeGreaterThan(GAMES);
    expect(figures.outages).toBeGreaterThan(GAMES / 2);
    expect(figures.extensions).toBeGreaterThan(GAMES / 50);
    expect(figures.replaced).toBeGreaterThan(GAMES / 10);
    expect(figures.acknowledged).toBeGreaterThan(50 * GAMES);
  },
  LIMIT_MS,
);

test("[TM8] a seed plays the same game again, to the last event", async () => {
  const seeds = Array.from({ length: 20 }, (_, n) => 100_000 + n);
  const once: number[] = [];
  for (const seed of seeds) once.push((await simulate(seed)).hash);
  const again: number[] = [];
  for (const seed of seeds.toReversed()) again.unshift((await simulate(seed)).hash);
  expect(again).toEqual(once);
  expect(new Set(once).size).toBe(seeds.length);
});
