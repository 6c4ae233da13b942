/** The targets: what is measured for each, and what it may be at most. */
import { serverCores } from "./cores.ts";
import { columns, median, ratioOf, shown } from "./figures.ts";
import { ONE, type Played, STORED, THREE } from "./parts.ts";

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
    value: ratio("burst-redis", "response: server CPU, each"),
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
    value: ratio("burst-redis", "response: acknowledged, p99"),
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
    value: (played) => gameBytes("hall")(played) / gameBytes("room-of-50")(played),
    most: 1.05,
  },
  { what: "bytes a player, 3 rounds, N = 5,000", unit: "bytes", value: gameBytes("hall"), most: 4096 },
  {
    what: "CPU a player and round: N = 5,000 / N = 200",
    unit: "x",
    value: between("hall", "room-of-200", "a round: server CPU, a player"),
    most: 1.15,
  },
  { what: "memory a player / Socket.IO, N = 5,000", unit: "x", value: ratio("hall", "memory, a player"), most: 1.15 },
  { what: "memory a player, N = 5,000", unit: "KiB", value: figure("hall", "memory, a player"), most: 40 },
  ...["large-room", "school"].flatMap((name): Target[] => [
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
    value: ratio("nodes", "responses acknowledged", THREE, ONE),
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

/** Each target with what was measured, as lines of text; `partly`: those that nothing was played for are left out. */
export const targetsTable = (played: Played, partly = false): string[] => {
  const asked = TARGETS.filter(({ value }) => !partly || !Number.isNaN(value(played)));
  const lines = asked.map(({ what, unit, value, most = Number.POSITIVE_INFINITY, least }) => {
    const found = value(played);
    const bound = least === undefined ? `<= ${shown(most)}` : `>= ${shown(least)}`;
    const verdict = found <= most && found >= (least ?? Number.NEGATIVE_INFINITY) ? "met" : "MISSED";
    return [what, unit, shown(found), bound, verdict];
  });
  return columns([["target", "", "measured", "bound", ""], ...lines]);
};
