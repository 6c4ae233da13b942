/**
 * A process of its own with a room beside the flood, in which everybody answers again and again with the same attempt:
 * each is a write of the store. Says that it has begun, and prints how long each answer took when its input ends.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { advance, joinRoom, openRoom, type PlayerClient, SMALL_QUIZ } from "../../support.ts";
import type { Timed } from "./orders.ts";

const PEOPLE = 20;
/** Four a second keep within what a socket may send, ms. */
const EVERY_MS = 250;
const url = process.argv[2] ?? "";
const UNTIMED = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: null })) };

let over = false;
process.stdin
  .on("data", () => {})
  .on("end", () => {
    over = true;
  });
const { host, pin } = await openRoom(url, { quiz: UNTIMED, options: { previewSeconds: 0 } });
const players: PlayerClient[] = [];
for (let n = 0; n < PEOPLE; n++) players.push((await joinRoom(url, { pin, nickname: `tetangga ${n + 1}` })).player);
await advance(host);
await Promise.all(players.map((player) => player.phase("open", 1)));
await sleep(1000);
process.stdout.write(`${JSON.stringify("begun")}\n`);

const timed: Timed[] = [];
const answer = async (player: PlayerClient, n: number): Promise<void> => {
  await sleep((n * EVERY_MS) / PEOPLE);
  while (!over) {
    const [at, from] = [Date.now(), performance.now()];
    const given = await player.ask("response:submit", { round: 1, attempt: "a", value: "b" }).catch(() => null);
    const ms = performance.now() - from;
    timed.push({ at, ms, ok: given?.ok === true });
    await sleep(Math.max(0, EVERY_MS - ms));
  }
};
await Promise.all(players.map(answer));
process.stdout.write(`${JSON.stringify(timed)}\n`, () => process.exit(0));
