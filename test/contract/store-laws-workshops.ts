import { expect, test } from "vitest";
import { at, joinOf, pastOf, seated, step, workshopOf } from "./store-fixtures.ts";
import type { Bench } from "./store-suite.ts";

export const workshopLaws = (bench: () => Bench): void => {
  test("[ST24] seats keep a device and a person, and those without have neither", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 1);
    await store.join(joinOf(room.id, { device: "digest", personId: "p1" }));
    const seats = await other.seats(room.id, 0);
    expect(seats.map(({ device, personId }) => [device, personId])).toEqual([
      [null, null],
      ["digest", "p1"],
    ]);
  });

  test("[ST25] seats without a code are strangers to each other, whether the code was drawn or given", async () => {
    const { store } = bench();
    const { room } = await seated(store, 0);
    const kinds = [];
    for (const codeGiven of [false, true, false, true]) {
      kinds.push((await store.join(joinOf(room.id, { code: "" }, { codeGiven }))).kind);
    }
    expect(kinds).toEqual(["joined", "joined", "joined", "joined"]);
    expect((await store.seats(room.id, 0)).map(({ code }) => code)).toEqual(["", "", "", ""]);
  });

  test("[ST26] an imported room is listed and read back whole, with codes and nicknames that repeat", async () => {
    const { store, other } = bench();
    const past = pastOf(4, 2, { createdAt: 1_500_000_000_000 }, (n) => ["", "", "own code", "own code"][n] ?? "");
    await store.importRoom(past);
    expect(await other.room(past.room.id)).toEqual(past.room);
    expect(await other.roomQuiz(past.room.id)).toEqual(past.quiz);
    expect(await other.seats(past.room.id, 0)).toEqual(past.seats);
    expect(await other.responses(past.room.id, 1)).toEqual(past.responses.get(1));
    expect(await other.responses(past.room.id, 2)).toEqual(past.responses.get(2));
    expect((await other.rooms()).at(-1)).toEqual({ room: past.room, seats: 3, beatAt: null });
    expect(await other.due(0)).not.toContain(past.room.id);
    const released = step(past.room, { releasedAt: 5 });
    expect(await other.transition(released)).toEqual({ kind: "done" });
    expect((await store.room(past.room.id))?.releasedAt).toBe(5);
  });

  test("[ST26] an import leaves its PIN to whoever has it, and a repeated one writes nothing", async () => {
    const { store, other, leftovers } = bench();
    const { room: live } = await seated(store, 0);
    const past = pastOf(2, 1, { pin: live.pin });
    await store.importRoom(past);
    expect(await store.findPin(live.pin)).toBe(live.id);
    await other.importRoom({ ...past, seats: [], room: { ...past.room, title: "Other" }, responses: new Map() });
    expect((await store.room(past.room.id))?.title).toBe(past.room.title);
    expect(await store.seats(past.room.id, 0)).toHaveLength(2);
    await other.importRoom(pastOf(3, 1, { id: past.room.id, pin: live.pin }));
    expect(await leftovers("staged")).toEqual([]);
    expect(await store.seats(past.room.id, 0)).toEqual(past.seats);
    expect(await store.responses(past.room.id, 1)).toEqual(past.responses.get(1));
    await store.erase(past.room.id);
    expect(await leftovers(past.room.id)).toEqual([]);
    for (const { playerId } of past.seats) expect(await leftovers(playerId)).toEqual([]);
    expect(await store.findPin(live.pin)).toBe(live.id);
  });

  test("[ST26] 9,000 people and 9 rounds are imported in one step", async () => {
    const { store, other, leftovers } = bench();
    const past = pastOf(9_000, 9);
    await store.importRoom(past);
    expect(await other.seats(past.room.id, 0)).toEqual(past.seats);
    for (const round of [1, 9]) expect(await other.responses(past.room.id, round)).toEqual(past.responses.get(round));
    await store.erase(past.room.id);
    expect(await leftovers(at(past.seats, 8_999).playerId)).toEqual([]);
  });

  test("[ST27] workshops are kept, listed newest first and deleted", async () => {
    const { store, other } = bench();
    const [old, young] = [workshopOf({ createdAt: 1 }), workshopOf({ createdAt: 2 })];
    for (const workshop of [young, old]) expect(await store.putWorkshop(workshop)).toBe(true);
    expect(await other.workshop(old.id)).toEqual(old);
    expect(await other.workshops()).toEqual([young, old]);
    expect(await other.deleteWorkshop(young.id)).toBe(true);
    expect(await other.deleteWorkshop(young.id)).toBe(false);
    expect(await store.workshop(young.id)).toBeUndefined();
    expect(await store.workshops()).toEqual([old]);
    await store.deleteWorkshop(old.id);
  });

  test("[ST28] a workshop is written only on the version before; of many at once one wins, and the same one sent again has won", async () => {
    const { store, other } = bench();
    const first = workshopOf();
    expect(await store.putWorkshop({ ...first, version: 2 })).toBe(false);
    expect(await store.putWorkshop(first)).toBe(true);
    expect(await other.putWorkshop(first)).toBe(true);
    expect(await other.putWorkshop({ ...first, title: "Another" })).toBe(false);
    const rivals = Array.from({ length: 10 }, (_, n) => ({ ...first, version: 2, title: `title ${n}` }));
    const won = await Promise.all(rivals.map((rival, n) => (n % 2 ? store : other).putWorkshop(rival)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await store.workshop(first.id)).toEqual(rivals[won.indexOf(true)]);
    for (const version of [1, 2, 4]) expect(await store.putWorkshop({ ...first, version })).toBe(false);
    expect(await store.putWorkshop({ ...first, version: 3 })).toBe(true);
    await store.deleteWorkshop(first.id);
  });

  test("[ST29] erasing the rooms of a workshop leaves the workshop as it is", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 1);
    const workshop = workshopOf({ rooms: { pre: room.id, post: null } });
    await store.putWorkshop(workshop);
    await store.erase(room.id);
    expect(await other.workshop(workshop.id)).toEqual(workshop);
    await store.deleteWorkshop(workshop.id);
  });

  test("[ST30] the list of rooms tells when a node served each last", async () => {
    const { store, other } = bench();
    const { room } = await seated(store, 0);
    const beatAt = async () => (await other.rooms()).find((entry) => entry.room.id === room.id)?.beatAt;
    expect(await beatAt()).toBeNull();
    const before = store.now();
    await store.beat([room.id]);
    const told = await beatAt();
    expect(typeof told === "number" && told >= before - 5 && told <= store.now() + 5).toBe(true);
  });
};
