import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Room } from "../../src/room.ts";
import type { Join } from "../../src/store/store.ts";
import { at, joinOf, lobby, quizOf, seated, step } from "./store-fixtures.ts";
import type { Bench } from "./store-suite.ts";

export const seatLaws = (bench: () => Bench): void => {
  test("[ST7] a join stores the seat as given, with the store's time", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 0);
    const wanted = joinOf(room.id, { nickname: 'Zoë "\n" 😀', nicknameKey: "zoe/\\" });
    const before = store.now();
    const joined = await store.join(wanted);
    expect(joined).toEqual({ kind: "joined", seat: { ...wanted.seat, removed: false, joinedAt: expect.any(Number) } });
    expect(await other.seats(room.id, 0)).toEqual("seat" in joined ? [joined.seat] : []);
    const { joinedAt } = at(await store.seats(room.id, 0), 0);
    expect(joinedAt >= before - 5 && joinedAt <= store.now() + 5).toBe(true);
  });

  test("[TE8] a seat keeps the team that was chosen; one that chose none has none", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 0);
    await store.join(joinOf(room.id, { team: "t7" }));
    await store.join(joinOf(room.id));
    expect((await other.seats(room.id, 0)).map(({ team }) => team)).toEqual(["t7", null]);
  });

  test("[ST7] of 50 joins at once with one nickname key, one gets the seat", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 0);
    const kinds = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? store : other).join(joinOf(room.id, { nicknameKey: "anna" }))),
    );
    expect(kinds.filter(({ kind }) => kind === "joined")).toHaveLength(1);
    expect(kinds.filter((joined) => joined.kind === "refused" && joined.code === "nickname_taken")).toHaveLength(49);
    expect(await store.seats(room.id, 0)).toHaveLength(1);
  });

  test("[ST7] of many joins at once, no more get in than the room may hold; removed seats do not count", async () => {
    const { store } = bench();
    const { room } = await seated(store, 0);
    const wanted = Array.from({ length: 20 }, () => joinOf(room.id, {}, { capacity: 7 }));
    const kinds = await Promise.all(wanted.map((join) => store.join(join)));
    expect(kinds.filter(({ kind }) => kind === "joined")).toHaveLength(7);
    expect(kinds.filter((joined) => joined.kind === "refused" && joined.code === "room_full")).toHaveLength(13);
    const [first] = await store.seats(room.id, 0);
    const effects = [{ kind: "remove" as const, playerIds: [first?.playerId ?? ""] }];
    await store.transition(step(room, {}, { effects }));
    expect((await store.join(joinOf(room.id, {}, { capacity: 7 }))).kind).toBe("joined");
    expect((await store.join(joinOf(room.id, {}, { capacity: 7 }))).kind).toBe("refused");
  });

  test("[ST7] refusals come in order: room, code, lock, capacity, nickname", async () => {
    const { store } = bench();
    const taken = { nicknameKey: "anna", code: "AAAAA" };
    const roomWith = async (changes: Partial<Room>) => {
      const { room } = await seated(store, 0);
      await store.join(joinOf(room.id, taken));
      await store.transition(step(room, changes));
      return room.id;
    };
    const [open, locked, finished] = [
      await roomWith({}),
      await roomWith({ locked: true }),
      await roomWith({ phase: "finished", locked: true }),
    ];
    const ask = async (roomId: string, seat: Partial<Join["seat"]>, more: Partial<Join> = {}) => {
      const joined = await store.join(joinOf(roomId, seat, more));
      return joined.kind === "refused" ? joined.code : joined.kind;
    };
    const full = { capacity: 1 };
    expect(await ask(randomUUID(), taken, full)).toBe("room_not_found");
    expect(await ask(finished, taken, { ...full, codeGiven: true })).toBe("room_not_found");
    expect(await ask(locked, taken, { ...full, codeGiven: true })).toBe("resumed");
    expect(await ask(locked, taken, full)).toBe("code-taken");
    expect(await ask(locked, { nicknameKey: "anna" }, full)).toBe("room_locked");
    expect(await ask(open, { nicknameKey: "anna" }, full)).toBe("room_full");
    expect(await ask(open, { nicknameKey: "anna" })).toBe("nickname_taken");
    expect(await ask(open, { code: "BBBBB" }, { codeGiven: true })).toBe("joined");
  });

  test("[ST8] a known join attempt gets its seat in any phase; with another nickname it is refused", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 0);
    const wanted = joinOf(room.id);
    const first = await store.join(wanted);
    const seat = "seat" in first ? first.seat : undefined;
    await store.transition(step(room, { phase: "finished", locked: true }));
    const resent = {
      ...wanted,
      capacity: 0,
      seat: { ...wanted.seat, playerId: randomUUID(), code: "other", token: "t" },
    };
    expect(await other.join(resent)).toEqual({ kind: "repeat", seat });
    const renamed = { ...resent, seat: { ...resent.seat, nicknameKey: "somebody else" } };
    expect(await store.join(renamed)).toEqual({ kind: "refused", code: "attempt_reused" });
    expect(await store.seats(room.id, 0)).toHaveLength(1);
  });

  test("[ST8] a refused join is not remembered; joins without an attempt are strangers to each other", async () => {
    const { store } = bench();
    const { room } = await seated(store, 0);
    await store.join(joinOf(room.id, { nicknameKey: "anna" }));
    const refused = joinOf(room.id, { nicknameKey: "anna" });
    expect((await store.join(refused)).kind).toBe("refused");
    expect((await store.join({ ...refused, seat: { ...refused.seat, nicknameKey: "bea" } })).kind).toBe("joined");
    expect((await store.join(joinOf(room.id, { attempt: null }))).kind).toBe("joined");
    expect((await store.join(joinOf(room.id, { attempt: null }))).kind).toBe("joined");
  });

  test("[ST8] one attempt sent many times at once takes one seat", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 0);
    const wanted = joinOf(room.id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? store : other).join({ ...wanted, seat: { ...wanted.seat, playerId: randomUUID(), code: `D${n}` } }),
      ),
    );
    const ids = answers.map((answer) => ("seat" in answer ? answer.seat.playerId : answer.kind));
    expect(new Set(ids).size).toBe(1);
    expect(await store.seats(room.id, 0)).toHaveLength(1);
  });

  test("[ST14] seats come in join order from any index, and rooms newest first with their seats counted", async () => {
    const { store, other } = bench();
    const old = lobby({ createdAt: 1_600_000_000_000 });
    await store.create(old, quizOf("fixture"));
    const { room, players } = await seated(store, 5);
    expect((await other.seats(room.id, 0)).map(({ playerId }) => playerId)).toEqual(players);
    expect((await other.seats(room.id, 3)).map(({ playerId }) => playerId)).toEqual(players.slice(3));
    expect(await other.seats(room.id, 5)).toEqual([]);
    const removed = step(room, {}, { effects: [{ kind: "remove", playerIds: players.slice(0, 2) }] });
    await store.transition(removed);
    expect((await store.seats(room.id, 0)).map((seat) => seat.removed)).toEqual([true, true, false, false, false]);
    const rooms = await other.rooms();
    expect(rooms.find((entry) => entry.room.id === room.id)).toEqual({
      room: removed.next,
      seats: 3,
      beatAt: null,
    });
    const times = rooms.map((entry) => entry.room.createdAt);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(rooms.at(-1)?.room.id).toBe(old.id);
  });
};
