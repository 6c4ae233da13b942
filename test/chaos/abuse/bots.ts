/**
 * A process of its own that floods a room with bots that keep to the protocol and want seats. Says that it is ready,
 * begins when it is told to, and prints its counts when its input ends.
 */
import { once } from "node:events";
import { constants, setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import type { Answer, PlayerAnswers } from "../../../protocol/events.ts";
import { solve } from "../../../src/pages/player/proof.ts";
import type { Flooded, FloodOrder } from "./orders.ts";

// Real bots bring machines of their own: what these work must not slow those who are timed.
setPriority(constants.priority.PRIORITY_LOW);

const { url, pin, bots, perSecond, solving } = JSON.parse(process.argv[2] ?? "{}") as FloodOrder;
const counts: Flooded = { connected: 0, seated: 0, refused: 0, solved: 0 };
const over = new AbortController();
const { signal } = over;

const ask = async (socket: Socket, payload: object): Promise<Answer<PlayerAnswers["room:join"]> | null> => {
  const answer = await socket
    .timeout(10_000)
    .emitWithAck("room:join", payload)
    .catch(() => null);
  counts[answer?.ok ? "seated" : "refused"]++;
  return answer;
};

/** One after the other: a puzzle that waits for a processor is stale before it is solved. */
let turn: Promise<unknown> = Promise.resolve();
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
};

const join = async (socket: Socket, name: string): Promise<void> => {
  const payload = { pin, nickname: name, attempt: `attempt-of-a-bot-${name.padStart(8, "0")}` };
  while (!signal.aborted && socket.connected) {
    const answer = await ask(socket, payload);
    if (answer?.ok) return;
    const seated =
      solving &&
      answer?.proof !== undefined &&
      (await inTurn(async () => {
        const again = signal.aborted ? null : await ask(socket, payload);
        if (!again || again.ok || !again.proof) return again?.ok;
        const proof = await solve(again.proof);
        counts.solved++;
        return (await ask(socket, { ...payload, proof }))?.ok;
      }));
    if (seated) return;
    await sleep(1000, undefined, { signal }).catch(() => {});
  }
};

const sockets: Socket[] = [];
process.stdin.on("end", () => over.abort());
process.stdout.write(`${JSON.stringify("ready")}\n`);
await once(process.stdin, "data");
const startedAt = performance.now();
while (sockets.length < bots && !signal.aborted) {
  const due = Math.min(bots, ((performance.now() - startedAt) * perSecond) / 1000);
  while (sockets.length < due) {
    const name = `bot ${sockets.length}`;
    const socket = io(`${url}/player`, { transports: ["websocket"], forceNew: true, auth: { protocol: 1 } });
    sockets.push(socket);
    socket.once("connect", () => {
      counts.connected++;
      void join(socket, name);
    });
  }
  await sleep(20);
}
while (!signal.aborted) await sleep(50);
process.stdout.write(`${JSON.stringify(counts)}\n`, () => process.exit(0));
