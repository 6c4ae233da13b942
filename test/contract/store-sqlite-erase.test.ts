import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Store, StoreUnavailable } from "../../src/store/store.ts";
import { at, joinOf, lobby, opened, pastOf, quizOf, respondOf, seated, step } from "./store-fixtures.ts";

let folder = "";
let file = "";
const time = 1_800_000_000_000;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cermat-store-"));
  file = join(folder, "cermat.db");
  commits = 0;
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** How often the stores of a test have committed. */
let commits = 0;
const open = (): Store => openSqlite({ file, now: () => time, committed: () => void commits++ });

/** Rows in the closed file that mention a room. */
const rowsOf = (roomId: string): number => {
  const db = new DatabaseSync(file);
  const count = (table: string) =>
    Number(db.prepare(`SELECT count(*) AS n FROM ${table} WHERE room_id = ?`).get(roomId)?.n);
  const rows = count("seat") + count("response");
  db.close();
  return rows;
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Resolves once as many more commits are done. */
const committed = async (more: number): Promise<void> => {
  for (const from = commits; commits < from + more; ) await turn();
};

/** The commits that a write takes, between which `look` sees the store. */
const commitsOf = async (writing: Promise<unknown>, look: () => Promise<void>): Promise<number> => {
  const from = commits;
  let done = false;
  const settled = writing.finally(() => (done = true));
  while (!done) {
    await look();
    await turn();
  }
  await settled;
  return commits - from;
};

test("[ST26] a large import leaves turns to the live rooms, and nothing of it is seen before all of it", async () => {
  const store = open();
  const past = pastOf(3_000, 4);
  const { id } = past.room;
  const someone = at(past.seats, 0);
  const look = async () => {
    if (await store.room(id)) return;
    expect(await store.seats(id, 0)).toEqual([]);
    expect((await store.responses(id, 1)).size).toBe(0);
    expect(await store.response(id, 1, someone.playerId)).toBeUndefined();
    expect((await store.rooms()).length).toBe(0);
  };
  expect(await commitsOf(store.importRoom(past), look)).toBeGreaterThan(20);
  expect(await store.seats(id, 0)).toEqual(past.seats);
  for (const round of [1, 4]) expect(await store.responses(id, round)).toEqual(past.responses.get(round));
  await store.close();
});

test("[ST16] a large room is gone at once for every question, and erasing it leaves turns to the live rooms", async () => {
  const store = open();
  const past = pastOf(3_000, 4);
  const { id } = past.room;
  await store.importRoom(past);
  const { playerId, nickname, nicknameKey, token, code } = at(past.seats, 0);
  const known = { playerId, nickname, nicknameKey, token, code };
  const gone = store.erase(id);
  await committed(1);
  expect(await store.room(id)).toBeUndefined();
  const asked = [
    store.join(joinOf(id, known)),
    store.join(joinOf(id, { code }, { codeGiven: true })),
    store.respond(respondOf(id, playerId, time)),
  ];
  const codes = (await Promise.all(asked)).map((answer) => "code" in answer && answer.code);
  expect(codes).toEqual(["room_not_found", "room_not_found", "not_joined"]);
  const look = async () => {
    const left = [store.seats(id, 0), store.presentSeats(id), store.outages(id), store.pulse(id)];
    expect(await Promise.all(left)).toEqual([[], [], [], undefined]);
    expect((await store.responses(id, 1)).size).toBe(0);
    expect(await store.response(id, 1, playerId)).toBeUndefined();
  };
  expect(await commitsOf(gone, look)).toBeGreaterThan(15);
  await store.close();
  expect(rowsOf(id)).toBe(0);
});

test("[ST16] a known attempt finds no seat of a room that is being erased", async () => {
  const store = open();
  const { room } = await seated(store, 0, opened(time));
  const wanted = joinOf(room.id);
  await store.join(wanted);
  const gone = store.erase(room.id);
  await committed(1);
  expect(await store.join(wanted)).toEqual({ kind: "refused", code: "room_not_found" });
  await gone;
  await store.close();
});

test("[ST26] an import that the end of the process cuts off leaves nothing, and can be sent again", async () => {
  const store = open();
  const past = pastOf(2_000, 2);
  const { id } = past.room;
  const cut = store.importRoom(past);
  await committed(3);
  await store.close();
  await expect(cut).rejects.toThrow(StoreUnavailable);
  expect(rowsOf(id)).toBeGreaterThan(0);
  const again = open();
  const other = pastOf(2, 2, { id, pin: past.room.pin });
  await Promise.all([again.importRoom(other), again.importRoom(past)]);
  expect(await again.seats(id, 0)).toEqual(other.seats);
  await again.close();
  expect(rowsOf(id)).toBe(2 + 2 * 2);
});

test("[ST26] an import that fails half way leaves nothing in the way of the next", async () => {
  const store = open();
  const past = pastOf(600, 2);
  const circular: unknown[] = [];
  circular.push(circular);
  const broken = { attempt: "a", value: circular as never, receivedAt: 1, lagMs: 0 };
  const responses = new Map(past.responses).set(2, new Map([["x", broken]]));
  await expect(store.importRoom({ ...past, responses })).rejects.toThrow(TypeError);
  expect(await store.room(past.room.id)).toBeUndefined();
  await store.importRoom(past);
  expect(await store.seats(past.room.id, 0)).toEqual(past.seats);
  await store.close();
});

test("[ST16] an erasure that the end of the process cuts off is finished at the next start, and no other room is touched", async () => {
  const store = open();
  const [past, kept] = [pastOf(2_000, 2), pastOf(20, 2)];
  for (const room of [past, kept]) await store.importRoom(room);
  const empty = lobby();
  await store.create(empty, quizOf("fixture"));
  await store.transition(step(empty));
  const cut = store.erase(past.room.id);
  await committed(2);
  await store.close();
  await expect(cut).rejects.toThrow(StoreUnavailable);
  expect(rowsOf(past.room.id)).toBeGreaterThan(0);
  await open().close();
  expect(rowsOf(past.room.id)).toBe(0);
  const again = open();
  expect((await again.rooms()).map(({ room }) => room.id).toSorted()).toEqual([kept.room.id, empty.id].toSorted());
  expect(await again.seats(kept.room.id, 0)).toEqual(kept.seats);
  expect(await again.responses(kept.room.id, 2)).toEqual(kept.responses.get(2));
  await again.close();
});
