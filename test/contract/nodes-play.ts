/** Two nodes on one Redis behind one address, and honest clients that come back by themselves. */
import { setTimeout as sleep } from "node:timers/promises";
import type { HostPayload } from "../../protocol/payloads.ts";
import type { ServerProcess } from "../child.ts";
import { startCluster } from "../cluster.ts";
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

/** Redis, two nodes, and the proxy that ships before them. */
export const startPair = async () => {
  const cluster = await startCluster(2);
  const [a, b] = cluster.nodes as [ServerProcess, ServerProcess];
  return { a, b, redis: cluster.redis, url: cluster.url, [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose]() };
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
