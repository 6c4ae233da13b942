/** The targets: what is measured for each, and what it may be at most. Sizes are for two cores, one of them the generator's. */

import { serverCores } from "./cores.ts";
import { columns, createResult, median, type Result, ratioOf, shown } from "./figures.ts";
import { playHall } from "./hall.ts";
import { playSchool } from "./school.ts";
import type { Stage, StoreName } from "./stage.ts";
import { playStart } from "./start.ts";
import { playThroughput } from "./throughput.ts";

const STORED = "Socket.IO + write";

/** What is played, by the name that targets call it. */
export type Played = Record<string, Result>;

export interface Size {
  /** 1: the sizes of the targets; less for a quick look, which proves nothing. */
  scale: number;
  runs: number;
}

const hall = async (
  stage: Stage,
  name: string,
  {
    players,
    respondMs,
    runs,
    warm = 2,
    store = "sqlite",
  }: { players: number; respondMs: number; runs: number; warm?: number; store?: StoreName },
  say: (line: string) => void,
): Promise<Result> => {
  const about = `one room of ${players}, responses within ${respondMs / 1000} s, ${store}, ${runs} rounds in turn`;
  const { add, result } = createResult(name, about, ["Cermat", STORED]);
  const plan = { players, respondMs, runs, warm, store, nodes: 1, joinMs: players, yardsticks: [STORED] as const };
  await playHall(stage, plan, add, say);
  return result();
};

const school = async (stage: Stage, name: string, rooms: number, seats: number, say: (line: string) => void) => {
  const about = `${rooms} rooms of ${seats}, questions of 5 s, sqlite`;
  const { add, result } = createResult(name, about, ["Cermat"]);
  const plan = { rooms, seats, store: "sqlite" as const, nodes: 1, rounds: 4, seconds: 5, joinMs: 1.2 * rooms * seats };
  await playSchool(stage, { ...plan, yardstick: false }, add, say);
  return result();
};

/** Plays all that the targets need, one thing after the other. */
export const playTargets = async (
  stage: Stage,
  { scale, runs }: Size,
  say: (line: string) => void,
): Promise<Played> => {
  const of = (players: number) => Math.max(20, Math.round(players * scale));
  const played: Played = {};
  const keep = async (name: string, playing: Promise<Result>) => {
    played[name] = await playing;
    say(`${name} done`);
  };
  await keep("burst", hall(stage, "burst", { players: of(2000), respondMs: 2000, runs }, say));
  await keep(
    "burst, Redis",
    hall(stage, "burst, Redis", { players: of(2000), respondMs: 2000, runs, store: "redis" }, say),
  );
  await keep("hall", hall(stage, "hall", { players: of(5000), respondMs: 4000, runs, warm: 1 }, say));
  await keep("room of 200", hall(stage, "room of 200", { players: of(200), respondMs: 1000, runs, warm: 12 }, say));
  await keep("room of 50", hall(stage, "room of 50", { players: of(50), respondMs: 500, runs: 3, warm: 1 }, say));
  await keep("large room", school(stage, "large room", 1, of(10_000), say));
  await keep("school", school(stage, "school", of(200), 45, say));
  const nodes = createResult("nodes", `${of(2000)} responses at the same instant, Redis`, ["3 nodes", "one node"]);
  await playThroughput(stage, { players: of(2000), runs, nodes: 3 }, nodes.add, say);
  played.nodes = nodes.result();
  const start = createResult("start", "warm", ["Cermat"]);
  await playStart(stage, runs, start.add);
  played.start = start.result();
  return played;
};

interface Target {
  what: string;
  unit: string;
  value(played: Played): number;
  most?: number;
  least?: number;
}

const rowOf = (played: Played, name: string, what: string) => played[name]?.rows.find((row) => row.what === what);
/** The median over the runs of the server's figure, and of its ratio to the yardstick. */
const figure =
  (name: string, what: string, side = "Cermat") =>
  (played: Played) =>
    median(rowOf(played, name, what)?.by[side] ?? []);
const ratio =
  (name: string, what: string, side = "Cermat", yardstick = STORED) =>
  (played: Played) => {
    const row = rowOf(played, name, what);
    return (row && ratioOf(row, side, yardstick)?.median) ?? Number.NaN;
  };
const between = (name: string, other: string, what: string) => (played: Played) =>
  figure(name, what)(played) / figure(other, what)(played);

