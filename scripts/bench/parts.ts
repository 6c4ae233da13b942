/** What is played for the targets. Sizes are for two cores, one of them the generator's. */
import { SOCKET_OPTIONS } from "../../src/gateway/options.ts";
import { createResult, type Result, tableOf } from "./figures.ts";
import { playHall } from "./hall.ts";
import { playSchool } from "./school.ts";
import type { Stage, StoreName } from "./stage.ts";
import { playStart } from "./start.ts";
import { playThroughput } from "./throughput.ts";

/** Each player is pinged once in it, ms. Who comes in at once is pinged at once, and all of that may fall into what one side is measured in. */
const PINGED_MS = SOCKET_OPTIONS.pingInterval;

export const STORED = "Socket.IO + write";
export const THREE = "3 nodes";
export const ONE = "one node";

/** What is played, by the name that targets call it. */
export type Played = Record<string, Result>;

interface Size {
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
    joinMs = players,
  }: { players: number; respondMs: number; runs: number; warm?: number; store?: StoreName; joinMs?: number },
  say: (line: string) => void,
): Promise<Result> => {
  const about = `one room of ${players}, responses within ${respondMs / 1000} s, ${store}, ${runs} rounds in turn`;
  const { add, result } = createResult(name, about, ["Cermat", STORED]);
  const plan = { players, respondMs, runs, warm, store, nodes: 1, joinMs, yardsticks: [STORED] as const };
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

type Say = (line: string) => void;
type Part = (stage: Stage, size: { of(players: number): number; runs: number }, say: Say) => Promise<Result>;

const burst =
  (name: string, store: StoreName): Part =>
  (stage, { of, runs }, say) =>
    hall(stage, name, { players: of(2000), respondMs: 2000, runs, store, joinMs: PINGED_MS }, say);

/** What is played for the targets, one thing after the other. */
const PARTS: Record<string, Part> = {
  burst: burst("burst", "sqlite"),
  "burst-redis": burst("burst-redis", "redis"),
  hall: (stage, { of, runs }, say) => hall(stage, "hall", { players: of(5000), respondMs: 4000, runs, warm: 1 }, say),
  "room-of-200": (stage, { of, runs }, say) =>
    hall(stage, "room-of-200", { players: of(200), respondMs: 1000, runs, warm: 12 }, say),
  "room-of-50": (stage, { of }, say) =>
    hall(stage, "room-of-50", { players: of(50), respondMs: 500, runs: 3, warm: 1 }, say),
  "large-room": (stage, { of }, say) => school(stage, "large-room", 1, of(10_000), say),
  school: (stage, { of }, say) => school(stage, "school", of(200), 45, say),
  async nodes(stage, { of, runs }, say) {
    const players = of(2000);
    const { add, result } = createResult("nodes", `${players} responses at the same instant, Redis`, [THREE, ONE]);
    await playThroughput(stage, { players, runs, nodes: 3 }, add, say);
    return result();
  },
  async start(stage, { runs }) {
    const { add, result } = createResult("start", "warm", ["Cermat"]);
    await playStart(stage, runs, add);
    return result();
  },
};

export const PART_NAMES: readonly string[] = Object.keys(PARTS);

/** Plays these parts of what the targets need. */
export const playTargets = async (
  stage: Stage,
  names: readonly string[],
  { scale, runs }: Size,
  say: Say,
): Promise<Played> => {
  const of = (players: number) => Math.max(20, Math.round(players * scale));
  const played: Played = {};
  for (const name of names) {
    const from = performance.now();
    try {
      const result = await PARTS[name]?.(stage, { of, runs }, say);
      if (!result) continue;
      played[name] = result;
      for (const line of tableOf(result)) say(line);
    } catch (error) {
      // The targets of this part are missed; the others are still measured.
      say(`${name} failed: ${error instanceof Error ? error.message : error}`);
    }
    say(`${name}: ${((performance.now() - from) / 1000).toFixed(0)} s`);
  }
  return played;
};
