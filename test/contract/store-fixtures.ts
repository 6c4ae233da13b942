import { randomInt, randomUUID } from "node:crypto";
import { RoomOptions } from "../../protocol/payloads.ts";
import type { Workshop } from "../../protocol/workshops.ts";
import type { Response, Room, Seat } from "../../src/room.ts";
import { shardOf } from "../../src/store/shard.ts";
import type { Join, PastRoom, Respond, Store, StoredQuiz, Transition } from "../../src/store/store.ts";

export const quizOf = (id: string, title = "Fixture"): StoredQuiz => ({
  quiz: {
    schemaVersion: 1,
    id,
    title,
    language: "en",
    items: [{ id: "q1", type: "true-false", stem: "Water is wet.", key: ["true"], seconds: 20, points: 1000 }],
  },
  images: { "q1.png": "hash-of-q1" },
  updatedAt: 1_700_000_000_000,
});

/** The quiz with a slide behind its questions. */
export const withSlide = (quiz: StoredQuiz["quiz"]): StoredQuiz["quiz"] => ({
  ...quiz,
  items: [...quiz.items, { id: "s1", type: "slide", stem: "Look.", seconds: null, points: 0 }],
});

const drawnWith = (draw: () => string, shard: number): string => {
  for (;;) {
    const drawn = draw();
    if (shardOf(drawn) === shard) return drawn;
  }
};

const drawPin = (): string => String(randomInt(100_000, 1_000_000));
export const drawPinLike = (name: string): string => drawnWith(drawPin, shardOf(name));

/** A new lobby whose id, PIN and (if given) create attempt share a shard. */
export const lobby = (changes: Partial<Room> = {}): Room => {
  const pin = changes.pin ?? drawPin();
  return {
    schema: 1,
    id: drawnWith(randomUUID, shardOf(pin)),
    pin,
    token: "host-token",
    quizId: "fixture",
    title: "Fixture",
    language: "en",
    options: RoomOptions.parse({}),
    plan: [
      { itemId: "q1", seconds: 20 },
      { itemId: "q2", seconds: null },
    ],
    version: 1,
    nonce: randomUUID(),
    phase: "lobby",
    round: 0,
    rounds: [],
    opensAt: null,
    pausedAt: null,
    locked: false,
    due: null,
    rosterVersion: 0,
    extensions: [],
    createdAt: 1_700_000_000_000,
    startedAt: null,
    finishedAt: null,
    ...changes,
  };
};

/** The transition from a room to the same one with changes. */
export const step = (room: Room, changes: Partial<Room> = {}, more: Partial<Transition> = {}): Transition => ({
  roomId: room.id,
  expect: room.version,
  next: { ...room, version: room.version + 1, nonce: randomUUID(), ...changes },
  effects: [],
  ...more,
});

/** What an open round looks like; by default it opened 5 s ago and has a minute left. */
export const opened = (now: number, times: { openedAt?: number; deadline?: number | null } = {}): Partial<Room> => {
  const { openedAt = now - 5_000, deadline = now + 60_000 } = times;
  const round = { itemId: "q1", openedAt, deadline, closedAt: null, voided: false, pauses: [], outages: [] };
  return { phase: "open", round: 1, rounds: [round], due: deadline === null ? null : deadline + 300 };
};

let seats = 0;
/** A join of a new player with a nickname, attempt and code of its own. */
export const joinOf = (roomId: string, seat: Partial<Join["seat"]> = {}, more: Partial<Join> = {}): Join => {
  const name = `player ${++seats}`;
  return {
    roomId,
    seat: {
      playerId: randomUUID(),
      nickname: name,
      nicknameKey: name,
      token: randomUUID(),
      code: `C${seats}`,
      attempt: randomUUID(),
      device: null,
      personId: null,
      team: null,
      ...seat,
    },
    codeGiven: false,
    capacity: 200,
    ...more,
  };
};

export const respondOf = (
  roomId: string,
  playerId: string,
  receivedAt: number,
  more: Partial<Respond["response"]> & { round?: number } = {},
): Respond => {
  const { round = 1, ...response } = more;
  return {
    roomId,
    round,
    playerId,
    response: { attempt: randomUUID(), value: "true", receivedAt, lagMs: 0, ...response },
  };
};

/** Creates a room with some seats taken; its document is brought to the changes given. */
export const seated = async (store: Store, count: number, changes: Partial<Room> = {}) => {
  const first = lobby();
  await store.create(first, quizOf("fixture"));
  const players: string[] = [];
  for (let seat = 0; seat < count; seat++) {
    const wanted = joinOf(first.id);
    await store.join(wanted);
    players.push(wanted.seat.playerId);
  }
  const moved = step(first, changes);
  await store.transition(moved);
  return { room: moved.next, players };
};

/** A finished room of so many rounds, in which everybody answered each. */
export const pastOf = (
  people: number,
  rounds: number,
  changes: Partial<Room> = {},
  code = (n: number) => `id ${n}`,
): PastRoom => {
  const closed = { openedAt: 1, deadline: null, closedAt: 2, voided: false, pauses: [], outages: [] };
  const items = Array.from({ length: rounds }, (_, n) => `q${n + 1}`);
  const room = lobby({
    phase: "finished",
    round: rounds,
    plan: items.map((itemId) => ({ itemId, seconds: null })),
    rounds: items.map((itemId) => ({ itemId, ...closed })),
    finishedAt: 3,
    imported: true,
    ...changes,
  });
  const seats = Array.from({ length: people }, (_, n): Seat => {
    const { seat } = joinOf(room.id, { attempt: null, code: code(n), nickname: "Ani", nicknameKey: "ani" });
    return { ...seat, joinedAt: n, removed: n === 1 };
  });
  const response = (n: number): Response => ({ attempt: `${n}`, value: ["ä", "b\n"], receivedAt: 2.5, lagMs: 0 });
  const given = new Map(seats.map(({ playerId }, n) => [playerId, response(n)]));
  return { room, quiz: quizOf("fixture"), seats, responses: new Map(items.map((_, index) => [index + 1, given])) };
};

export const workshopOf = (changes: Partial<Workshop> = {}): Workshop => ({
  schema: 1,
  id: randomUUID(),
  title: 'Lokakarya "satu"\n',
  quizIds: { pre: "fixture", post: "fixture" },
  identity: "roster",
  roster: [{ id: "p1", name: "Anna", code: "AAAAA" }],
  rooms: { pre: null, post: null },
  pairings: [],
  version: 1,
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_000_000,
  ...changes,
});

/** The nth of a list that is known to be long enough. */
export const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`There is no entry ${index}.`);
  return found;
};
