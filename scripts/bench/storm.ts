/** Everybody at the door at once: a hall that joins, and a hall that comes back after its connections were cut. */
import { openBare } from "./bare.ts";
import { openRoom } from "./cermat.ts";
import { type createResult, quantile } from "./figures.ts";
import { cpuFrom, type Side } from "./side.ts";
import type { Stage, StoreName } from "./stage.ts";
import { payloadOf, resumeEvent } from "./words.ts";

interface StormPlan {
  players: number;
  store: StoreName;
  nodes: number;
  runs: number;
  /** Within which all of them come, ms. */
  spreadMs: number;
}

type Add = ReturnType<typeof createResult>["add"];

const NOTHING = { join: {}, resume: {}, response: {}, open: {}, reveal: {} };

/** Everybody comes; what it cost and how long they stood at the door. */
const enter = async (side: Side, spreadMs: number, event: (player: number) => string, add: Add): Promise<string[]> => {
  const cpu = cpuFrom(side);
  const from = performance.now();
  const { acks, answers, doneAt } = await side.crowd.enter(spreadMs, event);
  add("in, from connecting on, p50", "ms", side.name, quantile(acks, 0.5));
  add("in, from connecting on, p99", "ms", side.name, quantile(acks, 0.99));
  add("all in after", "ms", side.name, doneAt - from);
  add("server CPU, a player", "us", side.name, (1000 * cpu()) / side.crowd.size);
  return answers;
};

const ROOM = { rounds: 1, seconds: 120 };
const ignore: Add = () => {};

/** Rooms that fill up, one after the other, in turn with bare Socket.IO; the first of each counts nowhere. */
export const playJoins = async (
  stage: Stage,
  plan: StormPlan,
  add: Add,
  say: (line: string) => void,
): Promise<void> => {
  const { players, spreadMs } = plan;
  const nodes = await stage.nodes(plan.store, plan.nodes, players);
  const server = await stage.yardstick(undefined);
  try {
    for (let run = 0; run <= plan.runs; run++) {
      const found = run === 0 ? ignore : add;
      const room = await openRoom(nodes, stage.key, { ...ROOM, players });
      const answers = await enter(room, spreadMs, (player) => room.joinEvent(player), found);
      room.leave();
      const bare = await openBare("Socket.IO", server, players);
      await bare.learn?.({ ...NOTHING, join: payloadOf(answers[0] ?? "[{}]") });
      await enter(bare, spreadMs, (player) => bare.joinEvent(player), found);
      bare.leave();
      say(`${players} in, ${run === 0 ? "to get warm" : `run ${run} of ${plan.runs}`}`);
    }
  } finally {
    await stage.clear();
  }
};

/** A hall in the middle of a question whose connections are all cut, again and again, in turn with bare Socket.IO. */
export const playHerd = async (stage: Stage, plan: StormPlan, add: Add, say: (line: string) => void): Promise<void> => {
  const { players, spreadMs } = plan;
  const nodes = await stage.nodes(plan.store, plan.nodes, players);
  const server = await stage.yardstick(undefined);
  const room = await openRoom(nodes, stage.key, { ...ROOM, players });
  const bare = await openBare("Socket.IO", server, players);
  try {
    const joined = await room.crowd.enter(Math.max(spreadMs, players), (player) => room.joinEvent(player));
    const tokens = joined.answers.map((answer) => payloadOf<{ token: string }>(answer).token);
    await Promise.all([room.crowd.hear(room.isOpen(1)), room.open(1)]);
    for (let run = 0; run <= plan.runs; run++) {
      const found = run === 0 ? ignore : add;
      room.crowd.leave();
      const answers = await enter(room, spreadMs, (player) => resumeEvent(tokens[player] ?? ""), found);
      bare.crowd.leave();
      await bare.learn?.({ ...NOTHING, resume: payloadOf(answers[0] ?? "[{}]") });
      await enter(bare, spreadMs, (player) => resumeEvent(tokens[player] ?? ""), found);
      say(`${players} back, ${run === 0 ? "to get warm" : `run ${run} of ${plan.runs}`}`);
    }
  } finally {
    room.leave();
    bare.leave();
    await stage.clear();
  }
};
