/** Real kills by the count, and their figures. */
import type { Figures, Soak } from "../soaking.ts";
import type { Kind } from "./faults.ts";
import { lateDuring, type Outcome, runFaults } from "./run.ts";

const PHONES = 15;

/** The median, the 99th percentile and the largest, rounded; nothing of an empty list. */
const spread = (name: string, values: readonly number[]): Figures => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return sorted.length === 0 ? {} : { [`${name}P50Ms`]: at(0.5), [`${name}P99Ms`]: at(0.99), [`${name}MaxMs`]: at(1) };
};

/** Figures of a run, by kind of fault: how long clients were out, and how late rooms were for those who were not. */
export const figuresOf = ({ happened, games }: Outcome): Figures => {
  const late = games.flatMap((game) => game.late);
  const hurt = new Set(happened.flatMap((each) => lateDuring(each, games)));
  const figures: Figures = {
    faults: happened.length,
    games: games.length,
    responsesAcknowledged: games.reduce((sum, game) => sum + game.acknowledged, 0),
    responsesLate: late.length,
    responsesLateInCalm: late.filter((tap) => !hurt.has(tap)).length,
  };
  for (const kind of new Set(happened.map((each) => each.kind))) {
    const own = happened.filter((each) => each.kind === kind);
    const out = own.flatMap((each) => each.out);
    const refused = new Set(own.flatMap((each) => lateDuring(each, games)));
    Object.assign(
      figures,
      { [`${kind}s`]: own.length, [`${kind} clientsOut`]: out.length, [`${kind} responsesLate`]: refused.size },
      spread(`${kind} back`, out),
      spread(
        `${kind} othersLate`,
        own.flatMap((each) => each.late),
      ),
      kind.startsWith("redis") &&
        spread(
          `${kind} resumed`,
          own.map((each) => each.resumed),
        ),
    );
  }
  return figures;
};

/** Half of it on three nodes, half on two. Throws with all that went wrong, and the seed that plays it again. */
const soak = async (kinds: readonly Kind[], { seed, say }: Soak): Promise<Figures> => {
  const middle = Math.ceil(kinds.length / 2);
  const outcomes: Outcome[] = [];
  for (const [nodes, part] of [
    [3, kinds.slice(0, middle)],
    [2, kinds.slice(middle)],
  ] as const) {
    if (part.length === 0) continue;
    const outcome = await runFaults({ kinds: part, nodes, phones: PHONES, seed, say });
    if (outcome.faults.length > 0) throw new Error(`seed ${seed}, ${nodes} nodes: ${outcome.faults.join("; ")}`);
    outcomes.push(outcome);
  }
  return figuresOf({
    happened: outcomes.flatMap(({ happened }) => happened),
    games: outcomes.flatMap(({ games }) => games),
    faults: [],
  });
};

/** `count` nodes killed with SIGKILL, and one held with SIGSTOP after every sixth. */
export const soakKills = (settings: Soak): Promise<Figures> =>
  soak(
    Array.from(
      { length: settings.count },
      (_, index) => (index % 6 === 5 ? ["kill", "freeze"] : ["kill"]) as Kind[],
    ).flat(),
    settings,
  );

/** Redis killed and started again, or held with SIGSTOP, alone or while a node dies, `count` times in all. */
export const soakRedisKills = (settings: Soak): Promise<Figures> => {
  const kinds: readonly Kind[] = ["redis-kill", "redis-kill", "redis-freeze", "redis-freeze-and-kill"];
  return soak(
    Array.from({ length: settings.count }, (_, index) => kinds[index % kinds.length] as Kind),
    settings,
  );
};

/** `count` rolling deploys: every node is stopped with SIGTERM and started again, one after the other. */
export const soakDeploys = (settings: Soak): Promise<Figures> => soak(Array(settings.count).fill("deploy"), settings);
