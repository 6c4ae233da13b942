import { expect, test } from "vitest";
import { chanceFrom } from "./fuzz/chance.ts";
import { soakWire } from "./fuzz/soak.ts";

const SEED = chanceFrom(Date.now()).below(1e6) * 1000;

test("[PR14] 10,000 hostile frames against a real process: it lives, tells nothing of itself, and an honest game goes on", {
  timeout: 300_000,
}, async () => {
  const figures = await soakWire({ count: 10_000, seed: SEED, say: console.log });
  console.log("wire", SEED, figures);
  expect(figures.frames).toBeGreaterThanOrEqual(10_000);
  expect(figures.acknowledged).toBeGreaterThan(5);
  expect(figures.ended).toBeGreaterThan(100);
});
