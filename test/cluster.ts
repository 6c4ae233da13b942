/** Several nodes on one Redis behind the proxy that ships, each a process of its own. */
import { freePort, ServerProcess } from "./child.ts";
import { startHaproxy } from "./haproxy.ts";
import { startRedis, type TestRedis } from "./redis.ts";

export interface Cluster extends AsyncDisposable {
  redis: TestRedis;
  nodes: readonly ServerProcess[];
  /** The proxy's address. */
  url: string;
}

const startNode = async (redisUrl: string): Promise<ServerProcess> => {
  const node = new ServerProcess(await freePort(), { REDIS_URL: redisUrl, TRUST_PROXY: "127.0.0.1" });
  await node.start();
  return node;
};

/** Starts it with two or three nodes; resolves once it serves. Disposing ends all of it. */
export const startCluster = async (count: 2 | 3): Promise<Cluster> => {
  const redis = await startRedis();
  const nodes = await Promise.all(Array.from({ length: count }, () => startNode(redis.url)));
  const proxy = await startHaproxy(nodes.map(({ url }) => new URL(url).host));
  return {
    redis,
    nodes,
    url: proxy.url,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await Promise.all(nodes.map((node) => node[Symbol.asyncDispose]()));
      await redis[Symbol.asyncDispose]();
    },
  };
};
