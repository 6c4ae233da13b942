/** One room: everybody joins, and round after round the server and its yardsticks take turns. */
import { openBare } from "./bare.ts";
import { openRoom, type Room } from "./cermat.ts";
import { type createResult, quantile } from "./figures.ts";
import { playRound, type Round, tellRound } from "./rounds.ts";
import { cpuFrom, type Side } from "./side.ts";
import type { Stage, StoreName } from "./stage.ts";
import { payloadOf, type Words } from "./words.ts";

interface HallPlan {
  players: number;
  store: StoreName;
  nodes: number;
  /** Rounds that count, and those before them. */
  runs: number;
  warm: number;
  /** Within which all join, and in each round respond, ms. */
  joinMs: number;
  respondMs: number;
  yardsticks: readonly YardstickName[];
}

/** Bare Socket.IO with one write a response; the same with none; `ws` alone, which is only listened to. */
export type YardstickName = "Socket.IO + write" | "Socket.IO" | "ws";

/** Players that are joining at once: the hall is filled, not stormed. */
const AT_DOOR = 200;

type Add = ReturnType<typeof createResult>["add"];

/** Everybody comes in: what a join costs and how long it takes, and the memory that a player holds. */
const join = async (side: Side, joinMs: number, add: Add): Promise<object> => {
  const { name, crowd, servers } = side;
  const rss = () => servers.reduce((sum, server) => sum + server.rssKb(), 0);
  const empty = rss();
  const cpu = cpuFrom(side);
  const { acks, answers } = await crowd.enter(joinMs, (player) => side.joinEvent(player), AT_DOOR);
  add("joining: server CPU, a player", "us", name, (1000 * cpu()) / crowd.size);
  add("in, from connecting on, p50", "ms", name, quantile(acks, 0.5));
  add("in, from connecting on, p99", "ms", name, quantile(acks, 0.99));
  add("memory, a player", "KiB", name, (rss() - empty) / crowd.size);
  add("received by a player, joining", "bytes", name, crowd.bytes());
  return payloadOf(answers[0] ?? "[]");
};

const addRound = (add: Add, { name, crowd: { size } }: Side, round: Omit<Round, "words">, bytes: number): void => {
  const { cpuMs, acks } = round;
  const us = (ms: number) => (1000 * ms) / size;
  add("question: server CPU, a player", "us", name, us(cpuMs.open));
  add("question: last player told after", "ms", name, round.openLastMs);
  add("response: server CPU, each", "us", name, (1000 * cpuMs.responses) / (size - 1));
  add("response: acknowledged, p50", "ms", name, quantile(acks, 0.5));
  add("response: acknowledged, p99", "ms", name, quantile(acks, 0.99));
  add("reveal: server CPU, a player", "us", name, us(cpuMs.reveal));
  add("reveal: last player told after", "ms", name, round.revealLastMs);
  add("last response to the reveal", "ms", name, round.closedAfterMs);
  add("a round: server CPU, a player", "us", name, us(cpuMs.open + cpuMs.responses + cpuMs.reveal));
  add("received by a player, a round", "bytes", name, bytes);
};

const addTold = (add: Add, { name, crowd: { size } }: Side, told: Awaited<ReturnType<typeof tellRound>>): void => {
  add("question: server CPU, a player", "us", name, (1000 * told.cpuMs.open) / size);
  add("question: last player told after", "ms", name, told.openLastMs);
  add("reveal: server CPU, a player", "us", name, (1000 * told.cpuMs.reveal) / size);
  add("reveal: last player told after", "ms", name, told.revealLastMs);
};

const STORES: Record<YardstickName, (store: StoreName) => StoreName | undefined> = {
  "Socket.IO + write": (store) => store,
  "Socket.IO": () => undefined,
  ws: () => undefined,
};

/** Everybody who is told must have been counted. */
const checkCount = async (room: Room, round: number): Promise<void> => {
  const { snapshot } = await room.told("reveal", round);
  const counted = snapshot.phase === "reveal" ? snapshot.responded : Number.NaN;
  if (counted !== room.crowd.size) throw new Error(`the host counts ${counted} of ${room.crowd.size} responses`);
};

/** Plays a room and, round by round in turn with it, the yardsticks in the same words; the first rounds count nowhere. */
export const playHall = async (stage: Stage, plan: HallPlan, add: Add, say: (line: string) => void): Promise<void> => {
  const { players, store } = plan;
  const rounds = plan.warm + plan.runs;
  const nodes = await stage.nodes(store, plan.nodes, players);
  const room = await openRoom(nodes, stage.key, { players, rounds, seconds: 120 });
  const sides: Side[] = [];
  try {
    const joined = await join(room, plan.joinMs, add);
    say(`${players} joined`);
    let words: Words | undefined;
    for (let round = 1; round <= rounds; round++) {
      const counts = round > plan.warm;
      const before = room.crowd.bytes();
      const played = await playRound(room, round, plan.respondMs);
      await checkCount(room, round);
      if (counts) addRound(add, room, played, room.crowd.bytes() - before);
      if (!words) {
        words = { ...played.words, join: joined, resume: joined };
        for (const name of plan.yardsticks) {
          const side = await openBare(name, await stage.yardstick(STORES[name](store)), players, {
            raw: name === "ws",
          });
          sides.push(side);
          await side.learn?.(words);
          if (name === "ws") await side.crowd.enter(0, () => "");
          else await join(side, plan.joinMs, add);
        }
      }
      for (const side of sides) {
        const bytes = side.crowd.bytes();
        if (side.name === "ws") {
          const told = await tellRound(side, round);
          if (counts) addTold(add, side, told);
        } else {
          const repeated = await playRound(side, round, plan.respondMs);
          if (counts) addRound(add, side, repeated, side.crowd.bytes() - bytes);
        }
      }
      say(`round ${round} of ${rounds}${counts ? "" : " (to get warm)"}`);
    }
  } finally {
    for (const side of [room, ...sides]) side.leave();
    await stage.clear();
  }
};
