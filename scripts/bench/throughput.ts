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

const WARM = 2;

/** Responses a second when all respond at the same instant. */
const measure = async (stage: Stage, nodes: number, { players, runs }: ThroughputPlan): Promise<number[]> => {
  const servers = await stage.nodes("redis", nodes, players);
  const room = await openRoom(servers, stage.key, { players, rounds: WARM + runs, seconds: 120 });
  try {
    await room.crowd.enter(2 * players, (player) => room.joinEvent(player));
    const found: number[] = [];
    for (let round = 1; round <= WARM + runs; round++) {
      const { acks } = await playRound(room, round, 0);
      if (round > WARM) found.push((1000 * acks.length) / Math.max(...acks));
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
    say(`${nodes} nodes: ${median(found).toFixed(0)} responses a second`);
    for (const value of found) add("responses acknowledged", "1/s", nodes === 1 ? "one node" : `${nodes} nodes`, value);
  }
};
