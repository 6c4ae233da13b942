/** The scenarios by name: what each plays when nothing else is asked for, and what it is set beside. */
import { createResult, type Result } from "./figures.ts";
import { playHall, type YardstickName } from "./hall.ts";
import { playSchool } from "./school.ts";
import type { Stage, StoreName } from "./stage.ts";
import { playStart } from "./start.ts";
import { playHerd, playJoins } from "./storm.ts";
import { playThroughput } from "./throughput.ts";

/** What was asked for; what is left out is the scenario's own. */
export interface Asked {
  players?: number | undefined;
  rooms?: number | undefined;
  /** Within which everybody responds, or comes in, ms. */
  withinMs?: number | undefined;
  runs?: number | undefined;
  store: StoreName;
  nodes: number;
}

type Scenario = (stage: Stage, asked: Asked, say: (line: string) => void) => Promise<Result>;

const ALL: YardstickName[] = ["Socket.IO + write", "Socket.IO", "ws"];
/** Joins of a second, as a school that is asked to come makes them. */
const JOIN_MS_EACH = 2;
const ITEMS = 40;

const placeOf = ({ store, nodes }: Asked): string =>
  `${store === "redis" ? "Redis" : "SQLite"}, ${nodes === 1 ? "one node" : `${nodes} nodes`}`;

const hall =
  (name: string, size: number, respondMs: (players: number) => number, yardsticks = ALL): Scenario =>
  async (stage, asked, say) => {
    const { players = size, runs = 5, store, nodes } = asked;
    const plan = {
      players,
      store,
      nodes,
      runs,
      warm: 2,
      joinMs: players * JOIN_MS_EACH,
      respondMs: asked.withinMs ?? respondMs(players),
    };
    const about = `one room of ${players}, responses within ${plan.respondMs / 1000} s, ${placeOf(asked)}, ${runs} rounds`;
    const { add, result } = createResult(name, about, ["Cermat", ...yardsticks]);
    await playHall(stage, { ...plan, yardsticks }, add, say);
    return result();
  };

const storm =
  (name: string, play: typeof playJoins, spreadOf: (players: number) => number): Scenario =>
  async (stage, asked, say) => {
    const { players = 2000, runs = 5, store, nodes } = asked;
    const spreadMs = asked.withinMs ?? spreadOf(players);
    const about = `${players} players within ${spreadMs / 1000} s, ${placeOf(asked)}, ${runs} times`;
    const { add, result } = createResult(name, about, ["Cermat", "Socket.IO"]);
    await play(stage, { players, store, nodes, runs, spreadMs }, add, say);
    return result();
  };

const school =
  (name: string, size: { rooms: number; players: number }): Scenario =>
  async (stage, asked, say) => {
    const { rooms = size.rooms, players: seats = size.players, store, nodes } = asked;
    const rounds = 4;
    const about = `${rooms} rooms of ${seats}, ${rounds} questions of 5 s, ${placeOf(asked)}`;
    const { add, result } = createResult(name, about, ["Cermat", "Socket.IO + write"]);
    const joinMs = rooms * seats * JOIN_MS_EACH;
    await playSchool(stage, { rooms, seats, store, nodes, rounds, seconds: 5, joinMs, yardstick: true }, add, say);
    return result();
  };

export const SCENARIOS: Record<string, Scenario> = {
  hall: hall("hall", 1000, (players) => Math.max(2000, players)),
  burst: hall("burst", 2000, () => 2000, ["Socket.IO + write", "Socket.IO"]),
  school: school("school", { rooms: 200, players: 45 }),
  join: storm("join", playJoins, () => 5000),
  herd: storm("herd", playHerd, (players) => Math.max(2000, players)),
  async nodes(stage, { players = 2000, runs = 5, nodes }, say) {
    const count = Math.max(2, nodes);
    const about = `${players} responses at the same instant, Redis, ${runs} rounds each`;
    const { add, result } = createResult("nodes", about, [`${count} nodes`, "one node"]);
    await playThroughput(stage, { players, runs, nodes: count }, add, say);
    return result();
  },
  async start(stage, { runs = 5 }) {
    const { add, result } = createResult("start", `warm, ${runs} times`, ["Cermat"]);
    await playStart(stage, runs, add);
    return result();
  },
  async report(_stage, { players = 2000, runs = 3 }) {
    // Not loaded by those who make load.
    const { playReports, ROUND_TRIP } = await import("./reports.ts");
    const { add, result } = createResult("report", `${players} players, ${ITEMS} items`, ["Cermat", ROUND_TRIP]);
    playReports(players, ITEMS, runs, add);
    return result();
  },
  async phone(stage, { runs = 5, store }) {
    const { LINK, playPhone, TARGET_MS } = await import("./phone.ts");
    const { BUSY_TARGET_MS, EMPTY_PAGE, SLOWDOWN, TASK_TARGET_MS } = await import("./slow-phone.ts");
    const about =
      `a new phone on ${LINK.bitsPerSecond / 1000} kbit/s and ${LINK.roundTripMs} ms there and back, ${runs} times; target ${TARGET_MS} ms. ` +
      `One with a processor ${SLOWDOWN} times slower: busy at most ${BUSY_TARGET_MS} ms, no task over ${TASK_TARGET_MS} ms in a round`;
    const { add, result } = createResult("phone", about, ["Cermat", EMPTY_PAGE]);
    const [server] = await stage.nodes(store, 1, 200);
    if (server) await playPhone(server, stage.key, runs, add);
    return result();
  },
};
