import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { groupCommit } from "../../src/store/group-commit.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { StoreFull, StoreUnavailable } from "../../src/store/store.ts";
import { joinOf, lobby, opened, quizOf, respondOf, seated, step } from "./store-fixtures.ts";

let folder = "";
let file = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cermat-store-"));
  file = join(folder, "data", "cermat.db");
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const child = (code: string) => {
  const source = new URL("../../src/store/sqlite.ts", import.meta.url).href;
  const script = `const { openSqlite } = await import(${JSON.stringify(source)}); ${code}`;
  return spawn(process.execPath, ["--input-type=module", "--eval", script, file], {
    stdio: ["ignore", "pipe", "pipe"],
  });
};

test("[ST22] a second process on the same file is refused in one sentence", async () => {
  const store = openSqlite({ file });
  expect(() => openSqlite({ file })).toThrow(/^The database .* is in use by another process; stop that one first\.$/);
  const second = child("openSqlite({ file: process.argv[1] });");
  let said = "";
  second.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await once(second, "close");
  expect(second.exitCode).toBe(1);
  expect(said).toContain("is in use by another process; stop that one first.");
  await store.close();
  await openSqlite({ file }).close();
});

test("[ST22] a file with a newer schema is refused in one sentence, and left alone", async () => {
  await openSqlite({ file }).close();
  const raw = new DatabaseSync(file);
  raw.exec("PRAGMA user_version = 99");
  raw.close();
  expect(() => openSqlite({ file })).toThrow(/has schema 99 and this version knows \d+; start a newer version\.$/);
  const again = new DatabaseSync(file);
  expect(again.prepare("PRAGMA user_version").get()?.user_version).toBe(99);
  again.close();
});

test("[ST31] a file of the first schema moves forward: its rooms, seats and responses are all there, and new joins fit", async () => {
  const first = openSqlite({ file });
  const { room, players } = await seated(first, 2, opened(first.now()));
  await first.respond(respondOf(room.id, players[0] ?? "", first.now()));
  const before = await Promise.all([first.room(room.id), first.seats(room.id, 0), first.responses(room.id, 1)]);
  await first.close();
  const raw = new DatabaseSync(file);
  raw.exec(`DROP TABLE beat; ALTER TABLE room ADD COLUMN last_beat REAL; UPDATE room SET last_beat = 5000; DROP TABLE image_share; DROP TABLE organiser; DROP TABLE session; DROP TABLE workshop; DROP TABLE remains; DROP TRIGGER room_deleted; ALTER TABLE seat DROP COLUMN team; ALTER TABLE seat DROP COLUMN device; ALTER TABLE seat DROP COLUMN person_id;
    DROP INDEX seat_code; CREATE UNIQUE INDEX seat_code ON seat (room_id, code);
    DROP INDEX seat_nickname; CREATE UNIQUE INDEX seat_nickname ON seat (room_id, nickname_key) WHERE removed = 0;
    PRAGMA user_version = 1`);
  raw.close();
  const second = openSqlite({ file });
  const after = [second.room(room.id), second.seats(room.id, 0), second.responses(room.id, 1)];
  expect(await Promise.all(after)).toEqual(before);
  expect(await second.rooms()).toMatchObject([{ beatAt: 5000 }]);
  for (const device of ["one", "two"]) {
    expect((await second.join(joinOf(room.id, { code: "", device }))).kind).toBe("joined");
  }
  expect((await second.seats(room.id, 2)).map(({ device }) => device)).toEqual(["one", "two"]);
  expect(await second.workshops()).toEqual([]);
  await second.close();
});

test("[ST20] a restart keeps rooms, seats, presence, responses, due times and the heartbeat", async () => {
  let time = 1_800_000_000_000;
  const first = openSqlite({ file, now: () => time });
  const { room, players } = await seated(first, 2, opened(time));
  await first.present(room.id, players, time + 10_000);
  await first.respond(respondOf(room.id, players[0] ?? "", time));
  await first.beat([room.id]);
  const before = [first.room(room.id), first.seats(room.id, 0), first.responses(room.id, 1), first.pulse(room.id)];
  const expected = await Promise.all([...before, first.presentSeats(room.id)]);
  await first.close();
  time += 5_000;
  const second = openSqlite({ file, now: () => time });
  const after = [second.room(room.id), second.seats(room.id, 0), second.responses(room.id, 1), second.pulse(room.id)];
  expect(await Promise.all([...after, second.presentSeats(room.id)])).toEqual(expected);
  await second.beat([room.id]);
  expect((await second.outages(room.id)).map(({ from, to }) => to - from)).toEqual([5_000]);
  time += 100_000;
  expect(await second.due(0)).toEqual([room.id]);
  await second.close();
});

