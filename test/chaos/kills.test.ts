import { beforeAll, describe, expect, test } from "vitest";
import type { Kind } from "./kills/faults.ts";
import { type Outcome, runFaults } from "./kills/run.ts";
import { figuresOf } from "./kills/soak.ts";
import { type Bounds, breaches, type Figures } from "./soaking.ts";

const SEED = 4;
const KINDS: readonly Kind[] = [
  ...["kill", "redis-kill", "kill", "kill", "freeze", "redis-kill", "kill", "deploy", "redis-kill", "kill"],
  ...["redis-freeze-and-kill", "kill"],
] as Kind[];

/** Looser than those of the long run: other tests keep the machine busy. */
const BOUNDS: Bounds = {
  "kill backMaxMs": { most: 5000 },
  "kill othersLateMaxMs": { most: 1000 },
  "redis-* resumedMaxMs": { most: 5000 },
};

/** Three rooms of 8 phones on three nodes, Redis, and the proxy that ships. */
describe(`ten kills in the middle of games (seed ${SEED})`, () => {
  let outcome: Outcome;
  let figures: Figures;
  beforeAll(async () => {
    outcome = await runFaults({ kinds: KINDS, nodes: 3, phones: 8, seed: SEED, say: () => {} });
    figures = figuresOf(outcome);
    console.log(JSON.stringify(figures));
  }, 300_000);

  const of = (kind: Kind) => outcome.happened.filter((each) => each.kind === kind);

  test("[OP6] nodes are killed in at least three phases, and something fails in each of the seven: everybody is back in the same seat, and every acknowledged response stands once", () => {
    expect(outcome.faults).toEqual([]);
    expect(new Set(of("kill").map(({ moment }) => moment)).size).toBeGreaterThanOrEqual(3);
    expect(new Set(outcome.happened.map(({ moment }) => moment)).size).toBe(7);
    expect(of("kill").flatMap(({ out }) => out).length).toBeGreaterThan(9);
    expect(outcome.games.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(100);
  });

  test("[OP6] ten times and more somebody is killed; people are soon back, rooms that were not hurt are hardly late, and Redis is soon of use", () => {
    expect(outcome.happened.map(({ kind }) => kind)).toEqual(KINDS);
    expect(KINDS.filter((kind) => kind.endsWith("kill")).length).toBeGreaterThanOrEqual(10);
    expect(breaches(figures, BOUNDS)).toEqual([]);
  });

  test("[OP7] in a rolling deploy every node ends with 0, all its clients go to the others, and no response that was tapped in time is refused", () => {
    expect(of("deploy").map(({ out }) => out.length >= 9)).toEqual([true]);
  });
});
