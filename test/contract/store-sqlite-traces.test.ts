import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { joinOf, lobby, pastOf, quizOf, seated, step, withSlide, workshopOf } from "./store-fixtures.ts";

const MINUTE = 60_000;

let folder = "";
let file = "";
let time = 1_800_000_000_000;
let warnings: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cermat-store-"));
  file = join(folder, "cermat.db");
  warnings = [];
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const open = (): Store => openSqlite({ file, now: () => time, warn: (message) => void warnings.push(message) });

/** Whether any byte of any file in the folder belongs to the text. */
const holds = async (text: string): Promise<boolean> => {
  const files = await readdir(folder);
  return Buffer.concat(await Promise.all(files.map((name) => readFile(join(folder, name))))).includes(text);
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Rooms whose people join in turn, so that their rows share pages; half are erased, and workshops are. The same pages each time. */
const interleaved = async (store: Store): Promise<void> => {
  const rooms = Array.from({ length: 60 }, (_, n) => lobby({ id: `room-${n}`, pin: `${100_000 + n}` }));
  for (const room of rooms) await store.create(room, quizOf("fixture"));
  for (let person = 0; person < 60; person++) {
    const seat = (n: number) => {
      const name = `${n % 2 ? "SECRET" : "KEPT"}-${n}-${person}-`;
      return { playerId: name, nickname: name, nicknameKey: name, token: name, code: name, attempt: name };
    };
    await Promise.all(rooms.map(({ id }, n) => store.join(joinOf(id, seat(n)))));
  }
  const workshops = Array.from({ length: 30 }, (_, n) => workshopOf({ id: `${n}`, title: `SECRET-TITLE-${n}` }));
  for (const workshop of workshops) await store.putWorkshop(workshop);
  await store.beat(rooms.map(({ id }) => id));
  for (const { id } of rooms.filter((_, n) => n % 2)) await store.erase(id);
  for (const { id } of workshops) await store.deleteWorkshop(id);
  // The copies in unused gaps, which overwriting the rows does not reach.
  expect(await holds("SECRET-")).toBe(true);
};

test("[ST16] what is deleted is in none of the files any more, soon after when no room is live, and the rest is all there", async () => {
  const store = open();
  await interleaved(store);
  time += MINUTE;
  await vi.advanceTimersByTimeAsync(MINUTE);
  await vi.waitFor(async () => expect(await holds("SECRET-")).toBe(false));
  expect(await holds("KEPT-58-59-")).toBe(true);
  await store.close();
  expect(await holds("SECRET-")).toBe(false);
});

test("[ST16] while a room is live the file is not rewritten, and at the close it is", async () => {
  const store = open();
  const { room } = await seated(store, 1);
  await interleaved(store);
  const exec = vi.spyOn(DatabaseSync.prototype, "exec");
  for (let beat = 0; beat < 10; beat++) {
    time += MINUTE / 2;
    await store.beat([room.id]);
    await vi.advanceTimersByTimeAsync(MINUTE / 2);
    await turn();
  }
  expect(exec.mock.calls.flat().filter((sql) => sql.includes("VACUUM"))).toEqual([]);
  await store.close();
  expect(await holds("SECRET-")).toBe(false);
});

/** A closed file whose rewriting has failed. */
const owing = async (): Promise<void> => {
  const store = open();
  await interleaved(store);
  const exec = vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(() => {
    throw new Error("database or disk is full");
  });
  await store.close();
  exec.mockRestore();
  expect(warnings).toEqual([expect.stringContaining("database or disk is full")]);
  expect(await holds("SECRET-")).toBe(true);
};

test("[ST16] a file that was owed a rewrite gets it at the next start, and one that was not is left alone", async () => {
  await owing();
  time += 2 * MINUTE;
  const again = open();
  expect(await holds("SECRET-")).toBe(false);
  const { mock } = vi.spyOn(DatabaseSync.prototype, "exec");
  await again.close();
  await open().close();
  expect(mock.calls.flat().filter((sql) => sql.includes("VACUUM"))).toEqual([]);
});

test("[ST16] a file that was owed a rewrite does not get it at a start among live rooms, but once they are over", async () => {
  await owing();
  const store = open();
  expect(await holds("SECRET-")).toBe(true);
  for (const { room } of await store.rooms()) await store.transition(step(room, { phase: "finished" }));
  await vi.advanceTimersByTimeAsync(MINUTE);
  await vi.waitFor(async () => expect(await holds("SECRET-")).toBe(false));
  await store.close();
});

test("[ST16] a rewrite is owed after each kind of deletion: of a room, a workshop, an organiser, of what a cut-off erasure left", async () => {
  const store = open();
  const past = pastOf(1_000, 1);
  const [{ room }, workshop] = [await seated(store, 1), workshopOf()];
  await store.putWorkshop(workshop);
  await store.importRoom(past);
  const exec = vi.spyOn(DatabaseSync.prototype, "exec");
  const rewritten = async (deletion: Promise<unknown>): Promise<number> => {
    exec.mockClear();
    await deletion;
    await vi.advanceTimersByTimeAsync(MINUTE);
    return exec.mock.calls.flat().filter((sql) => sql === "VACUUM").length;
  };
  expect(await rewritten(store.deleteWorkshop(workshop.id))).toBe(1);
  expect(await rewritten(store.erase(room.id))).toBe(1);
  expect(await rewritten(store.deleteWorkshop(workshop.id))).toBe(0);
  const times = { version: 1, createdAt: 1, updatedAt: 1 };
  await store.putOrganiser({ id: "o", name: "Ani", nameKey: "ani", password: "hash", mark: "m", ...times });
  expect(await rewritten(store.deleteOrganiser("o"))).toBe(1);
  exec.mockClear();
  const cut = store.erase(past.room.id).catch(() => {});
  for (let turns = 0; turns < 3; turns++) await turn();
  await store.close();
  await cut;
  const again = open();
  await again.close();
  const sql = exec.mock.calls.flat();
  expect(sql.filter((text) => text === "VACUUM")).toHaveLength(2);
});

test("[ST31] a used file of the second schema is cleared of what was deleted before", async () => {
  await owing();
  const raw = new DatabaseSync(file);
  raw.exec(`DROP TABLE beat; ALTER TABLE room ADD COLUMN last_beat REAL; DROP TABLE image_share; DROP TABLE organiser; DROP TABLE session; DROP TABLE remains; DROP TRIGGER room_deleted;
    DROP TRIGGER workshop_deleted; ALTER TABLE seat DROP COLUMN team; PRAGMA user_version = 2`);
  raw.close();
  time += 2 * MINUTE;
  const store = open();
  expect(await holds("SECRET-")).toBe(false);
  expect(await store.seats("room-0", 59)).toHaveLength(1);
  await store.close();
});

test("[ST16] a log that cannot be emptied undoes no deletion: it is told, and the room and workshop are gone", async () => {
  const store = open();
  const { room } = await seated(store, 1);
  const workshop = workshopOf();
  await store.putWorkshop(workshop);
  const exec = vi.spyOn(DatabaseSync.prototype, "exec").mockImplementation(() => {
    throw new Error("disk I/O error");
  });
  await store.erase(room.id);
  expect(await store.deleteWorkshop(workshop.id)).toBe(true);
  expect(warnings).toHaveLength(2);
  exec.mockRestore();
  expect([await store.room(room.id), await store.workshop(workshop.id)]).toEqual([undefined, undefined]);
  await store.close();
});

test("[HT6] slides that an earlier version has counted are counted no more", async () => {
  const first = open();
  const { quiz, ...rest } = quizOf("slides", "Slides");
  await first.putQuiz({ ...rest, quiz: withSlide(quiz) });
  await first.close();
  const raw = new DatabaseSync(file);
  raw.exec("UPDATE quiz SET items = 2");
  raw.close();
  const store = open();
  expect(await store.quizzes()).toMatchObject([{ id: "slides", items: 1 }]);
  await store.close();
});
