/**
 * npm run bench -- hall|burst|school|join|herd|nodes|start|report|phone
 *   [--players N] [--rooms N] [--within MS] [--runs N] [--redis] [--nodes 3] [--json FILE] [--compare OLD.json] [--profile DIR]
 * npm run bench -- --targets [PART ...] [--runs N] [--scale 0.1] [--json FILE]
 *   All targets, each beside what was measured; at most ten minutes. Parts of them when named, as the run names them.
 * npm run bench -- --compare OLD.json NEW.json
 *   What has moved from one record to another.
 */
import { readFile, writeFile } from "node:fs/promises";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { compare } from "./bench/compare.ts";
import { pinGenerator } from "./bench/cores.ts";
import { type Result, tableOf } from "./bench/figures.ts";
import { PART_NAMES, playTargets } from "./bench/parts.ts";
import { type Asked, SCENARIOS } from "./bench/scenarios.ts";
import { createStage } from "./bench/stage.ts";
import { targetsTable } from "./bench/targets.ts";

const LATE_MS = 20 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    players: { type: "string" },
    rooms: { type: "string" },
    runs: { type: "string" },
    nodes: { type: "string" },
    within: { type: "string" },
    scale: { type: "string" },
    redis: { type: "boolean", default: false },
    targets: { type: "boolean", default: false },
    json: { type: "string" },
    profile: { type: "string" },
    compare: { type: "string" },
  },
});

const stop = (sentence: string): never => {
  console.error(sentence);
  process.exit(2);
};

const whole = (
  name: "players" | "rooms" | "runs" | "nodes" | "within",
  least: number,
  most: number,
): number | undefined => {
  const text = values[name];
  if (text === undefined) return undefined;
  const number = Number(text);
  const fits = Number.isInteger(number) && number >= least && number <= most;
  return fits ? number : stop(`--${name} must be a whole number from ${least} to ${most}`);
};

const read = async (file: string): Promise<Result[]> =>
  (JSON.parse(await readFile(file, "utf8")) as { results: Result[] }).results;

const [first = "hall"] = positionals;
if (values.compare !== undefined && first.endsWith(".json")) {
  for (const line of compare(await read(values.compare), await read(first))) console.log(line);
  process.exit(0);
}

const known = values.targets ? PART_NAMES : Object.keys(SCENARIOS);
for (const name of positionals) if (!known.includes(name)) stop(`There is no ${name}: ${known.join(", ")}.`);
const nodes = whole("nodes", 1, 9) ?? (first === "nodes" ? 3 : 1);
const asked: Asked = {
  players: whole("players", 2, 10_000),
  rooms: whole("rooms", 1, 1000),
  runs: whole("runs", 1, 100),
  withinMs: whole("within", 0, 100_000),
  nodes,
  // Several nodes have nothing else in common.
  store: values.redis || nodes > 1 ? "redis" : "sqlite",
};
const before = values.compare === undefined ? undefined : await read(values.compare);

const started = performance.now();
const usedBefore = process.cpuUsage();
const where = pinGenerator();
const [loadBefore = Number.NaN] = loadavg();
const say = (line: string) => console.log(`  ${line}`);
console.log(`Node ${process.version}, ${where}; load before ${loadBefore.toFixed(1)}`);

const stage = await createStage(values.profile);
const end = async (code: number): Promise<never> => {
  await stage.tidy();
  process.exit(code);
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void end(1));
setTimeout(() => {
  console.error("the benchmark took too long");
  void end(1);
}, LATE_MS).unref();

const play = async (): Promise<Result[]> => {
  if (!values.targets) {
    const scenario = SCENARIOS[first];
    return scenario ? [await scenario(stage, asked, say)] : [];
  }
  const names = positionals.length > 0 ? positionals : PART_NAMES;
  const played = await playTargets(stage, names, { scale: Number(values.scale ?? 1), runs: asked.runs ?? 5 }, say);
  console.log(`\n${targetsTable(played, positionals.length > 0).join("\n")}`);
  return Object.values(played);
};

const results = await play().catch(async (error: unknown) => {
  console.error(error);
  return end(1);
});
// The tables of the targets' parts were printed as they were played.
if (!values.targets) for (const result of results) console.log(`\n${tableOf(result).join("\n")}`);
const { user, system } = process.cpuUsage(usedBefore);
const busy = (user + system) / 1000 / (performance.now() - started);
const [loadAfter = Number.NaN] = loadavg();
console.log(
  `\nload generator busy ${(100 * busy).toFixed(0)} % of the time; load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after`,
);
if (before) for (const line of compare(before, results)) console.log(line);
if (values.json !== undefined) {
  const about = { node: process.version, where, load: [loadBefore, loadAfter], command: process.argv.slice(2) };
  await writeFile(values.json, `${JSON.stringify({ ...about, results }, null, 2)}\n`);
}
await end(0);
