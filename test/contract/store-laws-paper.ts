import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Response, Room, Seat } from "../../src/room.ts";
import type { Amend } from "../../src/store/amend.ts";
import { at, joinOf, opened, respondOf, seated, step } from "./store-fixtures.ts";
import type { Bench } from "./store-suite.ts";

const paperOf = (value: Response["value"] = "true"): Response => ({
  attempt: randomUUID(),
  value,
  receivedAt: 1_700_000_000_000.5,
  lagMs: 0,
  untimed: true,
  paper: true,
});

const amendOf = (room: Room, changes: Partial<Amend> = {}): Amend => {
  const { roomId, expect, next } = step(room, { answersVersion: room.version + 1 });
  return { roomId, expect, next, responses: [], ...changes };
};

const given = (playerId: string, response: Response | null, round = 1): Amend["responses"] => [
  { round, playerId, response },
];

const seatOf = (roomId: string, changes: Partial<Seat> = {}): Seat => ({
  ...joinOf(roomId).seat,
  joinedAt: 1_700_000_000_000,
  removed: false,
  ...changes,
});

export const paperLaws = (bench: () => Bench): void => {
  const roomOf = async (seats: number, changes: Partial<Room> = {}) => {
    const { store } = bench();
    const { room, players } = await seated(store, seats, { ...opened(store.now()), ...changes });
    return { store, other: bench().other, room, players, first: players[0] ?? "" };
  };

  test("[PA1] answers from paper are written, replaced and taken back, each with a version of the room", async () => {
    const { store, other, room, first } = await roomOf(1);
    const written = paperOf(["ä", "b"]);
    const one = amendOf(room, { responses: given(first, written) });
    expect(await store.amend(one)).toEqual({ kind: "done" });
    expect(await other.room(room.id)).toEqual(one.next);
    expect(await other.responses(room.id, 1)).toEqual(new Map([[first, written]]));
    const corrected = paperOf("false");
    const two = amendOf(one.next, { responses: [...given(first, corrected), ...given(first, paperOf(), 2)] });
    expect(await other.amend(two)).toEqual({ kind: "done" });
    expect(await store.response(room.id, 1, first)).toEqual(corrected);
    expect((await store.response(room.id, 2, first))?.paper).toBe(true);
    const three = amendOf(two.next, { responses: given(first, null) });
    expect(await store.amend(three)).toEqual({ kind: "done" });
    expect(await other.response(room.id, 1, first)).toBeUndefined();
    expect(await other.room(room.id)).toEqual(three.next);
  });

  test("[PA1] an amend is a compare-and-set on the version: of two, one is stale; one sent again is done and writes nothing", async () => {
    const { store, other, room, first } = await roomOf(1);
    const rivals = ["true", "false"].map((value) => amendOf(room, { responses: given(first, paperOf(value)) }));
    const kinds = await Promise.all(rivals.map((wanted, n) => (n ? store : other).amend(wanted)));
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(["done", "stale"]);
    const won = at(rivals, kinds[0]?.kind === "done" ? 0 : 1);
    const before = await store.response(room.id, 1, first);
    expect(await store.amend({ ...won, responses: given(first, null) })).toEqual({ kind: "done" });
    expect(await other.response(room.id, 1, first)).toEqual(before);
    await store.transition(step(won.next, { locked: true }));
    expect(await store.amend(won)).toEqual({ kind: "stale" });
    expect(await store.amend({ ...won, roomId: randomUUID() })).toEqual({ kind: "stale" });
  });

  test("[PA1] a response that a phone gave is never written over nor taken back, and then nothing else is written either", async () => {
    const { store, other, room, players, first } = await roomOf(2);
    const phone = respondOf(room.id, first, store.now());
    await store.respond(phone);
    const stored = await store.response(room.id, 1, first);
    for (const response of [paperOf("false"), null]) {
      const second = given(at(players, 1), paperOf());
      const wanted = amendOf(room, { responses: [...second, ...given(first, response)] });
      expect(await other.amend(wanted)).toEqual({ kind: "refused", code: "already_responded" });
    }
    expect(await store.responses(room.id, 1)).toEqual(new Map([[first, stored]]));
    expect(await store.room(room.id)).toEqual(room);
  });

  test("[PA1] of a phone and the paper of 20 seats at once, each seat has what was accepted of it, once", async () => {
    const { store, other, room, players } = await roomOf(20);
    /** One after another, as a host types; each takes the version that the one before has made. */
    const typed = async () => {
      const kinds: string[] = [];
      let latest = room;
      for (const playerId of players) {
        const wanted = amendOf(latest, { responses: given(playerId, paperOf("paper")) });
        const { kind } = await store.amend(wanted);
        if (kind === "done") latest = wanted.next;
        kinds.push(kind);
      }
      return kinds;
    };
    const tapped = players.map(async (playerId, n) => {
      const wanted = respondOf(room.id, playerId, store.now(), { value: "phone" });
      return (await (n % 2 ? store : other).respond(wanted)).kind;
    });
    const [kinds, ...phones] = await Promise.all([typed(), ...tapped]);
    const stored = await other.responses(room.id, 1);
    for (const [n, playerId] of players.entries()) {
      const byPaper = kinds[n] === "done";
      expect({ n, kind: phones[n], paper: stored.get(playerId)?.paper }).toEqual(
        byPaper ? { n, kind: "already", paper: true } : { n, kind: "stored", paper: undefined },
      );
    }
    expect(stored.size).toBe(20);
  });

  test("[PA1] a seat comes with its answers in one step, last in the order, at the time it is given, and absent", async () => {
    const { store, other, room } = await roomOf(2, { phase: "finished", locked: true });
    const seat = seatOf(room.id);
    const wanted = amendOf(room, {
      seat: { seat, capacity: 3 },
      responses: given(seat.playerId, paperOf()),
    });
    expect(await store.amend(wanted)).toEqual({ kind: "done" });
    expect((await other.seats(room.id, 0)).at(-1)).toEqual(seat);
    expect(await other.seats(room.id, 2)).toHaveLength(1);
    expect(await store.presentSeats(room.id)).not.toContain(seat.playerId);
    expect((await store.response(room.id, 1, seat.playerId))?.value).toBe("true");
    expect(await store.amend(wanted)).toEqual({ kind: "done" });
    expect(await other.seats(room.id, 2)).toHaveLength(1);
    expect((await store.pulse(room.id))?.seats).toBe(3);
  });

  test("[PA1] a seat that is taken, by id, code or attempt, is told; a name or a full room refuses it", async () => {
    const { store, room } = await roomOf(1);
    const joined = joinOf(room.id);
    await store.join(joined);
    const { playerId, code, attempt, nicknameKey } = joined.seat;
    const tried = (changes: Partial<Seat>, capacity = 200) =>
      store.amend(amendOf(room, { seat: { seat: seatOf(room.id, changes), capacity } }));
    for (const changes of [{ playerId }, { code }, { attempt }])
      expect(await tried(changes)).toEqual({ kind: "seated" });
    expect(await tried({ nicknameKey })).toEqual({ kind: "refused", code: "nickname_taken" });
    expect(await tried({}, 2)).toEqual({ kind: "refused", code: "room_full" });
    expect(await store.seats(room.id, 0)).toHaveLength(2);
    const anonymous = { code: "", attempt: null };
    const first = amendOf(room, { seat: { seat: seatOf(room.id, anonymous), capacity: 200 } });
    expect(await store.amend(first)).toEqual({ kind: "done" });
    const second = amendOf(first.next, { seat: { seat: seatOf(room.id, anonymous), capacity: 200 } });
    expect(await store.amend(second)).toEqual({ kind: "done" });
  });

  test("[PA1] a seat from paper is found by its code and its attempt, and its name is taken, as any other's", async () => {
    const { store, other, room } = await roomOf(0, { phase: "lobby", round: 0, rounds: [] });
    const seat = seatOf(room.id);
    await store.amend(amendOf(room, { seat: { seat, capacity: 200 } }));
    const { nickname, nicknameKey, code, attempt } = seat;
    const byCode = await other.join(joinOf(room.id, { code }, { codeGiven: true }));
    expect(byCode).toEqual({ kind: "resumed", seat });
    expect(await other.join(joinOf(room.id, { attempt, nicknameKey }))).toEqual({ kind: "repeat", seat });
    const same = joinOf(room.id, { nickname, nicknameKey });
    expect(await other.join(same)).toEqual({ kind: "refused", code: "nickname_taken" });
  });

  test("[PA1] a seat that was removed, or is not there, gets no answers", async () => {
    const { store, room, first } = await roomOf(1);
    const moved = step(room, {}, { effects: [{ kind: "remove", playerIds: [first] }] });
    await store.transition(moved);
    for (const playerId of [first, randomUUID()]) {
      const wanted = amendOf(moved.next, { responses: given(playerId, paperOf()) });
      expect(await store.amend(wanted)).toEqual({ kind: "refused", code: "player_not_found" });
    }
    expect(await store.responses(room.id, 1)).toEqual(new Map());
  });

  test("[PA1] every node that listens hears of the version of an amend", async () => {
    const { store, other, room, first } = await roomOf(1);
    let heard = () => {};
    const told = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const changed = (version: number) => version === room.version + 1 && heard();
    const leave = await other.subscribe(room.id, { changed, noted: () => {} });
    await store.amend(amendOf(room, { responses: given(first, paperOf()) }));
    await told;
    leave();
  });
};
