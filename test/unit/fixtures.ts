/** Quizzes, rooms and games for the tests of everything pure. Times are ms of a clock that starts at 0. */
import fc from "fast-check";
import { type Options, RoomOptions, type Value } from "../../protocol/payloads.ts";
import { createRoom } from "../../src/engine/create.ts";
import { reduce } from "../../src/engine/reduce.ts";
import { parseQuiz, type Quiz } from "../../src/quiz.ts";
import type { Command, Outage, Response, Room, Round, Seat } from "../../src/room.ts";
import type { Game } from "../../src/verdicts.ts";

type Document = Record<string, unknown>;

export const OPTIONS = ["a", "b", "c", "d"].map((id) => ({ id, text: `Option ${id}` }));

/** An item of every type; q5 has no limit. */
export const ITEMS: Document[] = [
  { id: "q1", type: "single-choice", stem: "One?", options: OPTIONS, key: ["b"], explanation: "Because b." },
  { id: "q2", type: "multiple-choice", stem: "Several?", options: OPTIONS, key: ["a", "c"] },
  { id: "q3", type: "true-false", stem: "True?", key: ["true"] },
  { id: "q4", type: "short-answer", stem: "Which word?", accept: ["refleksi", "refleksi awal"] },
  { id: "q5", type: "numeric", stem: "How cold?", answer: -5, tolerance: 0.5, seconds: null },
  { id: "q6", type: "poll", stem: "How was it?", options: OPTIONS },
  { id: "q7", type: "rating", stem: "Will you use it?", labels: ["Never", "Always"] },
  { id: "q8", type: "open-text", stem: "What did you learn?" },
];

/** An item of every type. */
export const EVERY_TYPE: Document[] = [
  ...ITEMS,
  { id: "q9", type: "word-cloud", stem: "Which words?" },
  { id: "q10", type: "ordering", stem: "In which order?", options: OPTIONS, key: ["c", "a", "d", "b"] },
  { id: "q11", type: "slide", stem: "Thank you", text: "Until next time." },
];

/** A parsed quiz of these items. */
export const quizOf = (items: Document[] = ITEMS): Quiz => {
  const parsed = parseQuiz({ schemaVersion: 1, id: "quiz", title: "The quiz's title", language: "en", items });
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.quiz;
};

/** The same object with everything in it frozen: whoever writes into it throws. */
export const frozen = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
};

export const roomOf = (quiz: Quiz = quizOf(), options: Partial<Options> = {}): Room => {
  const names = { id: "room-1", pin: "482913", token: "host-token", nonce: "nonce" };
  const room = createRoom(quiz, RoomOptions.parse(options), names, 0);
  if ("rejected" in room) throw new Error(room.rejected);
  return frozen(room);
};

/** The room after a command that must be written. */
export const ask = (room: Room, command: Command, now: number): Room => {
  const outcome = reduce(frozen(room), frozen(command), now);
  if (!("room" in outcome)) throw new Error(`${command.kind} in ${room.phase} gave ${JSON.stringify(outcome)}`);
  return frozen(outcome.room);
};

export const advanced = (room: Room, now: number): Room => ask(room, { kind: "advance", version: room.version }, now);
export const paused = (room: Room, now: number): Room => ask(room, { kind: "pause", paused: true }, now);
export const resumed = (room: Room, now: number): Room => ask(room, { kind: "pause", paused: false }, now);
/** The room moved on by its own timer; `late` ms after it was due. */
export const fired = (room: Room, late = 0, outages: Outage[] = []): Room => {
  if (room.due === null) throw new Error(`nothing is due in ${room.phase}`);
  return ask(room, { kind: "due", outages }, room.due + late);
};

/** The live round of a room that has one. */
export const live = (room: Room): Round => {
  const round = room.rounds[room.round - 1];
  if (!round) throw new Error(`there is no round ${room.round}`);
  return round;
};

/** A seat whose secrets are told from every other's. */
export const seatOf = (playerId: string, changes: Partial<Seat> = {}): Seat => ({
  playerId,
  nickname: `Name of ${playerId}`,
  nicknameKey: `key of ${playerId}`,
  token: `token of ${playerId}`,
  code: `code of ${playerId}`,
  attempt: null,
  device: null,
  personId: null,
  team: null,
  joinedAt: 0,
  removed: false,
  ...changes,
});

/** By playerId: what was answered, how many ms after the options showed, and the travel time given back. */
export type Answers = Record<string, [value: Value, ms: number, lagMs?: number]>;

export const responsesOf = (round: Round, answers: Answers): Map<string, Response> =>
  new Map(
    Object.entries(answers).map(([playerId, [value, ms, lagMs = 0]]) => [
      playerId,
      { attempt: `attempt of ${playerId}`, value, receivedAt: (round.openedAt ?? 0) + ms, lagMs },
    ]),
  );

export interface Played extends Partial<Round> {
  answers?: Answers;
}

/** A game whose rounds are closed as they are given: round n opened at n x 100,000 and closed 25 s later. */
export const gameOf = (quiz: Quiz, seats: Seat[], played: Played[], changes: Partial<Room> = {}): Game => {
  const base = roomOf(quiz);
  const rounds = played.map(({ answers: _, ...round }, index): Round => {
    const openedAt = (index + 1) * 100_000;
    return {
      itemId: quiz.items[index]?.id ?? "",
      openedAt,
      deadline: openedAt + 20_000,
      closedAt: openedAt + 25_000,
      voided: false,
      pauses: [],
      outages: [],
      ...round,
    };
  });
  const responses = new Map(
    rounds.map((round, index) => [index + 1, responsesOf(round, played[index]?.answers ?? {})]),
  );
  const room: Room = { ...base, phase: "reveal", round: rounds.length, rounds, ...changes };
  return { room: frozen(room), quiz: frozen(quiz), seats: frozen(seats), responses };
};

/** Text of any code points, half of them ASCII with its controls; unpaired surrogates occur. */
export const anyText = (maxLength: number): fc.Arbitrary<string> => {
  const sign = fc.oneof(fc.nat(0x7f), fc.nat(0x10ffff)).map((point) => String.fromCodePoint(point));
  return fc.string({ unit: sign, minLength: 1, maxLength });
};
