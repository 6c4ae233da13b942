/** As many responses as the servers can take: one node and several, on the same Redis. */
import { openRoom } from "./cermat.ts";
import { type createResult, median } from "./figures.ts";
import { playRound } from "./rounds.ts";
import type { Stage } from "./stage.ts";

interface ThroughputPlan {
  players: number;
  nodes: number;
  runs: number;
}

/** Rounds before those that count, for each node: each of several takes a part of the responses only. */
const WARM = 4;

/** Responses a second when all respond at the same instant, and CPU of the nodes for each, us. */
const measure = async (stage: Stage, nodes: number, { players, runs }: ThroughputPlan) => {
  const servers = await stage.nodes("redis", nodes, players);
  const warm = WARM * nodes;
  const room = await openRoom(servers, stage.key, { players, rounds: warm + runs, seconds: 120 });
  try {
    await room.crowd.enter(2 * players, (player) => room.joinEvent(player));
    const found: { perSecond: number; us: number }[] = [];
    for (let round = 1; round <= warm + runs; round++) {
      const { acks, cpuMs } = await playRound(room, round, 0);
      if (round <= warm) continue;
      found.push({
        perSecond: (1000 * acks.length) / Math.max(...acks),
        us: (1000 * cpuMs.responses) / acks.length,
      });
    }
    return found;
  } finally {
    room.leave();
    await stage.clear();
  }
};

/** One node, then several; what one did is the yardstick. */
export const playThroughput = async (
  stage: Stage,
  plan: ThroughputPlan,
  add: ReturnType<typeof createResult>["add"],
  say: (line: string) => void,
): Promise<void> => {
  for (const nodes of [1, plan.nodes]) {
    const found = await measure(stage, nodes, plan);
    const side = nodes === 1 ? "one node" : `${nodes} nodes`;
    say(`${side}: ${median(found.map(({ perSecond }) => perSecond)).toFixed(0)} responses a second`);
    for (const { perSecond, us } of found) {
      add("responses acknowledged", "1/s", side, perSecond);
      add("response: server CPU, each", "us", side, us);
    }
  }
};
