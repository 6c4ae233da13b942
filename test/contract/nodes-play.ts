/** Two nodes on one Redis behind one address, and honest clients that come back by themselves. */
import { setTimeout as sleep } from "node:timers/promises";
import type { HostPayload } from "../../protocol/payloads.ts";
import { freePort, ServerProcess } from "../child.ts";
import { startHaproxy } from "../haproxy.ts";
import { startRedis } from "../redis.ts";
import { type HostClient, joinRoom, openRoom, type PlayerClient } from "../support.ts";

const choice = (id: string, seconds: number | null) => ({
  id,
  type: "single-choice",
  stem: `${id}?`,
  options: ["a", "b"].map((option) => ({ id: option, text: option })),
  key: ["b"],
  seconds,
});

/** The first round ends by its limit, the others when all have responded. */
const NODES_QUIZ = {
  schemaVersion: 1,
  id: "nodes",
  title: "Nodes",
  language: "en",
  items: [choice("q1", 5), choice("q2", null), choice("q3", null)],
};

const startNode = async (redisUrl: string): Promise<ServerProcess> => {
  const node = new ServerProcess(await freePort(), { REDIS_URL: redisUrl, TRUST_PROXY: "127.0.0.1" });
  await node.start();
  return node;
};

/** Redis, two nodes, and the proxy that ships before them. */
export const startCluster = async () => {
  const redis = await startRedis();
  const [a, b] = await Promise.all([startNode(redis.url), startNode(redis.url)]);
  const front = await startHaproxy(new URL(a.url).host, new URL(b.url).host);
  return {
    a,
    b,
    url: front.url,
    async [Symbol.asyncDispose]() {
      await front[Symbol.asyncDispose]();
      await Promise.all([a[Symbol.asyncDispose](), b[Symbol.asyncDispose]()]);
      await redis[Symbol.asyncDispose]();
    },
  };
};

/** Takes up the seat or room again on every reconnection, as the pages do. */
const stay = (
  client: PlayerClient | HostClient,
  event: "room:resume" | "room:attach",
  payload: { token: string },
): void => {
  client.socket.on("connect", () => {
    client.socket
      .timeout(3000)
      .emitWithAck(event, payload)
      .then((answer: { ok: boolean; snapshot: never }) => {
        if (answer.ok) client.snapshots.push(answer.snapshot);
      })
      .catch(() => undefined);
  });
};

/** From its next reconnection on the client goes to another address. */
export const sendTo = (url: string, { socket }: PlayerClient | HostClient): void => {
  Object.assign(socket.io, { uri: url });
};

/** Submits as a phone does: again with the same attempt until there is an answer. */
export const submit = async (player: PlayerClient, round: number, value: string): Promise<string> => {
  for (;;) {
    const answer = await player.socket
      .timeout(1000)
      .emitWithAck("response:submit", { round, attempt: `round-${round}`, value })
      .catch(() => undefined);
    if (answer?.ok) return "acknowledged";
    if (answer && !["not_joined", "not_open", "store_unavailable"].includes(answer.error.code))
      return answer.error.code;
    await sleep(100);
  }
};

/** A room with its host at one address and players at each of the others, all of whom come back by themselves. */
export const seatRoom = async (
  hostAt: string,
  playersAt: readonly string[],
  options: HostPayload<"room:create">["options"] = {},
) => {
  const room = await openRoom(hostAt, { quiz: NODES_QUIZ, options: { previewSeconds: 0, ...options } });
  stay(room.host, "room:attach", { token: room.token });
  const seats: Awaited<ReturnType<typeof joinRoom>>[] = [];
  for (const [index, url] of playersAt.entries()) {
    const seat = await joinRoom(url, { pin: room.pin, nickname: `Player ${index + 2}x` });
    stay(seat.player, "room:resume", { token: seat.token });
    seats.push(seat);
  }
  return {
    ...room,
    seats,
    players: seats.map(({ player }) => player),
    [Symbol.dispose]() {
      for (const client of [room.host, ...seats.map(({ player }) => player)]) client[Symbol.dispose]();
    },
  };
};
