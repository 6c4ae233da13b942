/** Many games in a row. */
import { setImmediate } from "node:timers/promises";
import type { Figures, Soak } from "../soaking.ts";
import { type Played, simulate } from "./run.ts";

const SAID_EVERY = 5000;

/** Plays `count` seeds from `seed` on; figures are sums over all games, and the longest healing. Throws at the first that breaks. */
export const soakSimulation = async ({ count, seed, say }: Soak): Promise<Figures> => {
  const sums: Omit<Played, "hash" | "healedMs"> = {
    crashes: 0,
    pauses: 0,
    outages: 0,
    cuts: 0,
    steps: 0,
    versions: 0,
    responses: 0,
    acknowledged: 0,
    extensions: 0,
    replaced: 0,
  };
  let healedMaxMs = 0;
  for (let game = 0; game < count; game++) {
    const played = await simulate(seed + game);
    for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += played[name];
    healedMaxMs = Math.max(healedMaxMs, played.healedMs);
    // A game holds the thread; whoever else runs in this process gets a turn between two.
    await setImmediate();
    if ((game + 1) % SAID_EVERY === 0) say(`${game + 1} of ${count} games`);
  }
  return { games: count, ...sums, healedMaxMs };
};
