/** The two runs: a whole game on the server, and the same traffic on bare Socket.IO. */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { HostAnswers } from "../../protocol/events.ts";
import type { HostSnapshotOf } from "../../protocol/snapshots.ts";
import { type Answer, ask, type Crowd, createCrowd, openSocket } from "./crowd.ts";
import { padded, type Run, sizeOf } from "./figures.ts";
import type { Child } from "./server.ts";

export interface Plan {
  players: number;
  rounds: number;
  /** The joins are spread over this time, and the responses of each round over that one, ms. */
  joinMs: number;
  respondMs: number;
  say(progress: string): void;
}

/** Bytes of each payload of the game, as JSON, for the other run. */
export interface Sizes {
  join: [payload: number, answer: number];
  response: [payload: number, answer: number];
  open: number;
  reveal: number;
}

const OPTIONS = ["Perencanaan", "Refleksi awal", "Implementasi", "Evaluasi"].map((text, index) => ({
  id: "abcd".charAt(index),
  text,
}));

const quizOf = (rounds: number) => ({
  schemaVersion: 1,
  id: "bench",
  title: "Bench",
  language: "id",
  items: Array.from({ length: rounds }, (_, index) => ({
    id: `q${index + 1}`,
    type: "single-choice",
    stem: "Tahap manakah yang membuka siklus inkuiri sebuah komunitas belajar di sekolah?",
    options: OPTIONS,
    key: ["b"],
    seconds: 120,
  })),
});

const choiceOf = (index: number): string => OPTIONS[index % OPTIONS.length]?.id ?? "a";

interface Steps {
  crowd: Crowd;
  joinPayload(index: number): object;
  responsePayload(round: number, index: number): object;
  /** Starts the round; the players are told by a snapshot that fits `opened`. */
  open(round: number): Promise<unknown>;
  close(round: number): Promise<unknown>;
  opened(round: number): (snapshot: Answer) => boolean;
  closed(round: number): (snapshot: Answer) => boolean;
}

const respondAndClose = async (steps: Steps, round: number) => {
  const responded = await steps.crowd.respond((index) => steps.responsePayload(round, index));
  await steps.close(round);
  return responded;
};

/** Joins everybody and plays the rounds, measuring the child. */
const play = async (child: Child, plan: Plan, steps: Steps): Promise<{ run: Run; sizes: Sizes }> => {
  const { crowd } = steps;
  const empty = child.rssKb();
  const start = child.cpuMs();
  const joined = await crowd.join(steps.joinPayload);
  const run: Run = {
    players: plan.players,
    rounds: plan.rounds,
    joinAcks: joined.acks,
    responseAcks: [],
    fanOuts: [],
    cpuMs: { joins: child.cpuMs() - start, rounds: 0 },
    rssKb: { empty, full: child.rssKb(), end: 0 },
    bytes: { join: crowd.bytes(), rounds: 0 },
  };
  const sizes: Sizes = {
    join: [sizeOf(steps.joinPayload(0)), sizeOf(joined.answer)],
    response: [0, 0],
    open: 0,
    reveal: 0,
  };
  plan.say(`${plan.players} players joined`);
  const before = child.cpuMs();
  for (let round = 1; round <= plan.rounds; round++) {
    const [{ spreadMs, snapshot }] = await Promise.all([crowd.hear(steps.opened(round)), steps.open(round)]);
    run.fanOuts.push(spreadMs);
    // The options show a moment after the snapshot; responses before it are refused.
    if (typeof snapshot.openedAt === "number") await wait(snapshot.openedAt - Number(snapshot.serverNow) + 5);
    const [{ snapshot: reveal }, { acks, answer }] = await Promise.all([
      crowd.hear(steps.closed(round)),
      respondAndClose(steps, round),
    ]);
    run.responseAcks.push(...acks);
    sizes.response = [sizeOf(steps.responsePayload(round, 0)), sizeOf(answer)];
    sizes.open = sizeOf(snapshot);
    sizes.reveal = sizeOf(reveal);
    plan.say(`round ${round} of ${plan.rounds}: ${acks.length} responses acknowledged`);
  }
  run.cpuMs.rounds = child.cpuMs() - before;
  run.rssKb.end = child.rssKb();
  run.bytes.rounds = crowd.bytes() - run.bytes.join;
  return { run, sizes };
};

/** A game in one room of the server, over its own protocol. Throws when a response is missing from the host's count. */
export const playServer = async (child: Child, plan: Plan, key: string): Promise<{ run: Run; sizes: Sizes }> => {
  const host = await openSocket(`${child.url}/host`, { key });
  const crowd = createCrowd(child.url, plan.players, plan.joinMs, plan.respondMs);
  try {
    const options = { previewSeconds: 0, leaderboard: "none" };
    const created = (await ask(host, "room:create", {
      quiz: quizOf(plan.rounds),
      options,
    })) as unknown as HostAnswers["room:create"];
    let latest: HostSnapshotOf = created.snapshot;
    host.on("snapshot", (snapshot: HostSnapshotOf) => {
      if (snapshot.version >= latest.version) latest = snapshot;
    });
    const sync = async () => {
      const { snapshot } = (await ask(host, "room:sync", { version: 0 })) as unknown as HostAnswers["room:sync"];
      latest = snapshot;
    };
    return await play(child, plan, {
      crowd,
      joinPayload: (index) => ({ pin: created.pin, nickname: `Peserta ${index}`, attempt: randomUUID() }),
      responsePayload: (round, index) => ({ round, attempt: randomUUID(), value: choiceOf(index) }),
      open: async () => {
        await sync();
        await ask(host, "room:advance", { version: latest.version });
      },
      close: async (round) => {
        await ask(host, "round:close", { round });
        await sync();
        const counted = latest.phase === "reveal" ? latest.responded : Number.NaN;
        if (counted !== plan.players) throw new Error(`the host counts ${counted} of ${plan.players} responses`);
      },
      opened: (round) => (snapshot) => snapshot.phase === "open" && snapshot.round === round,
      closed: (round) => (snapshot) => snapshot.phase === "reveal" && snapshot.round === round,
    });
  } finally {
    crowd.close();
    host.disconnect();
  }
};

/** The same traffic without a quiz: each event acknowledged, each snapshot sent to all, in the sizes of the game. */
export const playBare = async (child: Child, plan: Plan, sizes: Sizes): Promise<{ run: Run }> => {
  const host = await openSocket(`${child.url}/host`, {});
  const crowd = createCrowd(child.url, plan.players, plan.joinMs, plan.respondMs);
  const join = padded(sizes.join[0]);
  const response = padded(sizes.response[0]);
  try {
    return await play(child, plan, {
      crowd,
      joinPayload: () => join,
      responsePayload: () => response,
      open: () => ask(host, "tell", padded(sizes.open)),
      close: () => ask(host, "tell", padded(sizes.reveal)),
      opened: () => () => true,
      closed: () => () => true,
    });
  } finally {
    crowd.close();
    host.disconnect();
  }
};
