import type { RosterPlayerOf } from "../../protocol/snapshots.ts";
import { rosterPlayer } from "../engine/roster-view.ts";
import type { Response, Room, Seat } from "../room.ts";
import type { Store, StoredQuiz } from "../store/store.ts";
import type { RosterDelta } from "./publish.ts";

export interface Loaded {
  room: Room;
  quiz: StoredQuiz;
  seats: Seat[];
  /** Of closed rounds. */
  responses: Map<number, ReadonlyMap<string, Response>>;
  /** Of the current round. */
  counted: { responded: number; of: number };
}

/** A room with all that its verdicts follow from, as the store has it; undefined when it has none of this id. */
export const loadRoom = async (store: Store, roomId: string): Promise<Loaded | undefined> => {
  const [room, quiz] = await Promise.all([store.room(roomId), store.roomQuiz(roomId)]);
  if (!room || !quiz) return undefined;
  const seats = await store.seats(roomId, 0);
  const responses = new Map<number, ReadonlyMap<string, Response>>();
  for (const [index, round] of room.rounds.entries()) {
    if (round.closedAt !== null) responses.set(index + 1, await store.responses(roomId, index + 1));
  }
  const pulse = await store.pulse(roomId);
  return { room, quiz, seats, responses, counted: { responded: pulse?.responded ?? 0, of: pulse?.of ?? 0 } };
};

/** A node's copy of a room's seats, in join order, with who is present and who holds a seat from here. */
export class Roster {
  /** In the store's join order; removed seats stay, marked. */
  seats: Seat[];
  present: ReadonlySet<string> = new Set();
  /** Seats taken for people without a phone. */
  paper: Room["paper"];
  /** Seats with a socket on this node. */
  readonly held = new Set<string>();
  #byId = new Map<string, Seat>();
  #byToken = new Map<string, Seat>();
  /** Seats read since the last reading of presence: their own has perhaps not been written yet. */
  #fresh: string[] = [];

  constructor(seats: Seat[], paper: Room["paper"]) {
    this.seats = seats;
    this.paper = paper;
    for (const seat of seats) this.know(seat);
  }

  /** A seat just taken here, before its turn in the join order is read. One that has been removed meanwhile stays so. */
  know(seat: Seat): void {
    if (this.#byId.get(seat.playerId)?.removed) return;
    this.#byId.set(seat.playerId, seat);
    this.#byToken.set(seat.token, seat);
  }

  byId(playerId: string): Seat | undefined {
    return this.#byId.get(playerId);
  }

  byToken(token: string): Seat | undefined {
    return this.#byToken.get(token);
  }

  append(read: readonly Seat[]): RosterDelta {
    const seats = read.map((seat) => this.#sameAs(seat) ?? seat);
    // A removal that is read before its version comes is left for that one to tell.
    for (const seat of seats) if (!seat.removed || !this.#byId.has(seat.playerId)) this.know(seat);
    this.seats = [...this.seats, ...seats];
    // Who has just joined is present until a later reading says otherwise.
    this.#fresh.push(...seats.map((seat) => seat.playerId).filter((playerId) => !this.paper?.includes(playerId)));
    this.present = new Set([...this.present, ...this.#fresh]);
    return { joined: this.#rows(seats.filter((seat) => !seat.removed)), left: [], changed: [] };
  }

  /** Takes the whole list anew, after a removal or a rename. */
  replace(seats: Seat[]): RosterDelta {
    // Also who was seated here and not yet read in turn: they too must hear of their removal.
    const before = new Map(this.#byId);
    const listed = new Set(this.seats.map((seat) => seat.playerId));
    this.seats = seats;
    for (const seat of seats) this.know(seat);
    const left = seats.filter((seat) => seat.removed && before.get(seat.playerId)?.removed === false);
    const joined = seats.filter((seat) => !seat.removed && !listed.has(seat.playerId));
    const changed = seats.filter((seat) => {
      const old = before.get(seat.playerId);
      return !seat.removed && listed.has(seat.playerId) && old?.nickname !== seat.nickname;
    });
    return { joined: this.#rows(joined), left: left.map((seat) => seat.playerId), changed: this.#rows(changed) };
  }

  /** Takes a reading of who is present; returns the seats whose presence changed. */
  sawPresent(playerIds: readonly string[]): RosterPlayerOf[] {
    const before = this.present;
    const isSame = playerIds.length === before.size && playerIds.every((playerId) => before.has(playerId));
    if (isSame && this.#fresh.length === 0) return [];
    this.present = new Set([...playerIds, ...this.#fresh]);
    this.#fresh = [];
    const moved = this.seats.filter(
      ({ playerId, removed }) => !removed && before.has(playerId) !== this.present.has(playerId),
    );
    return this.#rows(moved);
  }

  /** The seat that its socket has had since it joined here, if nothing of it has changed: it is held once. */
  #sameAs({ playerId, nickname, nicknameKey, removed }: Seat): Seat | undefined {
    const known = this.#byId.get(playerId);
    const same = known?.nickname === nickname && known.nicknameKey === nicknameKey && known.removed === removed;
    return same ? known : undefined;
  }

  #rows(seats: readonly Seat[]): RosterPlayerOf[] {
    return seats.map((seat) => rosterPlayer(seat, this.present, this.paper));
  }
}
