/** What every part of the long run must keep to, from what is promised; figures are those that its part prints. */
import type { Bounds } from "./soaking.ts";

/** Of rooms in which things happen at all. */
const LIVELY: Bounds = { responsesAcknowledged: { least: 1 }, responsesLateInCalm: { most: 0 } };
const FLOODS = ["idle", "working", "full", "fullWorking"];

const ofEach = (floods: readonly string[], bounds: Bounds): Bounds =>
  Object.fromEntries(
    floods.flatMap((flood) => Object.entries(bounds).map(([name, bound]) => [`${flood}.${name}`, bound])),
  );

export const BOUNDS = {
  // Invariants and answers throw where they are broken: what is left to hold is that the faults and cases took place.
  simulation: (count) => ({
    games: { least: count },
    crashes: { least: 1 },
    pauses: { least: 1 },
    outages: { least: 1 },
    acknowledged: { least: count },
  }),
  fuzz: (count) => ({
    cases: { least: count },
    invalid: { least: Math.floor(count * 0.35) },
    brokenLeast: { least: Math.min(100, Math.floor(count / 10_000)) },
    carriedOut: { least: 1 },
  }),
  wire: (count) => ({
    frames: { least: count },
    ended: { least: 1 },
    acknowledged: { least: 1 },
    dropped: { most: 0 },
  }),
  // While a node is only held, its people may answer too late: they do not know yet that they should go to another one.
  kills: (count) => ({
    ...LIVELY,
    kills: { least: count },
    "kill backP50Ms": { most: 2000 },
    "kill backP99Ms": { most: 3000 },
    "kill othersLateMaxMs": { most: 500 },
    "kill responsesLate": { most: 0 },
  }),
  redis: (count) => ({
    ...LIVELY,
    faults: { least: count },
    "redis-* resumedMaxMs": { most: 2000 },
    "redis-* responsesLate": { most: 0 },
  }),
  deploys: (count) => ({
    ...LIVELY,
    deploys: { least: count },
    "deploy backP99Ms": { most: 3000 },
    "deploy responsesLate": { most: 0 },
  }),
  storm: (count) => ({
    strikes: { least: count },
    acknowledged: { least: count },
    lost: { most: 0 },
    resumeMaxMs: { most: 2000 },
  }),
  promotions: (count) => ({
    promotions: { least: count },
    acknowledged: { least: count },
    lost: { most: 0 },
    resumeMaxMs: { most: 2000 },
  }),
  // Bots and server share a machine here, which slows everybody down: the flood at another server is what is compared with.
  abuse: (count) => ({
    ...ofEach([...FLOODS, "elsewhere"], { botsConnected: { least: count * 0.95 } }),
    ...ofEach(FLOODS, { phonesIn: { least: 45 }, responsesFailed: { most: 0 }, ackP99ToElsewhere: { most: 2 } }),
    ...ofEach(["idle", "working"], { joinSlowestMs: { most: 10_000 } }),
    ...ofEach(["full", "fullWorking"], { allInAfterReopeningMs: { most: 10_000 } }),
    "*.ackP99Ratio": {},
  }),
  hall: (count) => ({
    phonesIn: { least: count, most: count },
    joinP99Ms: { most: 3000 },
    joinSlowestMs: { most: 10_000 },
    tapsAgain: { most: 0 },
    responsesFailed: { most: 0 },
  }),
} satisfies Record<string, (count: number) => Bounds>;