test("[ST20] a process killed while responses arrive loses none it has acknowledged", async () => {
  const store = openSqlite({ file });
  const { room, players } = await seated(store, 150, opened(store.now()));
  await store.close();
  const victim = child(`
    const store = openSqlite({ file: process.argv[1] });
    for (const playerId of ${JSON.stringify(players)}) {
      const response = { attempt: playerId, value: "true", receivedAt: store.now(), lagMs: 0 };
      const answer = await store.respond({ roomId: ${JSON.stringify(room.id)}, round: 1, playerId, response });
      console.log(answer.kind, playerId);
    }
    setInterval(() => {}, 1000);`);
  const gone = once(victim, "exit");
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: victim.stdout })) {
    const [kind, playerId = ""] = line.split(" ");
    expect(kind).toBe("stored");
    acknowledged.push(playerId);
    if (acknowledged.length === 60) victim.kill("SIGKILL");
  }
  await gone;
  const survivor = openSqlite({ file });
  const kept = await survivor.responses(room.id, 1);
  expect(acknowledged.length >= 60 && acknowledged.every((playerId) => kept.has(playerId))).toBe(true);
  await survivor.close();
});

test("[ST19] the time does not fall below the largest stored one when the clock was set back", async () => {
  let time = 1_800_000_000_000;
  const first = openSqlite({ file, now: () => time });
  await first.create(lobby(), quizOf("fixture"));
  await first.close();
  time -= 3_600_000;
  const second = openSqlite({ file, now: () => time });
  expect(second.now()).toBe(1_800_000_000_000);
  time += 1_000;
  expect(second.now()).toBe(1_800_000_001_000);
  time -= 500;
  expect(second.now()).toBe(1_800_000_001_000);
  await second.close();
});

test("[ST19] a server that was killed finds a time no earlier than what it had stored, and hardly later", async () => {
  let time = 1_800_000_000_000;
  const first = openSqlite({ file, now: () => time });
  for (const elapsed of [0, 70, 70, 70]) {
    time += elapsed;
    await first.create(lobby(), quizOf("fixture"));
  }
  const stored = time;
  // What a killed process leaves: the file beside its log.
  const left = join(folder, "left.db");
  for (const end of ["", "-wal"]) await copyFile(file + end, left + end);
  await first.close();
  time -= 3_600_000;
  const second = openSqlite({ file: left, now: () => time });
  expect(second.now()).toBeGreaterThanOrEqual(stored);
  expect(second.now()).toBeLessThanOrEqual(stored + 200);
  await second.close();
});

test("[ST20] all writes of one tick share a commit, and one that fails is rejected alone", async () => {
  const commits: number[] = [];
  const store = openSqlite({ file, committed: (writes) => commits.push(writes) });
  const { room, players } = await seated(store, 100, opened(store.now()));
  commits.length = 0;
  const circular: unknown[] = [];
  circular.push(circular);
  const writes = players.map((playerId) => store.respond(respondOf(room.id, playerId, store.now())));
  const broken = store.create(lobby({ title: circular as never }), quizOf("fixture"));
  await expect(broken).rejects.toThrow(TypeError);
  expect(new Set((await Promise.all(writes)).map(({ kind }) => kind))).toEqual(new Set(["stored"]));
  expect(commits).toEqual([101]);
  expect((await store.rooms()).map((entry) => entry.room.id)).toEqual([room.id]);
  await store.close();
});

test("[ST20] writes that follow each other closely share commits", async () => {
  const commits: number[] = [];
  const store = openSqlite({ file, committed: (writes) => commits.push(writes) });
  const { room, players } = await seated(store, 40, opened(store.now()));
  commits.length = 0;
  const writes: Promise<unknown>[] = [];
  for (const playerId of players) {
    writes.push(store.respond(respondOf(room.id, playerId, store.now())));
    await new Promise((next) => setImmediate(next));
  }
  await Promise.all(writes);
  expect(commits.reduce((sum, each) => sum + each, 0)).toBe(40);
  expect(commits.length).toBeLessThan(20);
  await store.close();
});

