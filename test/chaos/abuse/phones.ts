/**
 * A process of its own with phones that join by the page's own code. It says that it is ready, and is told line by
 * line: to join; which seats have gone, upon which it says who sits where once all are in; to answer, upon which it says
 * how many could not.
 */
import { constants, setPriority } from "node:os";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { persist } from "../../../src/pages/player/persist.ts";
import { connectPlayer, type PlayerClient } from "../../support.ts";
import { seededBytes } from "../../virtual.ts";
import type { Phone, PhonesOrder, PhonesTold } from "./orders.ts";

/** As long as the page waits for an answer, ms. */
const ANSWER_MS = 2000;
/** Somebody who was refused taps again after this, ms. */
const TAP_MS = 1500;

// Phones work with processors of their own, too: the puzzles that they solve must not slow those who are timed.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

type Joined = Pick<Phone, "playerId" | "joinMs" | "crowded" | "taps">;

/** Joins as a person with the page does: the page persists, and the person taps again when it gives up. `time` counts the joins of one person. */
const join = async (player: PlayerClient, pin: string, nickname: string, time: number): Promise<Joined> => {
  const startedAt = performance.now();
  const payload = { pin, nickname, attempt: `attempt-${time}-of-a-phone-${nickname.padStart(12, "-")}` };
  const ask = (event: "room:join", sent: object) =>
    player.socket
      .timeout(ANSWER_MS)
      .emitWithAck(event, sent)
      .catch(() => null);
  let crowded = false;
  for (let taps = 0; ; taps++) {
    const wanted = () => true;
    const answer = await persist(ask, payload, wanted, () => {
      crowded = true;
    });
    if (answer?.ok) return { playerId: answer.playerId, joinMs: performance.now() - startedAt, crowded, taps };
    await sleep(TAP_MS);
  }
};

const { url, pin, phones, spreadMs, seed } = JSON.parse(process.argv[2] ?? "{}") as PhonesOrder;
const orders = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const ordered = async () => JSON.parse(String((await orders.next()).value)) as unknown;
const say = (told: PhonesTold) => process.stdout.write(`${JSON.stringify(told)}\n`);

say("ready");
await ordered();
const gone = ordered().then((playerIds) => new Set(playerIds as string[]));
const random = seededBytes(seed);
/** Joins, and once more when it was removed with the rush. */
const sit = async (player: PlayerClient, nickname: string): Promise<Phone> => {
  const tappedAt = performance.now();
  const first = await join(player, pin, nickname, 1);
  const removed = (await gone).has(first.playerId);
  if (!removed) return { ...first, removed, sinceFirstTapMs: first.joinMs };
  const next = await join(player, pin, nickname, 2);
  const [crowded, taps] = [first.crowded || next.crowded, first.taps + next.taps];
  return { ...next, removed, crowded, taps, sinceFirstTapMs: performance.now() - tappedAt };
};

const seated = await Promise.all(
  Array.from({ length: phones }, async (_, n) => {
    const [high = 0, low = 0] = random(2);
    await sleep(((high * 256 + low) / 65_536) * spreadMs);
    const player = await connectPlayer(url);
    return { player, phone: await sit(player, `Murid ${n + 1}`) };
  }),
);
say({ phones: seated.map(({ phone }) => phone) });
await ordered();
await Promise.all(seated.map(({ player }) => player.phase("open", 1)));
// The round opens a little after its screen has come.
await sleep(500);
const answers = await Promise.all(
  seated.map(({ player }) => player.ask("response:submit", { round: 1, attempt: "a", value: "b" })),
);
say({ failed: answers.filter(({ ok }) => !ok).length });
await ordered().catch(() => {});
process.exit(0);
