/** Many rooms at once, each at its own time, whose questions end by the clock; one large room is a school of one. */
import { setTimeout as wait } from "node:timers/promises";
import { openBare } from "./bare.ts";
import { openRoom, type Room } from "./cermat.ts";
import { type createResult, quantile } from "./figures.ts";
import { mixed } from "./rounds.ts";
import { cpuFrom, type Side } from "./side.ts";
import type { Stage, StoreName } from "./stage.ts";
import { payloadOf, type Words } from "./words.ts";

interface SchoolPlan {
  rooms: number;
  seats: number;
  store: StoreName;
  nodes: number;
  /** In all but the last somebody stays silent, and the clock ends it. */
  rounds: number;
  seconds: number;
  joinMs: number;
  yardstick: boolean;
}

/** Players of a room respond in this share of its time. */
const RESPONDING = 0.7;
/** Rooms begin within this time, as if by chance. */
const STAGGER_MS = 5000;

/** Players of a room that are joining at once. */
const AT_DOOR = 200;

type Add = ReturnType<typeof createResult>["add"];

interface Found {
  acks: number[];
  /** From the deadline to the reveal by the server's clock, and from the last acknowledgement to the reveal when all responded. */
  closedMs: number[];
  earlyMs: number[];
  lost: number;
  refused: number;
  words?: Words;
}

/** One room through its rounds. `room` of a yardstick is undefined: it has no clock, and is told when time is up. */
const playRoom = async (side: Side, room: Room | undefined, plan: SchoolPlan, found: Found): Promise<void> => {
  const { crowd } = side;
  const order = mixed(crowd.size);
  for (let round = 1; round <= plan.rounds; round++) {
    const isLast = round === plan.rounds;
    const [heard] = await Promise.all([crowd.hear(side.isOpen(round)), side.open(round)]);
    const opened = await room?.told("open", round);
    if (opened?.snapshot.phase === "open") await wait(opened.snapshot.openedAt - opened.snapshot.serverNow + 5);
    const revealed = crowd.hear(side.isRevealed(round));
    const players = isLast ? order : order.slice(1);
    const event = (player: number) => side.responseEvent(round, player);
    // The clock of a server that cannot keep up may be faster than its players.
    const respondMs = plan.seconds * 1000 * RESPONDING;
    const { acks, refused, doneAt, answers } = await crowd.say(players, respondMs, event, true);
    for (const ack of acks) found.acks.push(ack);
    found.refused += refused;
    if (!room && !isLast) await wait(plan.seconds * 1000 * (1 - RESPONDING));
    await side.complete(round);
    const { message } = await revealed;
    if (!room) continue;
    const { snapshot, at } = await room.told("reveal", round);
    const deadline = opened?.snapshot.phase === "open" ? (opened.snapshot.deadline ?? 0) : 0;
    if (isLast) found.earlyMs.push(Math.max(0, at - doneAt));
    else found.closedMs.push(snapshot.serverNow - deadline);
    const counted = snapshot.phase === "reveal" ? snapshot.responded : 0;
    found.lost += Math.max(0, acks.length - counted);
    const response = payloadOf(answers[players[0] ?? 0] ?? "[{}]");
    found.words ??= { join: {}, resume: {}, response, open: payloadOf(heard.message), reveal: payloadOf(message) };
  }
};

/** All rooms of a side, from the first join to the last reveal. */
const playSide = async (sides: readonly { side: Side; room?: Room }[], plan: SchoolPlan, add: Add): Promise<Found> => {
  const found: Found = { acks: [], closedMs: [], earlyMs: [], lost: 0, refused: 0 };
  const [first] = sides;
  if (!first) return found;
  const { name } = first.side;
  const share = plan.joinMs / sides.length;
  let answer = "[{}]";
  // Room after room: the school is filled, not stormed.
  for (const { side } of sides) {
    const { answers } = await side.crowd.enter(share, (player) => side.joinEvent(player), AT_DOOR);
    answer = answers[0] ?? answer;
  }
  const cpu = cpuFrom(first.side);
  await Promise.all(
    sides.map(async ({ side, room }, nth) => {
      await wait((nth * STAGGER_MS) / sides.length);
      await playRoom(side, room, plan, found);
    }),
  );
  const players = plan.rooms * plan.seats;
  const peakKb = first.side.servers.reduce((sum, server) => sum + server.peakKb(), 0);
  add("memory at most", "MiB", name, peakKb / 1024);
  add("a round: server CPU, a player", "us", name, (1000 * cpu()) / players / plan.rounds);
  add("response: acknowledged, p50", "ms", name, quantile(found.acks, 0.5));
  add("response: acknowledged, p99", "ms", name, quantile(found.acks, 0.99));
  if (found.words) found.words.join = payloadOf(answer);
  return found;
};

/** Plays the school on the server, then on bare Socket.IO with one write a response. */
export const playSchool = async (
  stage: Stage,
  plan: SchoolPlan,
  add: Add,
  say: (line: string) => void,
): Promise<void> => {
  const nodes = await stage.nodes(plan.store, plan.nodes, Math.max(200, plan.seats));
  const numbers = Array.from({ length: plan.rooms }, (_, nth) => nth);
  const roomPlan = { players: plan.seats, rounds: plan.rounds, seconds: plan.seconds };
  const rooms = await Promise.all(
    numbers.map((nth) => openRoom(nodes.slice(nth % nodes.length, (nth % nodes.length) + 1), stage.key, roomPlan)),
  );
  const all = { ...rooms[0], servers: nodes } as Room;
  try {
    const sides = rooms.map((room, nth) => ({ side: nth === 0 ? all : room, room }));
    const found = await playSide(sides, plan, add);
    say(`${found.closedMs.length + found.earlyMs.length} rounds in ${plan.rooms} rooms of ${plan.seats}`);
    add("closed after its deadline, first", "ms", "Cermat", Math.min(...found.closedMs));
    add("closed after its deadline, p50", "ms", "Cermat", quantile(found.closedMs, 0.5));
    add("closed after its deadline, p99", "ms", "Cermat", quantile(found.closedMs, 0.99));
    add("last response to the reveal, p50", "ms", "Cermat", quantile(found.earlyMs, 0.5));
    add("last response to the reveal, p99", "ms", "Cermat", quantile(found.earlyMs, 0.99));
    add("acknowledged responses lost", "", "Cermat", found.lost);
    add("responses refused as too late", "", "Cermat", found.refused);
    for (const room of rooms) room.leave();
    if (!plan.yardstick || !found.words) return;
    const server = await stage.yardstick(plan.store);
    const bare = await Promise.all(
      numbers.map((nth) => openBare("Socket.IO + write", server, plan.seats, { pin: String(100_000 + nth) })),
    );
    await bare[0]?.learn?.(found.words);
    await playSide(
      bare.map((side) => ({ side })),
      plan,
      add,
    );
    for (const side of bare) side.leave();
  } finally {
    await stage.clear();
  }
};
