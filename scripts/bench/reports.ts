/** What the report of a large room costs: 2,000 players, 40 items, twice, and the comparison of both. */
import { RoomOptions } from "../../protocol/payloads.ts";
import { createRoom } from "../../src/engine/create.ts";
import { parseQuiz } from "../../src/quiz.ts";
import { comparison } from "../../src/reports/comparison.ts";
import { report } from "../../src/reports/report.ts";
import type { Response, Room, Round, Seat } from "../../src/room.ts";
import type { Game } from "../../src/verdicts.ts";
import type { createResult } from "./figures.ts";

/** The yardstick: the responses of a room to JSON and back, once. */
export const ROUND_TRIP = "JSON round trip";
const OPTIONS = ["a", "b", "c", "d"];

/** mulberry32: the same numbers 0..1 at each run. */
const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

/** A finished room whose players know the more the later they come; `gain` (0..1) lifts all of them. */
const gameOf = (players: number, items: number, gain: number, seed: number): Game => {
  const random = seeded(seed);
  const parsed = parseQuiz({
    schemaVersion: 1,
    id: "bench",
    title: "Bench",
    items: Array.from({ length: items }, (_, index) => ({
      id: `q${index + 1}`,
      type: "single-choice",
      stem: `Question ${index + 1}`,
      options: OPTIONS.map((id) => ({ id, text: `Option ${id}` })),
      key: [OPTIONS[index % OPTIONS.length]],
    })),
  });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  const { quiz } = parsed;
  const names = { id: `room-${seed}`, pin: "000000", token: "", nonce: "" };
  const room = createRoom(quiz, RoomOptions.parse({}), names, 0);
  if ("rejected" in room) throw new Error(room.rejected);
  const seats = Array.from(
    { length: players },
    (_, index): Seat => ({
      playerId: `player-${index}`,
      nickname: `Player ${index}`,
      nicknameKey: `player ${index}`,
      token: "",
      code: `C${index}`,
      attempt: null,
      device: null,
      personId: null,
      team: null,
      joinedAt: 0,
      removed: false,
    }),
  );
  const responses = new Map<number, Map<string, Response>>();
  const rounds = quiz.items.map((item, index): Round => {
    const openedAt = (index + 1) * 60_000;
    const answers = new Map<string, Response>();
    for (const [at, { playerId }] of seats.entries()) {
      if (random() < 0.02) continue;
      const knows = random() < 0.15 + 0.5 * (at / players) + gain;
      const key = OPTIONS[index % OPTIONS.length] ?? "a";
      const value = knows ? key : (OPTIONS[Math.floor(random() * OPTIONS.length)] ?? "a");
      answers.set(playerId, { attempt: "a", value, receivedAt: openedAt + 2000 + random() * 15_000, lagMs: 0 });
    }
    responses.set(index + 1, answers);
    const closedAt = openedAt + 20_300;
    const times = { openedAt, deadline: openedAt + 20_000, closedAt };
    return { itemId: item.id, ...times, voided: false, pauses: [], outages: [] };
  });
  const finished: Room = { ...room, phase: "finished", round: items, rounds, finishedAt: (items + 2) * 60_000 };
  return { room: finished, quiz, seats, responses };
};

const cpuMs = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
};

/** CPU of the report, the comparison, and of one JSON round trip of the same responses, in turn. */
export const playReports = (
  players: number,
  items: number,
  runs: number,
  add: ReturnType<typeof createResult>["add"],
) => {
  const pre = gameOf(players, items, 0, 1);
  const post = gameOf(players, items, 0.12, 2);
  const plain = JSON.stringify([...pre.responses].map(([round, answers]) => [round, [...answers]]));
  for (let run = 0; run < runs; run++) {
    const roundTrip = cpuMs(() => JSON.stringify(JSON.parse(plain)));
    const row = (what: string, work: () => unknown) => {
      add(what, "ms CPU", "Cermat", cpuMs(work));
      add(what, "ms CPU", ROUND_TRIP, roundTrip);
    };
    row("report", () => JSON.stringify(report(pre)));
    row("comparison of two rooms", () => JSON.stringify(comparison(pre, post)));
  }
};
