/** One room played through real sockets: everybody joins, answers as a list says, and leaves. */
import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Socket } from "socket.io-client";
import type { HostAnswers, PlayerAnswers } from "../../protocol/events.ts";
import type { HostPayload, Value } from "../../protocol/payloads.ts";
import type { HostSnapshotOf } from "../../protocol/snapshots.ts";
import { ask, openSocket } from "../bench/socket.ts";

export interface Place {
  url: string;
  key: string;
}

export interface Participant {
  nickname: string;
  /** The code of an earlier room; left out: the room draws one. */
  code?: string | undefined;
  /** One an item: the value sent, null for no answer, undefined while the person has not joined yet. */
  answers: readonly (Value | null | undefined)[];
}

/** A phone in its seat, however it is moved. */
interface Phone {
  code: string;
  respond(round: number, value: Value): Promise<void>;
  leave(): void;
}

/** How one person takes a seat. */
export type Seating = (place: Place, pin: string, person: Participant) => Promise<Phone>;

export interface PlayedRoom {
  roomId: string;
  /** nickname -> code, empty in an anonymous room. */
  codes: Map<string, string>;
}

/** The responses of a round are spread over this time, ms. */
const SPREAD_MS = 900;
/** ms after the options show; drawn from the person and the round, the same each time. */
const delayOf = (person: number, round: number, spreadMs: number): number =>
  ((person * 37 + round * 101) % SPREAD_MS) * (spreadMs / SPREAD_MS);

const get = async <Answer>(socket: Socket, event: string, payload: object): Promise<Answer> =>
  (await ask(socket, event, payload)) as unknown as Answer;

/** A host socket in its room, with the newest snapshot. */
const openHost = async ({ url, key }: Place, payload: HostPayload<"room:create">) => {
  const socket = await openSocket(`${url}/host`, { key });
  const created = await get<HostAnswers["room:create"]>(socket, "room:create", payload);
  let latest: HostSnapshotOf = created.snapshot;
  socket.on("snapshot", (next: HostSnapshotOf) => {
    if (next.version >= latest.version) latest = next;
  });
  const sync = async (): Promise<HostSnapshotOf> => {
    const { snapshot } = await get<HostAnswers["room:sync"]>(socket, "room:sync", { version: 0 });
    if (snapshot.version >= latest.version) latest = snapshot;
    return latest;
  };
  const advance = async (): Promise<HostSnapshotOf> => {
    await ask(socket, "room:advance", { version: (await sync()).version });
    return sync();
  };
  return { ...created, socket, sync, advance };
};

/** The plain way: a socket that joins and responds. */
export const seatByWire: Seating = async ({ url }, pin, { nickname, code }) => {
  const socket = await openSocket(`${url}/player`, {});
  const wanted = { pin, nickname, attempt: randomUUID(), ...(code ? { code } : {}) };
  const seat = await get<PlayerAnswers["room:join"]>(socket, "room:join", wanted);
  return {
    code: seat.code,
    respond: async (round, value) => {
      await ask(socket, "response:submit", { round, attempt: randomUUID(), value });
    },
    leave: () => void socket.disconnect(),
  };
};

export interface Manner {
  /** Told after each round. */
  say?: (progress: string) => void;
  seat?: Seating;
  spreadMs?: number;
}

/**
 * Plays a room to its end: as many rounds as there are answers a person. Throws when anything is
 * refused. The room has no preview and no leaderboard, so that an advance leads from result to question.
 */
export const playRoom = async (
  place: Place,
  payload: HostPayload<"room:create">,
  people: readonly Participant[],
  { say = () => {}, seat = seatByWire, spreadMs = SPREAD_MS }: Manner = {},
): Promise<PlayedRoom> => {
  const options = { ...payload.options, previewSeconds: 0, leaderboard: "none" as const };
  const host = await openHost(place, { ...payload, options });
  const phones = new Map<string, Phone>();
  const joinUntil = async (round: number): Promise<void> => {
    // One after the other, so that reports list people in this order.
    for (const person of people) {
      const first = person.answers.findIndex((answer) => answer !== undefined);
      if (phones.has(person.nickname) || first < 0 || first >= round) continue;
      phones.set(person.nickname, await seat(place, host.pin, person));
    }
  };

  try {
    const rounds = host.snapshot.rounds;
    for (let round = 1; round <= rounds; round++) {
      await joinUntil(round);
      const open = await host.advance();
      if (open.phase !== "open") throw new Error(`round ${round} did not open: the room is in ${open.phase}`);
      await wait(Math.max(0, open.openedAt - open.serverNow));
      const answered = await Promise.all(
        people.map(async ({ nickname, answers }, index) => {
          const value = answers[round - 1];
          const phone = phones.get(nickname);
          if (value === null || value === undefined || !phone) return 0;
          await wait(delayOf(index, round, spreadMs));
          await phone.respond(round, value);
          return 1;
        }),
      );
      await ask(host.socket, "round:close", { round });
      say(`round ${round} of ${rounds}: ${answered.filter(Boolean).length} answers`);
    }
    await ask(host.socket, "room:finish", {});
  } finally {
    host.socket.disconnect();
    for (const phone of phones.values()) phone.leave();
  }
  return { roomId: host.roomId, codes: new Map([...phones].map(([nickname, { code }]) => [nickname, code])) };
};
