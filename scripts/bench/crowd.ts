/** Many players in one process: honest clients that join at a steady pace, listen, and respond. */
import { Agent } from "node:http";
import { io, type Socket } from "socket.io-client";
import { PROTOCOL } from "../../protocol/version.ts";

/** The server limits the joins of a room from one address (100 at once), so the crowd comes from several. */
const PLAYERS_PER_ADDRESS = 90;
const ANSWER_MS = 20_000;

interface Player {
  socket: Socket;
  /** Received in Socket.IO messages so far. */
  bytes: number;
}

export interface Answer {
  ok?: boolean;
  [field: string]: unknown;
}

export interface Crowd {
  /** Opens a connection for every player, and joins; ms from each join to its acknowledgement, and one answer. */
  join(payload: (index: number) => object): Promise<{ acks: number[]; answer: Answer }>;
  /** Every player responds once; ms from each response to its acknowledgement, and one answer. */
  respond(payload: (index: number) => object): Promise<{ acks: number[]; answer: Answer }>;
  /** Resolves when every player has received a snapshot that fits: ms from the first to the last, and one of them. */
  hear(fits: (snapshot: Answer) => boolean): Promise<{ spreadMs: number; snapshot: Answer }>;
  /** Mean bytes received by a player so far. */
  bytes(): number;
  close(): void;
}

/** 127.0.0.2, 127.0.0.3, ... */
const addressOf = (index: number): string => {
  const number = 2 + Math.floor(index / PLAYERS_PER_ADDRESS);
  return `127.0.${Math.floor(number / 250)}.${number % 250}`;
};

const agents = new Map<string, Agent>();
const agentFor = (localAddress: string): Agent => {
  const agent = agents.get(localAddress) ?? new Agent({ localAddress });
  agents.set(localAddress, agent);
  return agent;
};

/** A socket of its own in a namespace; `localAddress` is where it comes from. */
export const openSocket = async (url: string, auth: object, localAddress = "127.0.0.1"): Promise<Socket> => {
  const socket = io(url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { protocol: PROTOCOL, ...auth },
    // Typed as a name only, but handed on to the WebSocket as it is.
    agent: agentFor(localAddress) as unknown as string,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
};

/** Emits with an acknowledgement; throws when it is refused or does not come. */
export const ask = async (socket: Socket, event: string, payload: object): Promise<Answer> => {
  const answer = (await socket.timeout(ANSWER_MS).emitWithAck(event, payload)) as Answer;
  if (answer.ok === false) throw new Error(`${event} was refused: ${JSON.stringify(answer)}`);
  return answer;
};

/** Starts a task for each index, evenly spread over `spreadMs`, whatever the earlier ones do. */
const paced = async <Result>(count: number, spreadMs: number, task: (index: number) => Promise<Result>) => {
  const from = performance.now();
  const start = (index: number) =>
    new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, from + (index * spreadMs) / count - performance.now())),
    ).then(() => task(index));
  return Promise.all(Array.from({ length: count }, (_, index) => start(index)));
};

/** A crowd for a server; joins are spread over `joinMs`, the responses of a round over `respondMs`. */
export const createCrowd = (url: string, size: number, joinMs: number, respondMs: number): Crowd => {
  const players: Player[] = [];
  let listener: ((index: number, snapshot: Answer, at: number) => void) | undefined;

  const enter = async (index: number): Promise<Player> => {
    const socket = await openSocket(`${url}/player`, {}, addressOf(index));
    const player = { socket, bytes: 0 };
    socket.io.engine.on("packet", ({ type, data }) => {
      if (type === "message") player.bytes += Buffer.byteLength(String(data));
    });
    socket.on("snapshot", (snapshot: Answer) => listener?.(index, snapshot, performance.now()));
    players[index] = player;
    return player;
  };

  const timed = async (socket: Socket, event: string, payload: object) => {
    const sent = performance.now();
    const answer = await ask(socket, event, payload);
    return { ms: performance.now() - sent, answer };
  };
  const gathered = (results: { ms: number; answer: Answer }[]) => ({
    acks: results.map(({ ms }) => ms),
    answer: results[0]?.answer ?? {},
  });

  return {
    join: async (payload) =>
      gathered(
        await paced(size, joinMs, async (index) => timed((await enter(index)).socket, "room:join", payload(index))),
      ),
    respond: async (payload) =>
      gathered(
        await paced(size, respondMs, async (index) => {
          const player = players[index];
          if (!player) throw new Error(`player ${index} has not joined`);
          return timed(player.socket, "response:submit", payload(index));
        }),
      ),
    hear: (fits) =>
      new Promise((resolve, reject) => {
        const missing = new Set(players.keys());
        const late = setTimeout(
          () => reject(new Error(`${missing.size} players were not told`)),
          respondMs + ANSWER_MS,
        );
        let first = Number.NaN;
        listener = (index, snapshot, at) => {
          if (!fits(snapshot) || !missing.delete(index)) return;
          if (Number.isNaN(first)) first = at;
          if (missing.size > 0) return;
          clearTimeout(late);
          listener = undefined;
          resolve({ spreadMs: at - first, snapshot });
        };
      }),
    bytes: () => players.reduce((sum, player) => sum + player.bytes, 0) / players.length,
    close: () => {
      for (const player of players) player?.socket.disconnect();
    },
  };
};
