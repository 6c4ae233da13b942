import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Each step brings a file from the schema number that is its index to the next one; steps are only ever added. */
const MIGRATIONS = [
  `
  CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), latest REAL NOT NULL) STRICT;
  INSERT INTO clock VALUES (1, 0);

  -- The gate columns repeat what gateOf(doc) says, so that a response is checked without reading the document.
  CREATE TABLE room (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, nonce TEXT NOT NULL, phase TEXT NOT NULL, locked INTEGER NOT NULL,
    paused INTEGER NOT NULL, round INTEGER NOT NULL, opens_at REAL, closes_at REAL, due REAL, created_at REAL NOT NULL,
    last_beat REAL, doc TEXT NOT NULL, quiz TEXT NOT NULL
  ) STRICT;
  CREATE INDEX room_due ON room (due) WHERE due IS NOT NULL;
  CREATE TABLE pin (pin TEXT PRIMARY KEY, room_id TEXT NOT NULL, released INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE create_attempt (id TEXT PRIMARY KEY, body TEXT NOT NULL, room_id TEXT NOT NULL) STRICT, WITHOUT ROWID;

  -- asked_key is the nickname key the attempt came with; a rename changes nickname_key only.
  CREATE TABLE seat (
    room_id TEXT NOT NULL, position INTEGER NOT NULL, player_id TEXT NOT NULL, nickname TEXT NOT NULL,
    nickname_key TEXT NOT NULL, asked_key TEXT NOT NULL, token TEXT NOT NULL, code TEXT NOT NULL, attempt TEXT,
    joined_at REAL NOT NULL, removed INTEGER NOT NULL, present_until REAL NOT NULL,
    PRIMARY KEY (room_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX seat_player ON seat (room_id, player_id);
  CREATE UNIQUE INDEX seat_code ON seat (room_id, code);
  CREATE UNIQUE INDEX seat_nickname ON seat (room_id, nickname_key) WHERE removed = 0;
  CREATE UNIQUE INDEX seat_attempt ON seat (room_id, attempt) WHERE attempt IS NOT NULL;

  CREATE TABLE response (
    room_id TEXT NOT NULL, round INTEGER NOT NULL, player_id TEXT NOT NULL, received_at REAL NOT NULL, doc TEXT NOT NULL,
    PRIMARY KEY (room_id, round, player_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE outage (
    room_id TEXT NOT NULL, id TEXT NOT NULL, began REAL NOT NULL, ended REAL NOT NULL, PRIMARY KEY (room_id, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE quiz (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, language TEXT NOT NULL, items INTEGER NOT NULL, updated_at REAL NOT NULL,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE TABLE image (hash TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
  `,
  `
  ALTER TABLE seat ADD COLUMN device TEXT;
  ALTER TABLE seat ADD COLUMN person_id TEXT;
  -- Anonymous seats share the empty code, and imported rooms may repeat codes and nicknames: join keeps them apart, not the file.
  DROP INDEX seat_code;
  DROP INDEX seat_nickname;
  CREATE INDEX seat_code ON seat (room_id, code);
  CREATE INDEX seat_nickname ON seat (room_id, nickname_key) WHERE removed = 0;

  CREATE TABLE workshop (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, created_at REAL NOT NULL, doc TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Holds a row while the file may hold traces of what was deleted; see sqlite-remains.ts. A used file may already.
  CREATE TABLE remains (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
  INSERT INTO remains SELECT 1 FROM clock WHERE latest > 0;
  CREATE TRIGGER room_deleted AFTER DELETE ON room BEGIN INSERT OR IGNORE INTO remains VALUES (1); END;
  CREATE TRIGGER workshop_deleted AFTER DELETE ON workshop BEGIN INSERT OR IGNORE INTO remains VALUES (1); END;
  `,
  `
  CREATE TABLE organiser (
    id TEXT PRIMARY KEY, version INTEGER NOT NULL, name_key TEXT NOT NULL UNIQUE, doc TEXT NOT NULL
  ) STRICT;
  CREATE TABLE session (digest TEXT PRIMARY KEY, until REAL NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER organiser_deleted AFTER DELETE ON organiser BEGIN INSERT OR IGNORE INTO remains VALUES (1); END;
  `,
  "ALTER TABLE seat ADD COLUMN team TEXT",
  // Bytes of images that an organiser has added since a share began, and until when they count.
  "CREATE TABLE image_share (owner_id TEXT PRIMARY KEY, added INTEGER NOT NULL, until REAL NOT NULL) STRICT, WITHOUT ROWID",
  `
  -- Twice a second each room that is served: beside its documents that would write all of them anew.
  CREATE TABLE beat (room_id TEXT PRIMARY KEY, at REAL NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO beat SELECT id, last_beat FROM room WHERE last_beat IS NOT NULL;
  ALTER TABLE room DROP COLUMN last_beat;
  `,
];

const isBusy = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === 5;

const lock = (db: DatabaseSync, file: string): void => {
  try {
    db.exec(
      "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON",
    );
    // In exclusive mode the first write takes the lock and keeps it until the file is closed.
    db.exec("BEGIN IMMEDIATE; COMMIT");
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new Error(`The database ${file} is in use by another process; stop that one first.`);
  }
};

const migrate = (db: DatabaseSync, file: string): void => {
  const found = Number(db.prepare("PRAGMA user_version").get()?.user_version);
  if (found > MIGRATIONS.length) {
    throw new Error(
      `The database ${file} has schema ${found} and this version knows ${MIGRATIONS.length}; start a newer version.`,
    );
  }
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index >= found) db.exec(`BEGIN IMMEDIATE; ${step}; PRAGMA user_version = ${index + 1}; COMMIT`);
  }
};

/** Deletes what an import or an erasure that was cut off left without a room row. Looks at each room id once, not at each row. */
const dropOrphans = (db: DatabaseSync): void => {
  const drop = (table: string): string => `
    WITH RECURSIVE held (id) AS (
      SELECT min(room_id) FROM ${table}
      UNION ALL SELECT (SELECT min(room_id) FROM ${table} WHERE room_id > held.id) FROM held WHERE held.id IS NOT NULL
    ), orphan AS (SELECT id FROM held WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM room WHERE id = held.id))`;
  db.exec(`BEGIN IMMEDIATE;
    ${drop("response")} INSERT OR IGNORE INTO remains SELECT 1 FROM orphan;
    ${drop("seat")} INSERT OR IGNORE INTO remains SELECT 1 FROM orphan;
    ${drop("response")} DELETE FROM response WHERE room_id IN (SELECT id FROM orphan);
    ${drop("seat")} DELETE FROM seat WHERE room_id IN (SELECT id FROM orphan);
    COMMIT`);
};

/**
 * Opens or creates a database file for this process alone and brings it to the current schema. ":memory:" keeps nothing.
 * Throws an Error of one sentence when another process has the file, or when a newer version wrote it.
 */
export const openDatabase = (file: string): DatabaseSync => {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    lock(db, file);
    migrate(db, file);
    dropOrphans(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
};