test("[ST20] what the others of a tick do stands once, and is told once, when one of them fails", async () => {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE t (n INTEGER)");
  const { write } = groupCommit(db, { apartMs: 0, beforeCommit: () => {}, committed: () => {} });
  const done: number[] = [];
  const insert = (n: number, fail = false) =>
    write((after) => {
      after(() => done.push(n));
      db.prepare("INSERT INTO t VALUES (?)").run(n);
      if (fail) throw new Error("no");
      return n;
    });
  const outcomes = await Promise.allSettled([insert(1), insert(2, true), insert(3)]);
  expect(outcomes).toMatchObject([{ value: 1 }, { reason: { message: "no" } }, { value: 3 }]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(db.prepare("SELECT n FROM t").all()).toEqual([{ n: 1 }, { n: 3 }]);
  expect(done).toEqual([1, 3]);
});

test("[ST21] when a commit fails, none of its writes stands and all are unavailable", async () => {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE t (n INTEGER)");
  let fail = true;
  const beforeCommit = () => {
    if (fail) throw new Error("no space left");
  };
  const { write } = groupCommit(db, { apartMs: 0, beforeCommit, committed: () => {} });
  const done: number[] = [];
  const insert = (n: number) =>
    write((after) => {
      after(() => done.push(n));
      db.prepare("INSERT INTO t VALUES (?)").run(n);
    });
  const outcomes = await Promise.allSettled([insert(1), insert(2)]);
  for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
  fail = false;
  await insert(3);
  await new Promise((resolve) => setImmediate(resolve));
  expect(
    db
      .prepare("SELECT n FROM t")
      .all()
      .map(({ n }) => n),
  ).toEqual([3]);
  expect(done).toEqual([3]);
});

test("[ST21] a commit that can be neither made nor undone ends nothing, and the next tick that can be written is", async () => {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE t (n INTEGER)");
  let sick = true;
  const faulty = new Proxy(db, {
    get(target, name) {
      const own = Reflect.get(target, name) as unknown;
      if (name !== "prepare") return typeof own === "function" ? own.bind(target) : own;
      return (sql: string) => {
        const statement = target.prepare(sql);
        if (sql !== "ROLLBACK" && sql !== "COMMIT") return statement;
        return {
          run() {
            if (sick) throw new Error("disk I/O error");
            return statement.run();
          },
        };
      };
    },
  });
  const { write } = groupCommit(faulty, { apartMs: 0, beforeCommit: () => {}, committed: () => {} });
  const insert = (n: number) => write(() => void db.prepare("INSERT INTO t VALUES (?)").run(n));
  await expect(insert(1)).rejects.toThrow(StoreUnavailable);
  await expect(insert(2)).rejects.toThrow(StoreUnavailable);
  sick = false;
  await expect(insert(3)).rejects.toThrow(StoreUnavailable);
  await insert(4);
  expect(db.prepare("SELECT n FROM t").all()).toEqual([{ n: 4 }]);
});

test("[ST41] a file that may not grow is full for a write that needs it to, and for no other", async () => {
  const db = new DatabaseSync(":memory:");
  db.exec("CREATE TABLE t (bytes BLOB); PRAGMA max_page_count = 10");
  const { write } = groupCommit(db, { apartMs: 0, beforeCommit: () => {}, committed: () => {} });
  const insert = (size: number) => write(() => void db.prepare("INSERT INTO t VALUES (?)").run(new Uint8Array(size)));
  await expect(insert(100_000)).rejects.toThrow(StoreFull);
  await insert(1);
  expect(db.prepare("SELECT count(*) AS n FROM t").get()?.n).toBe(1);
});

test("[ST21] a closed store is unavailable, and what was queued before is kept", async () => {
  const store = openSqlite({ file });
  const room = lobby();
  const queued = store.create(room, quizOf("fixture"));
  await store.close();
  await store.close();
  expect((await queued).kind).toBe("created");
  await expect(store.join(joinOf(room.id))).rejects.toThrow(StoreUnavailable);
  await expect(store.transition(step(room))).rejects.toThrow(StoreUnavailable);
  await expect(store.ping()).rejects.toThrow(StoreUnavailable);
  const again = openSqlite({ file });
  expect(await again.room(room.id)).toEqual(room);
  await again.close();
});