const JOINING = "received by a player, joining";
const ROUND = "received by a player, a round";
const gameBytes = (name: string) => (played: Played) => figure(name, JOINING)(played) + 3 * figure(name, ROUND)(played);

/** On cores of their own, three nodes do three times the work of one; where they share one, as much as it. */
const ALLOWED = Math.min(3, serverCores);
/** What sharing costs several processes on one core. */
const SHARING = 0.8;

export const TARGETS: readonly Target[] = [
  {
    what: "CPU a response / Socket.IO ack + share of a batched insert",
    unit: "x",
    value: ratio("burst", "response: server CPU, each"),
    most: 1.25,
  },
  {
    what: "CPU a response / Socket.IO ack + one EVALSHA",
    unit: "x",
    value: ratio("burst, Redis", "response: server CPU, each"),
    most: 1.25,
  },
  {
    what: "acknowledged p99, 2,000 in 2 s / the same, SQLite",
    unit: "x",
    value: ratio("burst", "response: acknowledged, p99"),
    most: 1.5,
  },
  {
    what: "acknowledged p99, 2,000 in 2 s / the same, Redis",
    unit: "x",
    value: ratio("burst, Redis", "response: acknowledged, p99"),
    most: 1.5,
  },
  {
    what: "question to 5,000: CPU / Socket.IO broadcast",
    unit: "x",
    value: ratio("hall", "question: server CPU, a player"),
    most: 1.15,
  },
  {
    what: "question to 5,000: last player / the same",
    unit: "x",
    value: ratio("hall", "question: last player told after"),
    most: 1.5,
  },
  {
    what: "reveal to 5,000, each their own: CPU / Socket.IO emit to each",
    unit: "x",
    value: ratio("hall", "reveal: server CPU, a player"),
    most: 1.25,
  },
  {
    what: "reveal to 5,000: last player / the same",
    unit: "x",
    value: ratio("hall", "reveal: last player told after"),
    most: 1.5,
  },
  {
    what: "bytes a player, 3 rounds: N = 5,000 / N = 50",
    unit: "x",
    value: (played) => gameBytes("hall")(played) / gameBytes("room of 50")(played),
    most: 1.05,
  },
  { what: "bytes a player, 3 rounds, N = 5,000", unit: "bytes", value: gameBytes("hall"), most: 4096 },
  {
    what: "CPU a player and round: N = 5,000 / N = 200",
    unit: "x",
    value: between("hall", "room of 200", "a round: server CPU, a player"),
    most: 1.15,
  },
  { what: "memory a player / Socket.IO, N = 5,000", unit: "x", value: ratio("hall", "memory, a player"), most: 1.15 },
  { what: "memory a player, N = 5,000", unit: "KiB", value: figure("hall", "memory, a player"), most: 40 },
  ...["large room", "school"].flatMap((name): Target[] => [
    {
      what: `${name}: first close after its deadline`,
      unit: "ms",
      value: figure(name, "closed after its deadline, first"),
      least: 300,
    },
    {
      what: `${name}: close after its deadline, p99`,
      unit: "ms",
      value: figure(name, "closed after its deadline, p99"),
      most: 400,
    },
    {
      what: `${name}: acknowledged responses lost`,
      unit: "",
      value: figure(name, "acknowledged responses lost"),
      most: 0,
    },
  ]),
  {
    what: "school: early close after the last response, p99",
    unit: "ms",
    value: figure("school", "last response to the reveal, p99"),
    most: 50,
  },
  {
    what: `responses a second, three nodes / one (cores for them: ${serverCores})`,
    unit: "x",
    value: ratio("nodes", "responses acknowledged", "3 nodes", "one node"),
    least: ALLOWED * SHARING,
  },
  {
    what: "npm start to the first page",
    unit: "ms",
    value: figure("start", "npm start to the first page"),
    most: 2500,
  },
  {
    what: "the server alone to the first page",
    unit: "ms",
    value: figure("start", "the server alone to the first page"),
    most: 1000,
  },
];

/** Each target with what was measured, as lines of text. */
export const targetsTable = (played: Played): string[] => {
  const lines = TARGETS.map(({ what, unit, value, most = Number.POSITIVE_INFINITY, least }) => {
    const found = value(played);
    const bound = least === undefined ? `<= ${shown(most)}` : `>= ${shown(least)}`;
    const verdict = found <= most && found >= (least ?? Number.NEGATIVE_INFINITY) ? "met" : "MISSED";
    return [what, unit, shown(found), bound, verdict];
  });
  return columns([["target", "", "measured", "bound", ""], ...lines]);
};
