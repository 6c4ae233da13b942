/** One flood: bots want all seats of a room from the address of its phones, while another room plays beside it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { JoinsSurgingOf } from "../../../protocol/pushes.ts";
import { advance, HOST_KEY, openRoom, SMALL_QUIZ } from "../../support.ts";
import type { Figures } from "../soaking.ts";
import { type Flooded, type Phone, startFlood, startNeighbours, startPhones, type Timed } from "./orders.ts";
import { startServer } from "./server.ts";
import { joinTimes, quantile, sorted } from "./times.ts";

export interface FloodSettings {
  bots: number;
  phones: number;
  /** Seats of the room. With fewer than bots and phones the room fills, and its host has to make space. */
  seats: number;
  solving: boolean;
  /** The other room plays on a server of its own, on the same machine: what it feels then is the machine. */
  elsewhere?: boolean;
  /** How long the other room is timed before the flood, ms. */
  quietMs: number;
  seed: number;
  say(line: string): void;
}

const PER_SECOND = 200;
/** The phones are taken out of pockets within this time, ms. */
const SPREAD_MS = 4000;
/** In two minutes all phones are in, or something is broken, ms. */
const ALL_IN_MS = 120_000;
/** The flood is looked at this long after its last bot, ms. */
const LAST_MS = 1000;
const UNTIMED = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: null })) };

/** The 99th percentile of the delays of the server's event loop since it was last asked, ms. */
const loopDelayMs = async (url: string): Promise<number> => {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${HOST_KEY}` } });
  const found = /^nodejs_eventloop_lag_p99_seconds ([\d.e-]+)/m.exec(await answer.text());
  return Number(found?.[1]) * 1000;
};

/** Runs one flood and counts. Throws when a phone does not get in. */
export const runFlood = async (settings: FloodSettings): Promise<Figures> => {
  const { bots, seats, solving, say } = settings;
  await using server = await startServer(seats);
  await using other = settings.elsewhere ? await startServer(seats) : undefined;
  const { url } = server;
  const { host, pin } = await openRoom(url, { quiz: UNTIMED, options: { previewSeconds: 0 } });
  using _host = host;
  using neighbours = startNeighbours((other ?? server).url);
  using flood = startFlood({ url, pin, bots, perSecond: PER_SECOND, solving });
  using pockets = startPhones({ url, pin, phones: settings.phones, spreadMs: SPREAD_MS, seed: settings.seed });
  await Promise.all([neighbours.told(), flood.told(), pockets.told()]);

  // What the start of a process takes from the others is neither quiet nor flood.
  const loopMs = () => loopDelayMs((other ?? server).url);
  await loopMs();
  const quietFrom = Date.now();
  await sleep(settings.quietMs);
  const quietLoopMs = await loopMs();
  const loudFrom = Date.now();
  flood.order("come");
  const surge = await host.until(
    ({ events }) => events.findLast(({ name }) => name === "joins:surging")?.payload as JoinsSurgingOf | undefined,
  );
  say(`the host is asked whether to pause joins: ${surge.count} have come`);
  await sleep(1000);

  pockets.order("join");
  const allIn = pockets.told<{ phones: Phone[] }>(ALL_IN_MS);
  // It is waited for below; until then it must not end the process.
  allIn.catch(() => {});

  /** What the host's two buttons do: pause, and remove whoever came in the rush but for those the host knows. */
  const clear = async (known: ReadonlySet<string>) => {
    await host.get("room:lock", { locked: true });
    const { players } = await host.get("player:list", { since: surge.since });
    const playerIds = players.flatMap(({ playerId }) => (known.has(playerId) ? [] : [playerId]));
    const startedAt = performance.now();
    if (playerIds.length > 0) await host.get("player:remove", { playerIds });
    const phones = players.filter(({ playerId, nickname }) => !known.has(playerId) && nickname.startsWith("Murid"));
    return { removed: playerIds.length, phones: phones.length, playerIds, removeMs: performance.now() - startedAt };
  };

  const makesSpace = seats < bots + settings.phones;
  let cleared: Awaited<ReturnType<typeof clear>> = { removed: 0, phones: 0, playerIds: [], removeMs: 0 };
  let reopenedAt = Number.NaN;
  if (makesSpace) {
    await sleep(SPREAD_MS + 1000);
    cleared = await clear(new Set());
    await host.get("room:lock", { locked: false });
    reopenedAt = performance.now();
    say(`the host has paused, removed ${cleared.removed}, ${cleared.phones} phones among them, and opened again`);
  }
  pockets.order(cleared.playerIds);
  const { phones } = await allIn;
  const inAfterReopeningMs = performance.now() - reopenedAt;
  say(`all ${phones.length} phones are in`);
  // The other room plays on until all bots have come.
  await sleep(Math.max(0, loudFrom + (bots * 1000) / PER_SECOND + LAST_MS - Date.now()));
  const again = await clear(new Set(phones.map(({ playerId }) => playerId)));

  await advance(host);
  pockets.order("answer");
  const { failed } = await pockets.told<{ failed: number }>();
  const floodLoopMs = await loopMs();
  await neighbours.stop();
  const timed = await neighbours.told<Timed[]>();
  await flood.stop();
  const counted = await flood.told<Flooded>();
  await pockets.stop();

  const tookMs = (from: number, to: number) =>
    sorted(timed.flatMap(({ at, ms }) => (at >= from && at < to ? [ms] : [])));
  const [before, during] = [tookMs(quietFrom, loudFrom), tookMs(loudFrom, Infinity)];
  const [rejoined, kept] = [phones.filter(({ removed }) => removed), phones.filter(({ removed }) => !removed)];
  return {
    phonesIn: phones.length,
    ...joinTimes("join", kept),
    ...joinTimes("rejoin", rejoined),
    sinceFirstTapSlowestMs: Math.max(...phones.map(({ sinceFirstTapMs }) => sinceFirstTapMs)),
    phonesAskedToWork: phones.filter(({ crowded }) => crowded).length,
    tapsAgain: phones.reduce((sum, { taps }) => sum + taps, 0),
    ...(makesSpace ? { allInAfterReopeningMs: inAfterReopeningMs } : {}),
    botsConnected: counted.connected,
    botsSeated: counted.seated,
    botJoinsRefused: counted.refused,
    botPuzzlesSolved: counted.solved,
    removed: cleared.removed + again.removed,
    phonesRemoved: cleared.phones,
    removeMs: Math.max(cleared.removeMs, again.removeMs),
    ackQuietP99Ms: quantile(before, 0.99),
    ackFloodP99Ms: quantile(during, 0.99),
    ackP99Ratio: quantile(during, 0.99) / quantile(before, 0.99),
    loopQuietP99Ms: quietLoopMs,
    loopFloodP99Ms: floodLoopMs,
    ackQuietMedianMs: quantile(before, 0.5),
    ackFloodMedianMs: quantile(during, 0.5),
    acksInFlood: during.length,
    responsesFailed: failed + timed.filter(({ ok }) => !ok).length,
  };
};
