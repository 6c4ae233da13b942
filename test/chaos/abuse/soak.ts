/** The floods of the long run: bots that do no work, bots that do, and a room that they fill. */
import type { Figures, Soak } from "../soaking.ts";
import { type FloodSettings, runFlood } from "./flood.ts";
import { quantile, sorted } from "./times.ts";

const PHONES = 45;
/** How often each flood is played: of some hundred acknowledgements the slowest 1 % are a few, and chance decides them. */
const TIMES = 3;
/** A room that the bots fill. */
const SEATS = 200;

type Flood = Pick<FloodSettings, "solving" | "elsewhere"> & { seats?: number };
const FLOODS: Record<string, Flood> = {
  idle: { solving: false },
  working: { solving: true },
  full: { solving: false, seats: SEATS },
  fullWorking: { solving: true, seats: SEATS },
  elsewhere: { solving: true, elsewhere: true },
};

/** Of these the worst of all times is the figure; of all others the median. */
const WORST: Record<string, (...values: number[]) => number> = {
  phonesIn: Math.min,
  botsConnected: Math.min,
  joinSlowestMs: Math.max,
  rejoinSlowestMs: Math.max,
  sinceFirstTapSlowestMs: Math.max,
  allInAfterReopeningMs: Math.max,
  removeMs: Math.max,
  responsesFailed: Math.max,
};

const summary = (runs: readonly Figures[]): Figures => {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  const all = (name: string) => sorted(runs.flatMap((run) => run[name] ?? []));
  const ratios = all("ackP99Ratio");
  return {
    ...Object.fromEntries(
      names.map((name) => [name, WORST[name] ? WORST[name](...all(name)) : quantile(all(name), 0.5)]),
    ),
    ackP99RatioLeast: quantile(ratios, 0),
    ackP99RatioMost: quantile(ratios, 1),
  };
};

/**
 * `count` bots against a room that has seats for all and against one of 200, each flood several times and in turn, so
 * that what else the machine does meets all of them. `elsewhere` is the yardstick: the bots are at another server, and
 * what they slow down there is this machine, which bears them and the server. `ackP99ToElsewhere` is what is the server's.
 */
export const soakAbuse = async ({ count, seed, say }: Soak, times = TIMES): Promise<Figures> => {
  const usual = { bots: count, phones: PHONES, seats: Math.min(10_000, count + SEATS), quietMs: 20_000 };
  const runs: Record<string, Figures[]> = {};
  for (let time = 0; time < times; time++) {
    for (const [name, flood] of Object.entries(FLOODS)) {
      const tell = (line: string) => say(`${name} ${time + 1}: ${line}`);
      const figures = await runFlood({ ...usual, ...flood, seed: seed + time, say: tell });
      tell(`the slowest 1 % of acknowledgements took ${figures.ackP99Ratio?.toFixed(2)} times as long`);
      runs[name] = [...(runs[name] ?? []), figures];
    }
  }
  const figures = Object.fromEntries(
    Object.entries(runs).flatMap(([name, own]) =>
      Object.entries(summary(own)).map(([figure, value]) => [`${name}.${figure}`, value]),
    ),
  );
  const slowest = (name: string) => figures[`${name}.ackFloodP99Ms`] ?? Number.NaN;
  const ratios = Object.keys(FLOODS).map((name) => [`${name}.ackP99ToElsewhere`, slowest(name) / slowest("elsewhere")]);
  return { ...figures, ...Object.fromEntries(ratios) };
};
