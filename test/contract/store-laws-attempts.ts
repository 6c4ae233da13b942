import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { drawPinLike, lobby, quizOf, step } from "./store-fixtures.ts";
import type { Bench } from "./store-suite.ts";

export const attemptLaws = (bench: () => Bench): void => {
  test("[ST2] a known create attempt gets its room back, before the PIN is looked at; with another body it is refused", async () => {
    const { store, other } = bench();
    const id = randomUUID();
    const room = lobby({ pin: drawPinLike(id) });
    expect((await store.create(room, quizOf("fixture"), { id, body: "one" })).kind).toBe("created");
    const moved = step(room, { locked: true });
    await store.transition(moved);
    const rival = lobby({ pin: drawPinLike(id) });
    expect(await other.create(rival, quizOf("fixture"), { id, body: "one" })).toEqual({
      kind: "repeat",
      room: moved.next,
    });
    const sharing = lobby({ pin: room.pin });
    expect((await store.create(sharing, quizOf("fixture"), { id, body: "two" })).kind).toBe("attempt-reused");
    expect(await store.findPin(rival.pin)).toBeUndefined();
  });

  test("[ST2] a refused create attempt may be sent again", async () => {
    const { store } = bench();
    const id = randomUUID();
    const pin = drawPinLike(id);
    await store.create(lobby({ pin }), quizOf("fixture"));
    expect((await store.create(lobby({ pin }), quizOf("fixture"), { id, body: "" })).kind).toBe("pin-taken");
    const free = lobby({ pin: drawPinLike(id) });
    expect((await store.create(free, quizOf("fixture"), { id, body: "" })).kind).toBe("created");
  });

  test("[ST2] a create attempt is looked up without a quiz at hand: its room as it is now, or that its body differs", async () => {
    const { store, other } = bench();
    const id = randomUUID();
    expect(await store.createdBy({ id, body: "one" })).toBeUndefined();
    const room = lobby({ pin: drawPinLike(id) });
    await store.create(room, quizOf("fixture"), { id, body: "one" });
    const moved = step(room, { locked: true });
    await store.transition(moved);
    expect(await other.createdBy({ id, body: "one" })).toEqual(moved.next);
    expect(await other.createdBy({ id, body: "two" })).toBe("attempt-reused");
    await store.erase(room.id);
    expect(await other.createdBy({ id, body: "one" })).toBeUndefined();
    expect(await other.createdBy({ id, body: "two" })).toBeUndefined();
  });
};
