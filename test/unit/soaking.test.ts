import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { BOUNDS } from "../chaos/bounds.ts";
import { breaches, type Figures, type Part, playParts, type Result } from "../chaos/soaking.ts";

/** Plays parts with these counts; gives the results, what was said, and what was kept each time. */
const play = async (parts: Record<string, Part>, count?: number) => {
  const said: string[] = [];
  const kept: Record<string, Result>[] = [];
  const keep = async (results: object) => void kept.push(structuredClone(results) as Record<string, Result>);
  const results = await playParts(parts, { count, seed: 1, say: (line) => said.push(line), keep });
  return { results, said, kept };
};

const part = (run: Part["run"], bounds: Part["bounds"] = () => ({})): Part => ({
  what: "things",
  count: 10,
  run,
  bounds,
});

test("[AB43] a figure beyond its bound, without a value, or missing is one sentence; one at its bound is none", () => {
  const figures = { lost: 0, resumeMaxMs: 2000, joined: 45, ratio: Number.NaN };
  expect(breaches(figures, { lost: { most: 0 }, resumeMaxMs: { most: 2000 }, joined: { least: 45 } })).toEqual([]);
  expect(breaches(figures, { resumeMaxMs: { most: 1999 }, joined: { least: 46 } })).toEqual([
    "resumeMaxMs is 2000, and should be at most 1999",
    "joined is 45, and should be at least 46",
  ]);
  expect(breaches(figures, { ratio: { most: 2 } })).toEqual(["ratio is NaN"]);
  expect(breaches(figures, { "kill backP99Ms": { most: 3000 }, seen: {} })).toEqual([
    "kill backP99Ms is missing",
    "seen is missing",
  ]);
});

test("[AB43] a bound with a star holds every figure that fits, and needs one", () => {
  const figures = { "redis-kill resumedMaxMs": 100, "redis-freeze resumedMaxMs": 2100, "kill resumedMaxMs": 9000 };
  const bounds = { "redis-* resumedMaxMs": { most: 2000 } };
  expect(breaches(figures, bounds)).toEqual(["redis-freeze resumedMaxMs is 2100, and should be at most 2000"]);
  expect(breaches({ "kill resumedMaxMs": 9 }, bounds)).toEqual(["redis-* resumedMaxMs is missing"]);
});

test("[AB43] a part that throws has failed, the parts after it are played, and what is known is kept after each", async () => {
  const broken = part(() => Promise.reject(new Error("seed 3 stalls")));
  const good = part(
    async ({ count }): Promise<Figures> => ({ games: count }),
    (count) => ({ games: { least: count } }),
  );
  const { results, said, kept } = await play({ broken, good });
  expect(results.broken).toMatchObject({ failures: ["ended early: seed 3 stalls"], figures: {} });
  expect(results.good).toMatchObject({ failures: [], figures: { games: 10 }, partial: false });
  expect(said).toContain("  FAILED: ended early: seed 3 stalls");
  expect(kept.map((results) => Object.keys(results))).toEqual([["broken"], ["broken", "good"]]);
});

test("[AB43] a run with fewer than its part has says that it is partial, and is held to what it was asked", async () => {
  const lazy = part(
    async () => ({ games: 6 }),
    (count) => ({ games: { least: count } }),
  );
  const { results, said } = await play({ lazy }, 7);
  expect(results.lazy).toMatchObject({ count: 7, fullCount: 10, partial: true });
  expect(said[0]).toBe("lazy: 7 things, seed 1 (partial: a full run has 10)");
  expect(results.lazy?.failures).toEqual(["games is 6, and should be at least 7"]);
  expect((await play({ lazy })).results.lazy).toMatchObject({ count: 10, partial: false });
});

test("[AB43] what a part throws where nobody waits for it ends that part alone", async () => {
  const soaking = fileURLToPath(new URL("../chaos/soaking.ts", import.meta.url));
  const script = `
    const { playParts } = await import(${JSON.stringify(soaking)});
    const astray = () => new Promise(() => void Promise.reject(new Error("astray")));
    const part = (run) => ({ what: "things", count: 1, run, bounds: () => ({}) });
    const parts = { astray: part(astray), good: part(async () => ({ games: 1 })) };
    const results = await playParts(parts, { seed: 1, say: () => {}, keep: async () => {} });
    console.log(JSON.stringify(results));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  expect(JSON.parse(stdout)).toMatchObject({
    astray: { failures: ["ended early: astray"] },
    good: { failures: [], figures: { games: 1 } },
  });
});

/** Figures that keep to the bounds of their part, one of them changed or (undefined) left out. */
const held = (name: keyof typeof BOUNDS, kept: Figures, change: Record<string, number | undefined>): string[] => {
  const figures = Object.entries({ ...kept, ...change }).filter(
    (pair): pair is [string, number] => pair[1] !== undefined,
  );
  return breaches(Object.fromEntries(figures), BOUNDS[name](10));
};

test("[AB43] people who are back too late, rooms that are late, and responses refused fail the run of kills", () => {
  const kept = {
    kills: 10,
    responsesAcknowledged: 500,
    responsesLateInCalm: 0,
    "kill backP50Ms": 2000,
    "kill backP99Ms": 3000,
    "kill othersLateMaxMs": 500,
    "kill responsesLate": 0,
  };
  expect(held("kills", kept, {})).toEqual([]);
  for (const figure of Object.keys(kept)) expect(held("kills", kept, { [figure]: undefined })).toHaveLength(1);
  for (const figure of ["kill backP50Ms", "kill backP99Ms", "kill othersLateMaxMs", "kill responsesLate"] as const) {
    expect(held("kills", kept, { [figure]: kept[figure] + 1 })).toHaveLength(1);
  }
  expect(held("kills", kept, { kills: 9 })).toHaveLength(1);
});

test("[AB43] an acknowledged write that is lost, or a late return, fails the runs at Redis", () => {
  const kept = { strikes: 10, promotions: 10, acknowledged: 900, lost: 0, resumeMaxMs: 2000 };
  for (const name of ["storm", "promotions"] as const) {
    expect(held(name, kept, {})).toEqual([]);
    for (const change of [{ lost: 1 }, { resumeMaxMs: 2001 }, { lost: undefined }]) {
      expect(held(name, kept, change)).toHaveLength(1);
    }
  }
});
