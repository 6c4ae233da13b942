/**
 * npm run bench -- --players 1000 [--redis] [--json FILE]
 * One room on the server and the same traffic on bare Socket.IO, one after the other, each as a child process.
 * npm run bench -- --report [--players 2000]
 * The report of a room of 40 items, and its comparison with another.
 * npm run bench -- --phone
 * The first answer of a phone behind a slow link, from the scan on.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Run, rowsOf, tableOf } from "./bench/figures.ts";
import { type Plan, playBare, playServer, type Sizes } from "./bench/games.ts";
import { benchPhone, LINK, TARGET_MS } from "./bench/phone.ts";
import { startRedis } from "./bench/redis.ts";
import { benchReports } from "./bench/reports.ts";
import { type Child, startServer } from "./bench/server.ts";

const ROUNDS = 3;
const REPORT_ITEMS = 40;
const PHONE_RUNS = 5;
/** 1,000 players join within 5 s and respond within 2 s. */
const JOIN_MS_EACH = 5;
const RESPOND_MS_EACH = 2;

const { values } = parseArgs({
  options: {
    players: { type: "string" },
    report: { type: "boolean", default: false },
    phone: { type: "boolean", default: false },
    redis: { type: "boolean", default: false },
    json: { type: "string" },
  },
});
const players = Number(values.players ?? (values.report ? 2000 : 1000));
if (!Number.isInteger(players) || players < 1 || players > 10_000) {
  console.error("--players must be a whole number from 1 to 10000");
  process.exit(2);
}

if (values.report) {
  const { reportMs, comparisonMs, parseMs } = benchReports(players, REPORT_ITEMS);
  const row = (what: string, ms: number) =>
    console.log(`${what.padEnd(34)}${ms.toFixed(0).padStart(8)} ms CPU${(ms / parseMs).toFixed(1).padStart(8)}x`);
  console.log(`${players} players, ${REPORT_ITEMS} items; x: one JSON round trip of the responses of a room`);
  row("report", reportMs);
  row("comparison of two rooms", comparisonMs);
  row("JSON round trip of the responses", parseMs);
  process.exit(0);
}

const say = (line: string) => console.log(`  ${line}`);
const plan: Plan = {
  players,
  rounds: ROUNDS,
  joinMs: players * JOIN_MS_EACH,
  respondMs: players * RESPOND_MS_EACH,
  say,
};
const children: Child[] = [];
const started = (child: Child): Child => {
  children.push(child);
  return child;
};

const [loadBefore = Number.NaN] = loadavg();
const directory = await mkdtemp(join(tmpdir(), "cermat-bench-"));
const giveUp = setTimeout(
  () => {
    console.error("the benchmark took too long");
    void tidy().finally(() => process.exit(1));
  },
  120_000 + 4 * (plan.joinMs + ROUNDS * plan.respondMs),
);

let tidying: Promise<void> | undefined;
function tidy(): Promise<void> {
  clearTimeout(giveUp);
  tidying ??= Promise.all(children.splice(0).map((child) => child.stop())).then(() =>
    rm(directory, { recursive: true, force: true }),
  );
  return tidying;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void tidy().finally(() => process.exit(1)));
}

async function benchServer(): Promise<{ run: Run; sizes: Sizes; redisCpuMs: number | null }> {
  console.log(`Cermat, ${values.redis ? "Redis" : "embedded"} store`);
  const redis = values.redis ? started(await startRedis(directory)) : null;
  const key = randomBytes(24).toString("hex");
  const environment = {
    DATA_DIR: directory,
    HOST_KEY: key,
    LOG_LEVEL: "error",
    ROOM_SEATS: String(players),
    REDIS_URL: redis?.url,
  };
  const server = started(await startServer(new URL("../src/main.ts", import.meta.url), environment));
  const before = redis?.cpuMs() ?? 0;
  const played = await playServer(server, plan, key);
  const redisCpuMs = redis ? redis.cpuMs() - before : null;
  await Promise.all(children.splice(0).map((child) => child.stop()));
  return { ...played, redisCpuMs };
}

async function benchBare(sizes: Sizes): Promise<Run> {
  console.log("bare Socket.IO, the same sizes");
  const BARE_SIZES = JSON.stringify({ join: sizes.join[1], response: sizes.response[1] });
  const server = started(await startServer(new URL("./bench/bare.ts", import.meta.url), { BARE_SIZES }));
  return (await playBare(server, plan, sizes)).run;
}

async function phoneFigures(): Promise<void> {
  const key = randomBytes(24).toString("hex");
  const environment = { DATA_DIR: directory, HOST_KEY: key, LOG_LEVEL: "error" };
  const server = started(await startServer(new URL("../src/main.ts", import.meta.url), environment));
  const runs = await benchPhone(server, key, PHONE_RUNS);
  const middle = (of: (run: (typeof runs)[number]) => number) =>
    runs.map(of).sort((a, b) => a - b)[PHONE_RUNS >> 1] ?? 0;
  const answerMs = middle((run) => run.answerMs);
  console.log(
    `${LINK.bitsPerSecond / 1000} kbit/s, ${LINK.roundTripMs} ms there and back, all bytes; median of ${PHONE_RUNS} new phones\n` +
      `  door shown after ${middle((run) => run.doorMs).toFixed(0)} ms, first answer possible after ${answerMs.toFixed(0)} ms: ` +
      `${(answerMs / TARGET_MS).toFixed(2)} of ${TARGET_MS} ms; ${middle((run) => run.receivedBytes)} bytes received`,
  );
}

try {
  if (values.phone) {
    await phoneFigures();
    await tidy();
    process.exit(0);
  }
  const { run, sizes, redisCpuMs } = await benchServer();
  const bare = await benchBare(sizes);
  const cores = availableParallelism();
  console.log(
    `\n${players} players, ${ROUNDS} rounds; joins over ${plan.joinMs} ms, responses over ${plan.respondMs} ms a round; ` +
      `Node ${process.version}, ${cores} cores, shared by the load generator and the server; ` +
      `load before the run ${loadBefore.toFixed(1)}`,
  );
  for (const line of tableOf("Cermat", run, bare)) console.log(line);
  if (redisCpuMs !== null) console.log(`beside it Redis used ${redisCpuMs.toFixed(0)} ms of CPU`);
  if (values.json !== undefined) {
    const figures = {
      cermat: Object.fromEntries(named(run)),
      bare: Object.fromEntries(named(bare)),
      redisCpuMs,
      sizes,
    };
    const about = {
      players,
      rounds: ROUNDS,
      store: values.redis ? "redis" : "embedded",
      cores,
      loadBefore,
      node: process.version,
    };
    await writeFile(values.json, `${JSON.stringify({ ...about, ...figures }, null, 2)}\n`);
  }
} finally {
  await tidy();
}

function named(run: Run): [string, number][] {
  return rowsOf(run).map(([what, unit, value]) => [`${what}, ${unit}`, value]);
}
