/** The floods of the long run: bots that do no work, bots that do, and a room that they fill. */
import type { Figures, Soak } from "../soaking.ts";
import { type FloodSettings, runFlood } from "./flood.ts";

const PHONES = 45;

/** `count` bots against a room that has seats for all, and against one of 200. */
export const soakAbuse = async ({ count, seed, say }: Soak): Promise<Figures> => {
  const usual = { bots: count, phones: PHONES, seats: Math.min(10_000, count + 200), quietMs: 10_000, seed };
  const runs: Record<string, Omit<FloodSettings, "say">> = {
    idle: { ...usual, solving: false },
    working: { ...usual, solving: true },
    full: { ...usual, seats: 200, solving: false },
    fullWorking: { ...usual, seats: 200, solving: true },
  };
  const all: Figures = {};
  for (const [name, settings] of Object.entries(runs)) {
    const figures = await runFlood({ ...settings, say: (line) => say(`${name}: ${line}`) });
    if (figures.responsesFailed !== 0) throw new Error(`${name}: ${figures.responsesFailed} responses failed`);
    for (const [figure, value] of Object.entries(figures)) all[`${name}.${figure}`] = value;
  }
  return all;
};
