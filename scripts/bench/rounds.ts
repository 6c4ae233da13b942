/** One round of a game, and what it cost. Times are ms. */
import { setTimeout as wait } from "node:timers/promises";
import type { PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { cpuFrom, type Side } from "./side.ts";
import { payloadOf, type Words } from "./words.ts";

/** What is still under way when the last player has been told is counted too. */
const SETTLE_MS = 20;
/** Options show a moment after the snapshot; responses before it are refused. */
const AFTER_LEAD_MS = 5;

export interface Round {
  /** Server CPU: of the question to all, of all responses, of the reveal to all. */
  cpuMs: { open: number; responses: number; reveal: number };
  /** From the command to the last player that was told. */
  openLastMs: number;
  revealLastMs: number;
  acks: number[];
  /** From the last acknowledgement to the host's reveal; NaN without a host. */
  closedAfterMs: number;
  words: Pick<Words, "response" | "open" | "reveal">;
}

/** Numbers 0..count-1 in an order that is the same at each run; responses come from everywhere, not from the first seat on. */
export const mixed = (count: number): number[] => {
  const order = Array.from({ length: count }, (_, index) => index);
  let state = 1;
  for (let at = count - 1; at > 0; at--) {
    state = (state * 48_271) % 2_147_483_647;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
};

const leadOf = (message: string): number => {
  const { openedAt, serverNow } = payloadOf<Extract<PlayerSnapshotOf, { phase: "open" }>>(message);
  return openedAt - serverNow + AFTER_LEAD_MS;
};

/** The question to everybody. */
const open = async (side: Side, round: number) => {
  const cpu = cpuFrom(side);
  const from = performance.now();
  const [heard] = await Promise.all([side.crowd.hear(side.isOpen(round)), side.open(round)]);
  await wait(SETTLE_MS);
  return { heard, ms: heard.lastAt - from, cpuMs: cpu() };
};

/** Everybody is asked, responds within a time, and is told how they did; the last one responds when all others are done. */
export const playRound = async (side: Side, round: number, respondMs: number): Promise<Round> => {
  const { crowd } = side;
  const opened = await open(side, round);
  if (side.hostToldAt) await wait(Math.max(0, leadOf(opened.heard.message) - SETTLE_MS));
  const [last = 0, ...others] = mixed(crowd.size);
  const event = (player: number) => side.responseEvent(round, player);

  const cpuOfResponses = cpuFrom(side);
  const { acks } = await crowd.say(others, respondMs, event);
  const responses = cpuOfResponses();

  const cpuOfReveal = cpuFrom(side);
  const from = performance.now();
  const revealed = crowd.hear(side.isRevealed(round));
  const { doneAt, answers } = await crowd.say([last], 0, event);
  await side.complete(round);
  const told = await revealed;
  await wait(SETTLE_MS);
  const reveal = cpuOfReveal();
  const hostAt = await side.hostToldAt?.(round);
  return {
    cpuMs: { open: opened.cpuMs, responses, reveal },
    openLastMs: opened.ms,
    revealLastMs: told.lastAt - from,
    acks,
    closedAfterMs: hostAt === undefined ? Number.NaN : Math.max(0, hostAt - doneAt),
    words: {
      response: payloadOf(answers[last] ?? "[]"),
      open: payloadOf(opened.heard.message),
      reveal: payloadOf(told.message),
    },
  };
};

/** A question and a reveal to everybody, for those who only listen. */
export const tellRound = async (
  side: Side,
  round: number,
): Promise<Pick<Round, "openLastMs" | "revealLastMs" | "cpuMs">> => {
  const opened = await open(side, round);
  const cpu = cpuFrom(side);
  const from = performance.now();
  const [told] = await Promise.all([side.crowd.hear(side.isRevealed(round)), side.complete(round)]);
  await wait(SETTLE_MS);
  return {
    openLastMs: opened.ms,
    revealLastMs: told.lastAt - from,
    cpuMs: { open: opened.cpuMs, responses: Number.NaN, reveal: cpu() },
  };
};
