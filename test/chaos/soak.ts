/**
 * npm run soak [-- PART...] [--count N] [--seed N] [--json FILE]
 * The long runs, one after the other; `npm test` runs bounded ones. Prints the figures of each part, and all as JSON
 * after each. Ends with 1 when a part ended early, or a figure is missing or beyond its bound.
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { soakPromotions } from "../contract/store-redis-promotions.ts";
import { soakRedisStorm } from "../contract/store-redis-storm.ts";
import { soakHall } from "./abuse/hall.ts";
import { soakAbuse } from "./abuse/soak.ts";
import { BOUNDS } from "./bounds.ts";
import { soakFuzz, soakWire } from "./fuzz/soak.ts";
import { soakDeploys, soakKills, soakRedisKills } from "./kills/soak.ts";
import { soakSimulation } from "./simulation/soak.ts";
import { type Part, playParts, type Result } from "./soaking.ts";

const PARTS: Record<keyof typeof BOUNDS, Omit<Part, "bounds">> = {
  simulation: { what: "simulated games of 45 players on 3 nodes, with faults", count: 200_000, run: soakSimulation },
  fuzz: { what: "payloads from the schemas, broken and sound", count: 5_000_000, run: soakFuzz },
  wire: { what: "frames on raw WebSockets", count: 1_000_000, run: soakWire },
  kills: { what: "nodes killed", count: 200, run: soakKills },
  redis: { what: "times Redis killed or held", count: 60, run: soakRedisKills },
  deploys: { what: "rolling deploys", count: 40, run: soakDeploys },
  storm: { what: "strikes at Redis under write load, of seven kinds", count: 70, run: soakRedisStorm },
  promotions: { what: "masters lost, their replica promoted", count: 30, run: soakPromotions },
  abuse: { what: "bots that flood a room of 45 phones, again and again", count: 2000, run: soakAbuse },
  hall: { what: "phones that join one room from one address", count: 1000, run: soakHall },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string" }, seed: { type: "string", default: "1" }, json: { type: "string" } },
});
const seed = Number(values.seed);
const count = values.count === undefined ? undefined : Number(values.count);
const isPart = (name: string): name is keyof typeof PARTS => Object.hasOwn(PARTS, name);
const wanted = (positionals.length > 0 ? positionals : Object.keys(PARTS)).filter(isPart);
const isCount = count === undefined || (Number.isInteger(count) && count > 0);
if (positionals.some((name) => !isPart(name)) || !Number.isInteger(seed) || !isCount) {
  console.error(`Parts are ${Object.keys(PARTS).join(", ")}; --count and --seed are whole numbers.`);
  process.exit(2);
}

const keep = async (results: Readonly<Record<string, Result>>): Promise<void> => {
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ seed, parts: results }, null, 2)}\n`);
};
// A file that cannot be written is told now, and not after hours.
await keep({});
const parts = Object.fromEntries(wanted.map((name) => [name, { ...PARTS[name], bounds: BOUNDS[name] }]));
const results = Object.entries(await playParts(parts, { count, seed, say: console.log, keep }));
const partial = results.filter(([, result]) => result.partial);
if (partial.length > 0) {
  const shares = partial.map(([name, result]) => `${name} ${result.count} of ${result.fullCount}`);
  console.log(`A partial run: ${shares.join(", ")}.`);
}
const failed = results.flatMap(([name, { failures }]) => failures.map((failure) => `${name}: ${failure}.`));
for (const line of failed) console.error(line);
// The pages that run as phones keep timers of their own.
process.exit(failed.length > 0 ? 1 : 0);
