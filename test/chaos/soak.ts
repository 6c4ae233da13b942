/**
 * npm run soak [-- PART...] [--count N] [--seed N] [--json FILE]
 * The long runs, one after the other; `npm test` runs bounded ones. Prints the figures of each part, and all as JSON.
 * Ends with 1 when an acknowledged write was lost or a response failed.
 */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { soakPromotions } from "../contract/store-redis-promotions.ts";
import { soakRedisStorm } from "../contract/store-redis-storm.ts";
import { soakAbuse } from "./abuse/soak.ts";
import { soakFuzz, soakWire } from "./fuzz/soak.ts";
import { soakDeploys, soakKills, soakRedisKills } from "./kills/soak.ts";
import { soakSimulation } from "./simulation/soak.ts";
import { type Figures, mishaps, type Soak } from "./soaking.ts";

interface Part {
  what: string;
  count: number;
  run(soak: Soak): Promise<Figures>;
}

const PARTS: Record<string, Part> = {
  simulation: { what: "simulated games of 45 players on 3 nodes, with faults", count: 200_000, run: soakSimulation },
  fuzz: { what: "payloads from the schemas, broken and sound", count: 5_000_000, run: soakFuzz },
  wire: { what: "frames on raw WebSockets", count: 1_000_000, run: soakWire },
  kills: { what: "nodes killed", count: 200, run: soakKills },
  redis: { what: "times Redis killed or held", count: 60, run: soakRedisKills },
  deploys: { what: "rolling deploys", count: 40, run: soakDeploys },
  storm: { what: "strikes at Redis under write load, of seven kinds", count: 70, run: soakRedisStorm },
  promotions: { what: "masters lost, their replica promoted", count: 30, run: soakPromotions },
  abuse: { what: "bots that flood a room of 45 phones", count: 2000, run: soakAbuse },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string" }, seed: { type: "string", default: "1" }, json: { type: "string" } },
});
const seed = Number(values.seed);
const wanted = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
const given = values.count === undefined ? undefined : Number(values.count);
if (unknown.length > 0 || !Number.isInteger(seed) || (given !== undefined && !(Number.isInteger(given) && given > 0))) {
  console.error(`Parts are ${Object.keys(PARTS).join(", ")}; --count and --seed are whole numbers.`);
  process.exit(2);
}

const all: Record<string, Figures> = {};
const failed: string[] = [];
for (const name of wanted) {
  const part = PARTS[name] as Part;
  const count = given ?? part.count;
  console.log(`${name}: ${count} ${part.what}, seed ${seed}`);
  const startedAt = performance.now();
  const figures = await part.run({ count, seed, say: (line) => console.log(`  ${line}`) });
  all[name] = { ...figures, seconds: Math.round((performance.now() - startedAt) / 1000) };
  for (const [figure, value] of Object.entries(all[name])) {
    console.log(`  ${figure.padEnd(36)}${String(Math.round(value * 1000) / 1000).padStart(12)}`);
  }
  failed.push(...mishaps(figures).map((figure) => `${name}: ${figure} is ${figures[figure]}, not 0`));
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify({ seed, ...all }, null, 2)}\n`);
for (const line of failed) console.error(line);
// The pages that run as phones keep timers of their own.
process.exit(failed.length > 0 ? 1 : 0);
