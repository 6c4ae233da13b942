/** What is done to a cluster, and what each did. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ServerProcess } from "../../child.ts";
import type { Cluster } from "../../cluster.ts";
import type { Chance } from "../fuzz/chance.ts";
import { until, within } from "../patience.ts";

export type Kind = "kill" | "freeze" | "redis-kill" | "redis-freeze" | "redis-freeze-and-kill" | "deploy";

/** Ms of performance.now. `to`: what was hurt serves again. */
export interface Inflicted {
  from: number;
  to: number;
  /** What is left to put right once everybody is back without it. */
  mend?(): Promise<unknown>;
}

/** A restarted node gets so long before the next one goes, ms, as rolling deploys give it: the proxy must have seen it. */
const SETTLED = 500;

const ready = (node: ServerProcess): Promise<true> =>
  until(
    () =>
      fetch(`${node.url}/readyz`, { signal: AbortSignal.timeout(1000) }).then(
        ({ ok }) => ok,
        () => false as const,
      ),
    `${node.url} to be ready`,
  );

const allReady = async (cluster: Cluster): Promise<number> => {
  await Promise.all(cluster.nodes.map(ready));
  return performance.now();
};

const deploy = async ({ nodes }: Cluster): Promise<void> => {
  for (const node of nodes) {
    const code = await node.end("SIGTERM");
    if (code !== 0) throw new Error(`a node ended with ${code} on SIGTERM: ${node.output}`);
    await node.start();
    await ready(node);
    await sleep(SETTLED);
  }
};

/** Any node but the one that was hurt last: that one has no clients yet. */
const victim = (cluster: Cluster, chance: Chance): ServerProcess => {
  const node = chance.pick(cluster.nodes.filter((each) => each !== last));
  last = node;
  return node;
};
let last: ServerProcess | undefined;

const INFLICT: Record<Kind, (cluster: Cluster, chance: Chance) => Promise<Inflicted>> = {
  async kill(cluster, chance) {
    const node = victim(cluster, chance);
    const from = performance.now();
    await node.end("SIGKILL");
    await node.start();
    return { from, to: await allReady(cluster) };
  },
  async freeze(cluster, chance) {
    const node = victim(cluster, chance);
    const from = performance.now();
    node.signal("SIGSTOP");
    await sleep(chance.between(500, 5000));
    node.signal("SIGCONT");
    return { from, to: await allReady(cluster) };
  },
  async "redis-kill"(cluster, chance) {
    await cluster.redis.kill();
    await sleep(chance.between(0, 1500));
    await cluster.redis.start();
    return { from: performance.now(), to: await allReady(cluster) };
  },
  async "redis-freeze"(cluster, chance) {
    cluster.redis.freeze();
    await sleep(chance.between(1000, 3000));
    cluster.redis.thaw();
    return { from: performance.now(), to: await allReady(cluster) };
  },
  /** Whose node dies comes back to another one while the store is away. */
  async "redis-freeze-and-kill"(cluster, chance) {
    const node = victim(cluster, chance);
    cluster.redis.freeze();
    await sleep(300);
    await node.end("SIGKILL");
    await sleep(chance.between(3000, 4500));
    cluster.redis.thaw();
    const from = performance.now();
    return { from, to: from, mend: () => node.start().then(() => allReady(cluster)) };
  },
  async deploy(cluster) {
    const from = performance.now();
    await deploy(cluster);
    last = cluster.nodes.at(-1);
    return { from, to: await allReady(cluster) };
  },
};

/** Does it. For what is done to Redis, alone or with a node, `from` is the moment of its return. */
export const inflict = (kind: Kind, cluster: Cluster, chance: Chance): Promise<Inflicted> =>
  within(INFLICT[kind](cluster, chance), `a ${kind} to be over`);
