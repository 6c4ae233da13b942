import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { at, drawPinLike, joinOf, lobby, opened, quizOf, respondOf, seated, step } from "./store-fixtures.ts";
import type { Bench } from "./store-suite.ts";

export const roomLaws = (bench: () => Bench): void => {
  test("[ST1] create claims the PIN and keeps the room with its quiz", async () => {
    const { store, other } = bench();
    const room = lobby();
    expect(await store.create(room, quizOf("fixture"))).toEqual({ kind: "created", room });
    expect(await other.findPin(room.pin)).toBe(room.id);
    expect(await other.room(room.id)).toEqual(room);
    expect(await other.roomQuiz(room.id)).toEqual(quizOf("fixture"));
    const rival = lobby({ pin: room.pin });
    expect(await other.create(rival, quizOf("fixture"))).toEqual({ kind: "pin-taken" });
    expect(await store.room(rival.id)).toBeUndefined();
  });

  test("[ST1] of many rooms that want one PIN at once, one gets it", async () => {
    const { store, other } = bench();
    const { pin } = lobby();
    const kinds = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? store : other).create(lobby({ pin }), quizOf("fixture"))),
    );
    expect(kinds.filter(({ kind }) => kind === "created")).toHaveLength(1);
  });

  test("[ST3] a transition needs the version it was computed from; one of many at once wins", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 0);
    const rivals = Array.from({ length: 20 }, (_, n) => step(room, { title: `title ${n}` }));
    const kinds = await Promise.all(rivals.map((rival, n) => (n % 2 ? store : other).transition(rival)));
    const won = kinds.flatMap(({ kind }, n) => (kind === "done" ? [n] : []));
    expect(won).toHaveLength(1);
    expect(kinds.filter(({ kind }) => kind === "stale")).toHaveLength(19);
    expect(await store.room(room.id)).toEqual(at(rivals, at(won, 0)).next);
  });

  test("[ST3] a transition sent twice is done once and both times", async () => {
    const { store } = bench();
    const { room } = await seated(store, 0);
    const moved = step(room, { locked: true });
    expect(await store.transition(moved)).toEqual({ kind: "done" });
    expect(await store.transition(moved)).toEqual({ kind: "done" });
    expect((await store.room(room.id))?.version).toBe(room.version + 1);
    expect(await store.transition({ ...moved, roomId: lobby().id })).toEqual({ kind: "stale" });
  });

  test("[ST4] the due guard lets nothing through before the stored due time", async () => {
    const { store, pass } = bench();
    const { room } = await seated(store, 0, { due: store.now() + 600 });
    const close = step(room, { due: null }, { guard: { kind: "due" } });
    const early = await store.transition(close);
    expect(early.kind).toBe("early");
    if (early.kind === "early") expect(early.rest > 0 && early.rest <= 600).toBe(true);
    expect(await store.due(0)).not.toContain(room.id);
    await pass(650);
    expect(await store.due(0)).toContain(room.id);
    expect(await store.due(60_000)).not.toContain(room.id);
    expect(await store.transition(close)).toEqual({ kind: "done" });
    expect(await store.due(0)).not.toContain(room.id);
    const again = step(close.next, {}, { guard: { kind: "due" } });
    expect(await store.transition(again)).toEqual({ kind: "stale" });
  });

  test("[ST5] the all-responded guard waits while somebody present has not responded, or nobody is present", async () => {
    const { store } = bench();
    const { room, players } = await seated(store, 3, opened(store.now()));
    const close = step(room, { phase: "reveal" }, { guard: { kind: "all-responded", round: 1 } });
    expect(await store.transition(close)).toEqual({ kind: "waiting" });
    await store.present(room.id, players, store.now() + 10_000);
    await store.respond(respondOf(room.id, at(players, 0), store.now()));
    await store.respond(respondOf(room.id, at(players, 1), store.now()));
    expect(await store.transition(close)).toEqual({ kind: "waiting" });
    await store.present(room.id, [at(players, 2)], store.now() - 1);
    const other = step(room, { phase: "reveal" }, { guard: { kind: "all-responded", round: 2 } });
    expect(await store.transition(other)).toEqual({ kind: "waiting" });
    expect(await store.transition(close)).toEqual({ kind: "done" });
    const next = step(close.next, {}, { guard: { kind: "all-responded", round: 1 } });
    expect(await store.transition(next)).toEqual({ kind: "waiting" });
  });

  test("[ST6] removing a seat marks it, frees its nickname and ends its presence; unknown ids are ignored", async () => {
    const { store } = bench();
    const { room } = await seated(store, 0);
    const wanted = joinOf(room.id, { nickname: "Anna", nicknameKey: "anna" });
    await store.join(wanted);
    await store.present(room.id, [wanted.seat.playerId], store.now() + 10_000);
    const playerIds = [wanted.seat.playerId, randomUUID()];
    expect(await store.transition(step(room, {}, { effects: [{ kind: "remove", playerIds }] }))).toEqual({
      kind: "done",
    });
    expect((await store.seats(room.id, 0)).map(({ removed }) => removed)).toEqual([true]);
    expect(await store.presentSeats(room.id)).toEqual([]);
    await store.present(room.id, [wanted.seat.playerId], store.now() + 10_000);
    expect(await store.presentSeats(room.id)).toEqual([]);
    expect(await store.join(wanted)).toEqual({ kind: "refused", code: "removed" });
    const byCode = joinOf(room.id, { code: wanted.seat.code }, { codeGiven: true });
    expect(await store.join(byCode)).toEqual({ kind: "refused", code: "removed" });
    expect((await store.join(joinOf(room.id, { nickname: "Anna", nicknameKey: "anna" }))).kind).toBe("joined");
  });

  test("[ST6] a rename swaps the nickname key; the first join's attempt still finds the seat", async () => {
    const { store } = bench();
    const { room } = await seated(store, 0);
    const wanted = joinOf(room.id, { nickname: "Anna", nicknameKey: "anna" });
    const { playerId } = wanted.seat;
    await store.join(wanted);
    const rename = { kind: "rename" as const, playerId, nickname: "Bea", nicknameKey: "bea" };
    expect(await store.transition(step(room, {}, { effects: [rename] }))).toEqual({ kind: "done" });
    expect(await store.join(wanted)).toMatchObject({ kind: "repeat", seat: { nickname: "Bea", nicknameKey: "bea" } });
    const bea = joinOf(room.id, { nicknameKey: "bea" });
    expect(await store.join(bea)).toEqual({ kind: "refused", code: "nickname_taken" });
    expect((await store.join(joinOf(room.id, { nicknameKey: "anna" }))).kind).toBe("joined");
    const case2 = step({ ...room, version: room.version + 1 }, {}, { effects: [{ ...rename, nickname: "BEA" }] });
    expect(await store.transition(case2)).toEqual({ kind: "done" });
  });

  test("[ST6] a refused effect changes nothing at all", async () => {
    const { store } = bench();
    const { room, players } = await seated(store, 3, { due: store.now() + 60_000 });
    const before = await Promise.all([store.room(room.id), store.seats(room.id, 0)]);
    const [one, two, three] = [at(before[1], 0), at(before[1], 1), at(before[1], 2)];
    const remove = { kind: "remove" as const, playerIds: [at(players, 2)] };
    const rename = { kind: "rename" as const, playerId: one.playerId, nickname: "x", nicknameKey: two.nicknameKey };
    const effects = [{ kind: "release-pin" as const }, remove];
    const attempts = [
      [{ ...rename }, "nickname_taken"],
      [{ ...rename, playerId: randomUUID(), nicknameKey: "free" }, "player_not_found"],
      [{ ...rename, playerId: three.playerId, nicknameKey: "free" }, "player_not_found"],
    ] as const;
    for (const [bad, code] of attempts) {
      const refused = await store.transition(step(room, { due: null }, { effects: [...effects, bad] }));
      expect(refused).toEqual({ kind: "refused", code });
    }
    expect(await Promise.all([store.room(room.id), store.seats(room.id, 0)])).toEqual(before);
    expect(await store.findPin(room.pin)).toBe(room.id);
    expect((await store.join(joinOf(room.id, { nicknameKey: three.nicknameKey }))).kind).toBe("refused");
    const freed = step(room, {}, { effects: [remove, { ...rename, nicknameKey: three.nicknameKey }] });
    expect(await store.transition(freed)).toEqual({ kind: "done" });
  });

  test("[ST6] a released PIN can be claimed by another room, which keeps it", async () => {
    const { store } = bench();
    const { room } = await seated(store, 0);
    const finish = step(room, { phase: "finished" }, { effects: [{ kind: "release-pin" }] });
    await store.transition(finish);
    expect(await store.findPin(room.pin)).toBeUndefined();
    const heir = lobby({ pin: room.pin });
    expect((await store.create(heir, quizOf("fixture"))).kind).toBe("created");
    await store.transition(step(finish.next, {}, { effects: [{ kind: "release-pin" }] }));
    await store.erase(room.id);
    expect(await store.findPin(room.pin)).toBe(heir.id);
  });

  test("[ST15] every node hears each version and each note of the rooms it listens to, and of no others", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 0);
    const { room: elsewhere } = await seated(store, 0);
    const heard: unknown[][] = [[], []];
    const listener = (n: number) => ({
      changed: (version: number) => void at(heard, n).push(version),
      noted: (note: string) => void at(heard, n).push(note),
    });
    const leave = await store.subscribe(room.id, listener(0));
    await other.subscribe(room.id, listener(1));
    const first = step(room);
    await store.transition(first);
    await other.transition(step(elsewhere));
    await other.notify(room.id, "replaced:p1");
    const expected = [first.next.version, "replaced:p1"];
    await vi.waitFor(() => expect(heard.map((list) => new Set(list))).toEqual([new Set(expected), new Set(expected)]));
    leave();
    await store.transition(step(first.next));
    await vi.waitFor(() => expect(at(heard, 1)).toHaveLength(3));
    expect(at(heard, 0)).toHaveLength(2);
  });

  test("[ST16] erase leaves nothing of a room, and the room stays gone", async () => {
    const { store, leftovers } = bench();
    const id = randomUUID();
    const room = lobby({ pin: drawPinLike(id) });
    await store.create(room, quizOf("fixture"), { id, body: "" });
    const player = joinOf(room.id);
    await store.join(player);
    await store.transition(step(room, opened(store.now())));
    await store.present(room.id, [player.seat.playerId], store.now() + 10_000);
    await store.respond(respondOf(room.id, player.seat.playerId, store.now()));
    await store.beat([room.id]);
    expect(await leftovers(room.id)).not.toEqual([]);
    await store.erase(room.id);
    await store.erase(room.id);
    await store.beat([room.id]);
    await store.present(room.id, [player.seat.playerId], store.now() + 10_000);
    expect(await leftovers(room.id)).toEqual([]);
    expect(await leftovers(room.pin)).toEqual([]);
    expect(await store.room(room.id)).toBeUndefined();
    expect(await store.pulse(room.id)).toBeUndefined();
    expect(await store.join(player)).toEqual({ kind: "refused", code: "room_not_found" });
    expect((await store.create(room, quizOf("fixture"), { id, body: "" })).kind).toBe("created");
  });

  test("[ST17] a room's beats that are over a second apart leave an outage of that room only", async () => {
    const { store, pass } = bench();
    const { room } = await seated(store, 0);
    const { room: fresh } = await seated(store, 0);
    await store.beat([room.id, lobby().id]);
    await pass(100);
    await store.beat([room.id]);
    expect(await store.outages(room.id)).toEqual([]);
    const from = store.now();
    await pass(1_200);
    await Promise.all([store.beat([room.id, fresh.id]), store.beat([fresh.id, room.id])]);
    const outages = await store.outages(room.id);
    expect(outages).toHaveLength(1);
    const outage = at(outages, 0);
    expect(outage.to - outage.from > 1_000 && outage.from <= from && outage.to <= store.now()).toBe(true);
    expect(await store.outages(fresh.id)).toEqual([]);
  });
};
