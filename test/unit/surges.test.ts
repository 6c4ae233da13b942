import { describe, expect, test } from "vitest";
import type { JoinsSurgingOf } from "../../protocol/pushes.ts";
import { createSurges } from "../../src/gateway/surges.ts";
import type { LiveRoom } from "../../src/rooms/live-room.ts";

/** A room that people join at the times given, and what its hosts are told. */
const room = () => {
  const seats: { playerId: string; joinedAt: number; removed: boolean }[] = [];
  const live = {
    ended: false,
    room: { locked: false },
    roster: { seats, byId: (id: string) => seats.find(({ playerId }) => playerId === id) },
  } as unknown as LiveRoom;
  const clock = { now: 0 };
  const told: JoinsSurgingOf[] = [];
  const surges = createSurges(
    () => clock.now,
    (_live, surge) => told.push(surge),
  );
  const join = (count: number) => {
    const fresh = Array.from({ length: count }, (_, n) => ({
      playerId: `p${seats.length + n}`,
      joinedAt: clock.now,
      removed: false,
    }));
    seats.push(...fresh);
    surges.joined(
      live,
      fresh.map(({ playerId }) => ({ playerId, nickname: playerId, present: true })),
    );
  };
  return { live, clock, told, surges, join };
};

describe("a rush of joins", () => {
  test("[AB11] 45 within three seconds are a class, 46 are a rush that hosts are told of at once", () => {
    const { clock, told, join } = room();
    join(15);
    clock.now = 2999;
    join(30);
    expect(told).toEqual([]);
    join(1);
    expect(told).toEqual([{ since: 0, until: 2999, count: 46, over: false }]);
  });

  test("[AB11] joins that are older than three seconds do not count towards it", () => {
    const { clock, told, join } = room();
    for (clock.now = 0; clock.now < 60_000; clock.now += 1000) join(14);
    expect(told).toEqual([]);
  });

  test("[AB11] it goes on at most once a second, and is over when fewer than 15 come in three seconds", () => {
    const { clock, told, surges, join, live } = room();
    join(100);
    clock.now = 500;
    join(50);
    join(50);
    expect(told).toHaveLength(1);
    clock.now = 1000;
    surges.tick();
    expect(told.at(-1)).toEqual({ since: 0, until: 500, count: 200, over: false });
    clock.now = 4000;
    surges.tick();
    surges.tick();
    expect(told).toHaveLength(3);
    expect(told.at(-1)).toEqual({ since: 0, until: 500, count: 200, over: true });
    // A host who comes back is told of it for ten minutes.
    expect(surges.of(live)).toEqual(told.at(-1));
    // Whom the host has removed is not counted any more.
    for (const seat of live.roster.seats.slice(0, 150)) seat.removed = true;
    surges.tick();
    expect(told.at(-1)).toEqual({ since: 0, until: 500, count: 50, over: true });
    clock.now = 500 + 600_001;
    surges.tick();
    expect(surges.of(live)).toBeUndefined();
  });

  test("[AB11] refused joins are a rush too, with nobody in it", () => {
    const { clock, told, surges, live } = room();
    clock.now = 7000;
    surges.crowded(live);
    surges.crowded(live);
    expect(told).toEqual([{ since: 4000, until: 4000, count: 0, over: false }]);
    clock.now = 9000;
    surges.tick();
    expect(told).toHaveLength(1);
    clock.now = 10_001;
    surges.tick();
    expect(told.at(-1)).toMatchObject({ since: 4000, over: true });
  });

  test("[AB14] a room that was locked while joins were refused is guarded until a minute after the last of them", () => {
    const { clock, surges, live, join } = room();
    const lock = (locked: boolean) => {
      Object.assign(live.room, { locked });
      surges.changed(live);
    };
    join(60);
    lock(true);
    expect(surges.guarded(live)).toBe(false);
    lock(false);
    surges.crowded(live);
    surges.changed(live);
    expect(surges.guarded(live)).toBe(false);
    lock(true);
    lock(false);
    expect(surges.guarded(live)).toBe(true);
    clock.now = 50_000;
    surges.crowded(live);
    surges.tick();
    clock.now = 109_999;
    expect(surges.guarded(live)).toBe(true);
    clock.now = 110_000;
    expect(surges.guarded(live)).toBe(false);
    // A rush of a later hour is not guarded for the lock of this one.
    surges.crowded(live);
    expect(surges.guarded(live)).toBe(false);
  });

  test("[AB14] it is guarded too when joins were first refused while it was locked, on a node that came to it later", () => {
    const { surges, live } = room();
    Object.assign(live.room, { locked: true });
    surges.changed(live);
    surges.crowded(live);
    Object.assign(live.room, { locked: false });
    surges.changed(live);
    expect(surges.guarded(live)).toBe(true);
  });

  test("[AB14] a long flood without a join that stayed keeps its guard for a minute, [AB11] and is told of for ten", () => {
    const { clock, surges, live } = room();
    Object.assign(live.room, { locked: true });
    for (; clock.now <= 900_000; clock.now += 1000) {
      surges.crowded(live);
      surges.tick();
    }
    Object.assign(live.room, { locked: false });
    clock.now = 950_000;
    surges.tick();
    expect(surges.guarded(live)).toBe(true);
    clock.now = 900_000 + 600_000;
    surges.tick();
    expect([surges.guarded(live), surges.of(live)]).toEqual([false, expect.objectContaining({ over: true })]);
    clock.now += 1;
    surges.tick();
    expect(surges.of(live)).toBeUndefined();
  });

  test("[AB11] a later rush is another one, and a room that is gone is forgotten", () => {
    const { clock, told, surges, live, join } = room();
    join(46);
    clock.now = 10_000;
    surges.tick();
    join(46);
    expect(told.map(({ since }) => since)).toEqual([0, 0, 10_000]);
    Object.assign(live, { ended: true });
    surges.tick();
    expect(surges.of(live)).toBeUndefined();
  });
});
